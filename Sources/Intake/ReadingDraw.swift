// SPDX-License-Identifier: EUPL-1.2
import Model

/// Divides the reading over readers by lot, with a share that two of them read apart.
public enum ReadingDraw {
  /// What a division is drawn with.
  public struct Wish: Sendable, Equatable {
    /// Pseudonyms, in the order in which they get their turn.
    public var coders: [CoderID]
    /// The share of the units that a second reader reads too, in percent.
    public var doublePercent: Int
    /// Units that all readers read first, to learn to read alike.
    public var calibration: [UnitCode]
    public var seed: UInt64
    public init(coders: [CoderID], doublePercent: Int, calibration: [UnitCode], seed: UInt64) {
      self.coders = coders
      self.doublePercent = doublePercent
      self.calibration = calibration
      self.seed = seed
    }
  }

  /// The text of `readers.csv` for this wish: the units are shuffled and dealt in turn; of the shuffled units
  /// the first so many also go to the next reader, at least one where a share was asked for.
  ///
  /// - Parameter units: what is divided, such as the regions; municipalities and papers go with their region.
  /// - Precondition: at least one reader, and two where a share is asked for.
  public static func text(units: [UnitCode], _ wish: Wish) -> String {
    let divided = shuffled(units.sorted().filter { !wish.calibration.contains($0) }, wish.seed)
    let wanted = divided.count * wish.doublePercent
    let doubles = wish.doublePercent > 0 ? max(1, (wanted + 99) / 100) : 0
    var own: [CoderID: [UnitCode]] = [:]
    var second: [CoderID: [UnitCode]] = [:]
    for (place, unit) in divided.enumerated() {
      own[wish.coders[place % wish.coders.count], default: []].append(unit)
      if place < doubles {
        second[wish.coders[(place + 1) % wish.coders.count], default: []].append(unit)
      }
    }
    var writer = CSVWriter(
      columns: ["coder", "units", "fields", "purpose", "note"], separator: ",")
    func add(_ coder: CoderID, _ units: [UnitCode], _ purpose: String, _ note: String) {
      guard !units.isEmpty else { return }
      let codes = units.sorted().map(\.rawValue).joined(separator: ";")
      writer.append([coder.rawValue, codes, "", purpose, note])
    }
    for coder in wish.coders {
      add(coder, wish.calibration, ReaderAssignmentTable.calibration, "")
    }
    for coder in wish.coders { add(coder, own[coder] ?? [], "", "geloot (zaad \(wish.seed))") }
    for coder in wish.coders {
      add(coder, second[coder] ?? [], "", "tweede lezer, geloot (zaad \(wish.seed))")
    }
    return writer.text
  }

  /// Fisher and Yates; the high half of number × count chooses each place.
  private static func shuffled(_ units: [UnitCode], _ seed: UInt64) -> [UnitCode] {
    var units = units
    var generator = SplitMix64(seed: seed)
    for place in stride(from: units.count - 1, to: 0, by: -1) {
      let high = generator.next().multipliedFullWidth(by: UInt64(place + 1)).high
      units.swapAt(place, Int(high))
    }
    return units
  }
}
