// SPDX-License-Identifier: EUPL-1.2

/// The product and a peer doing the same job in turn.
struct Contest {
  /// What is done, in words for the table.
  let job: String
  /// What the peer is, in words for the table.
  let peerName: String
  /// How many times the peer's time the product may take; nil where no limit was agreed.
  var limit: Double?
  /// The bytes that the product may hold; nil where no limit was agreed.
  var memoryLimitBytes: Int?
  let product: () throws -> Command.Cost
  let peer: () throws -> Command.Cost

  /// One round of both, one right after the other.
  struct Round: Equatable {
    let product: Command.Cost
    let peer: Command.Cost
    var ratio: Double { product.seconds / peer.seconds }
  }

  /// Runs all rounds, with the product first in every other one.
  ///
  /// - Parameter progress: is told what was done.
  func run(rounds: Int, progress: (String) -> Void) throws -> ContestResult {
    ContestResult(
      contest: self, rounds: try Self.rounds([self], rounds, progress)[0])
  }

  /// Runs the same job against several peers: the product once a round, first in every other one.
  ///
  /// - Parameter contests: with the same product.
  /// - Returns: in the order of the contests.
  static func run(
    _ contests: [Contest], rounds: Int, progress: (String) -> Void
  ) throws -> [ContestResult] {
    zip(contests, try Self.rounds(contests, rounds, progress)).map {
      ContestResult(contest: $0, rounds: $1)
    }
  }

  private static func rounds(
    _ contests: [Contest], _ count: Int, _ progress: (String) -> Void
  ) throws -> [[Round]] {
    guard let first = contests.first else { return [] }
    var done = contests.map { _ in [Round]() }
    for number in 1...count {
      let early = number.isMultiple(of: 2) ? nil : try first.product()
      let peers = try contests.map { try $0.peer() }
      let product = try early ?? first.product()
      for place in contests.indices {
        done[place].append(Round(product: product, peer: peers[place]))
      }
      let ratios = done.compactMap { $0.last?.ratio.figure(2) }.joined(separator: ", ")
      progress("\(first.job), round \(number) of \(count): \(ratios) times the peers")
    }
    return done
  }
}

/// What the rounds of a contest gave.
struct ContestResult {
  let contest: Contest
  /// - Invariant: not empty.
  let rounds: [Contest.Round]

  /// The ratio of the medians over all rounds.
  var ratio: Double {
    rounds.map(\.product.seconds).median / rounds.map(\.peer.seconds).median
  }

  /// The lowest and the highest ratio within one round.
  var spread: ClosedRange<Double> {
    let ratios = rounds.map(\.ratio).sorted()
    return (ratios.first ?? 0)...(ratios.last ?? 0)
  }

  /// The most bytes that the product held in any round.
  var mostBytes: Int { rounds.map(\.product.mostBytes).max() ?? 0 }
  var peerMostBytes: Int { rounds.map(\.peer.mostBytes).max() ?? 0 }

  var keepsTimeLimit: Bool { contest.limit.map { ratio <= $0 } ?? true }
  var keepsMemoryLimit: Bool { contest.memoryLimitBytes.map { mostBytes < $0 } ?? true }
}

extension [Double] {
  /// The middle value, or the mean of the two in the middle; 0 of nothing.
  var median: Double {
    guard !isEmpty else { return 0 }
    let ordered = sorted()
    let middle = count / 2
    return count.isMultiple(of: 2) ? (ordered[middle - 1] + ordered[middle]) / 2 : ordered[middle]
  }
}

extension Double {
  /// Rounded to a number of decimals, with a point.
  func figure(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (self * scale).rounded()
    let whole = String(Int(rounded.magnitude))
    let digits = String(repeating: "0", count: Swift.max(0, decimals + 1 - whole.count)) + whole
    let sign = rounded < 0 ? "-" : ""
    return decimals == 0
      ? sign + digits : "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }
}
