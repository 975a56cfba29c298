// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Indexing
import Intake
import Model

/// Which sources the fields of a query hold for, with the values that the study has.
struct SearchFields {
  /// What a field may ask for: each value with the names under which a person may write it.
  private struct Value {
    var id: String
    var names: [String]
  }

  let round: Round?
  /// By version: the date in the document itself, `yyyy-mm-dd`.
  let datesInDocuments: [VersionHash: String]

  /// Whether a field holds, as a test of one source.
  ///
  /// - Throws: `SearchQuery.Mistake` where the study has no such value; it names the nearest.
  func test(_ field: SearchField) throws(SearchQuery.Mistake) -> (Source) -> Bool {
    if field.name == .year { return year(field) }
    let ids = try ids(field)
    return switch field.name {
    case .unit:
      { source in
        ids.isEmpty
          ? source.description.units.isEmpty
          : source.description.units.contains { ids.contains($0.rawValue) }
      }
    case .kind: Self.test(ids, \.kind)
    case .level: Self.test(ids, \.level)
    case .status: Self.test(ids, \.status)
    case .year: { _ in false }
    }
  }

  /// A source without a value is one whose value is unknown.
  private static func test(
    _ ids: Set<String>, _ value: @escaping (SourceDescription) -> String?
  ) -> (Source) -> Bool {
    { source in
      value(source.description).map(ids.contains) ?? ids.isSubset(of: [SearchField.unknown])
    }
  }

  private func year(_ field: SearchField) -> (Source) -> Bool {
    let dates = datesInDocuments
    return { source in
      let date = source.description.date ?? dates[source.current]
      guard let date, let year = Int(date.prefix(4)) else { return field.years == nil }
      return field.years?.contains(year) ?? false
    }
  }

  /// The identifiers that a written value stands for; none where it asks for what is unknown.
  private func ids(_ field: SearchField) throws(SearchQuery.Mistake) -> Set<String> {
    let values = values(of: field.name)
    let wanted = Self.folded(field.value)
    let found = values.filter { value in
      Self.folded(value.id) == wanted || value.names.contains { Self.folded($0) == wanted }
    }
    if !found.isEmpty { return Set(found.map(\.id)) }
    if wanted == SearchField.unknown { return [] }
    let names = values.flatMap { [$0.id] + $0.names }
    let nearest = Spelling.nearest(field.value, among: names)
    let expected: String
    switch (nearest, field.name) {
    case (let nearest?, _): expected = "bedoelde u ‘\(nearest)’?"
    case (nil, .unit): expected = "een code of naam uit units.csv, of \(SearchField.unknown)"
    default:
      let known = values.map(\.id).filter { $0 != SearchField.unknown } + [SearchField.unknown]
      expected = "een van: \(known.joined(separator: ", "))"
    }
    let example = nearest ?? values.first?.id ?? SearchField.unknown
    throw SearchQuery.Mistake(
      problem: "dit onderzoek kent \(field.name.dutch) ‘\(field.value)’ niet",
      column: field.column, expected: expected,
      example: "\(field.name.dutch):\(Self.quoted(example)) regie")
  }

  private func values(of name: SearchField.Name) -> [Value] {
    let framework = round?.framework
    return switch name {
    case .unit:
      (round?.units ?? []).map { Value(id: $0.code.rawValue, names: [$0.name]) }
    case .kind: (framework?.sourceKinds ?? []).map { Value(id: $0.id, names: [$0.label]) }
    case .level: (framework?.sourceLevels ?? []).map { Value(id: $0.id, names: [$0.label]) }
    case .status: (framework?.sourceStatuses ?? []).map { Value(id: $0.id, names: [$0.label]) }
    case .year: []
    }
  }

  /// Without case, accents and hyphens: `Beleidsplan-jeugd` is `beleidsplan jeugd`.
  private static func folded(_ text: String) -> String {
    Folding.fold(text).map { $0 == "-" || $0 == "‑" ? " " : String($0) }.joined()
      .split(separator: " ").joined(separator: " ")
  }

  private static func quoted(_ value: String) -> String {
    value.contains(where: \.isWhitespace) ? "\"\(value)\"" : value
  }
}
