// SPDX-License-Identifier: EUPL-1.2

/// How sure a coder is of an answer.
public enum Certainty: String, Codable, Sendable, Hashable, CaseIterable {
  case certain = "zeker"
  case probable = "waarschijnlijk"
  case doubtful = "twijfel"

  /// 0 for the surest.
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The least sure of several; nil where nobody said how sure they are.
  public static func least(of said: some Sequence<Certainty>) -> Certainty? {
    said.max { $0.rank < $1.rank }
  }
}

extension Study {
  /// The rule for passages that speak against an answer: they are of the same cell, and none of them also
  /// carries it.
  func checkAgainst(_ answer: Answer) throws(Violation) {
    guard let against = answer.against else { return }
    for id in against {
      guard let coding = codings[id], !withdrawn.contains(id) else {
        throw Violation(.unknownCoding, "codering \(id) bestaat niet of is ingetrokken")
      }
      guard coding.cell.unit == answer.cell.unit, coding.cell.field == answer.cell.field else {
        throw Violation(
          .foreignEvidence, "codering \(id) hoort bij een ander veld of een andere regio")
      }
      if case .codings(let carrying) = answer.evidence, carrying.contains(id) {
        throw Violation(
          .foreignEvidence, "codering \(id) kan een antwoord niet dragen en tegenspreken")
      }
    }
  }
}
