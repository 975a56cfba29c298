// SPDX-License-Identifier: EUPL-1.2
import Assessment

/// The texts of the attention points in the report.
extension Dutch {
  static let attentionPoints = "Aandachtspunten"
  static let attentionResults = "Resultaten"
  static let attentionBottlenecks = "Mogelijke knelpunten"
  static let attentionSolutions = "Mogelijke oplossingen"
  static let noFindingPart = "Bij dit aandachtspunt is geen bevinding vastgelegd."
  static let provenance = "Herkomst:"
  static let fromResearchers = "eigen overweging van de onderzoekers"
  static let addresseeHead = "Voor:"

  static let fromAnInterview = "een gesprek"

  static func attentionLead(_ count: Int) -> String {
    switch count {
    case 0: "Bij dit thema is in deze meting geen aandachtspunt vastgelegd."
    case 1: "Bij dit thema is één aandachtspunt vastgelegd."
    default: "Bij dit thema zijn \(DutchNumber.text(count)) aandachtspunten vastgelegd."
    }
  }

  /// n of N, with what is not known and what is still open: `2 van 2; 2 niet te bepalen, 7 open`.
  static func counted(_ value: IndicatorValue) -> String {
    var rest: [String] = []
    if !value.unknown.isEmpty { rest.append("\(value.unknown.count) niet te bepalen") }
    if !value.open.isEmpty { rest.append("\(value.open.count) open") }
    let count = ofTotal(value.numerator.count, value.denominatorCount)
    return rest.isEmpty ? count : "\(count); \(rest.joined(separator: ", "))"
  }

  static func attentionTitle(_ number: Int) -> String { "Aandachtspunt \(number)" }
  static func fromIndicator(_ id: String) -> String { "telling \(id)" }
  static func fromInterview(_ id: String) -> String { "gesprek \(id)" }
  static func fromFeedback(_ date: String) -> String {
    "terugkoppelsessie van \(DutchNumber.date(date))"
  }
}
