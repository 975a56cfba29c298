// SPDX-License-Identifier: EUPL-1.2
import Model
import Reliability

/// A cell that at least two readers answered, with what each answered and marked.
struct DoubleCell {
  var cell: Cell
  var field: Field
  var answers: [CoderID: AnswerValue]
  /// Per reader the bytes marked, per version and page.
  private var marks: [CoderID: [Place: [Range<Int>]]]

  private struct Place: Hashable {
    var version: VersionHash
    var page: Int
  }

  /// The cells of a wave that at least two readers answered, in order.
  static func all(in round: Round, study: Study, framework: Framework) -> [DoubleCell] {
    round.answers.keys.sorted().compactMap { cell in
      let given = study.firstHand(cell, in: round)
      guard given.count > 1, study.awaited(cell, in: round).isEmpty,
        let field = framework.field(cell.field)
      else { return nil }
      var double = DoubleCell(cell: cell, field: field, answers: [:], marks: [:])
      for answer in given {
        double.answers[answer.coder] = answer.value
        guard case .codings(let ids) = answer.evidence else { continue }
        for id in ids {
          guard !study.withdrawn.contains(id), let locator = study.codings[id]?.locator else {
            continue
          }
          for stretch in locator.stretches {
            let place = Place(version: locator.version, page: stretch.page)
            double.marks[answer.coder, default: [:]][place, default: []].append(stretch.utf8Range)
          }
        }
      }
      return double
    }
  }

  /// The mean share, over pairs of readers with quotes, of the marked text that both marked.
  func overlap(of readers: [CoderID]) -> Double? {
    let marked = readers.compactMap { marks[$0] }
    var shares: [Double] = []
    for (place, first) in marked.enumerated() {
      for second in marked[(place + 1)...] {
        if let share = Self.share(first, second) { shares.append(share) }
      }
    }
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  /// The pages laid one after the other, so that one range counts on one page only.
  private static func share(_ first: [Place: [Range<Int>]], _ second: [Place: [Range<Int>]])
    -> Double?
  {
    var start = 0
    var one: [Range<Int>] = []
    var other: [Range<Int>] = []
    for place in Set(first.keys).union(second.keys) {
      let end = ((first[place] ?? []) + (second[place] ?? [])).map(\.upperBound).max() ?? 0
      one += (first[place] ?? []).map { $0.lowerBound + start..<$0.upperBound + start }
      other += (second[place] ?? []).map { $0.lowerBound + start..<$0.upperBound + start }
      start += end + 1
    }
    return PassageOverlap.share(one, other).number
  }
}
