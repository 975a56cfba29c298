// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// Reads `framework.yaml` and finds all its mistakes at once.
///
/// ```swift
/// let (framework, diagnostics) = FrameworkParser.parse(text: text, file: "framework.yaml")
/// ```
public enum FrameworkParser {
  /// - Parameter file: the name that the diagnostics carry.
  /// - Returns: no framework as soon as one diagnostic is an error.
  public static func parse(text: String, file: String) -> (Framework?, [Diagnostic]) {
    var parse = FrameworkParse(file: file)
    let framework = parse.framework(text)
    let diagnostics = parse.reader.diagnostics.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    return (diagnostics.contains { $0.severity == .error } ? nil : framework, diagnostics)
  }
}

/// One run over one framework file: what was met so far, and what has to wait until all is met.
struct FrameworkParse {
  var reader: YAMLReader
  var unitKinds: [UnitKind] = []
  var sourceKinds: [SourceKind] = []
  var sourceLevels: [SourceLevel] = []
  var itemLists: [ItemList] = []
  /// The first field that is answered per item of a list: its identifier begins those terms'.
  var itemListOwners: [String: FieldID] = [:]
  /// The exceptions of that field, which hold for the terms of its items.
  var itemListExceptions: [String: [TermPattern]] = [:]
  var fields: [FieldID: Field] = [:]
  /// The conditions of the fields, to be read once all fields are known.
  var conditionNodes: [(field: FieldID, line: Int, applies: Node?, derived: [Node])] = []
  var termIDs: Set<TermID> = []

  init(file: String) { reader = YAMLReader(file: file) }

  private static let required = [
    "schema", "id", "version", "title", "unitKinds", "sourceKinds", "sourceLevels",
    "sourceStatuses", "usageRights", "themes",
  ]
  private static let optional = [
    "language", "summary", "basis", "severalPapers", "itemLists", "termLists", "indicators",
    "wording", "classes",
  ]

  mutating func framework(_ text: String) -> Framework? {
    guard let root = reader.root(text),
      let top = reader.object(
        root, "het analysekader", required: Self.required, optional: Self.optional)
    else { return nil }
    if top.has("schema"), reader.integer(top, "schema", in: 1...1) == nil { return nil }
    let id = identifier(top, "id")
    unitKinds = units(top)
    let vocabularies = sources(top)
    itemLists = items(top)
    let themes = themes(top)
    let lists = termLists(top)
    claimItemTerms()
    readConditions()
    let several = reader.text(top, "severalPapers", mayBeEmpty: true)
    return Framework(
      id: id, version: reader.text(top, "version"), title: reader.text(top, "title"),
      summary: reader.text(top, "summary", mayBeEmpty: true),
      basis: reader.text(top, "basis", mayBeEmpty: true), unitKinds: unitKinds,
      sourceKinds: sourceKinds, sourceLevels: sourceLevels,
      sourceStatuses: vocabularies.statuses, usageRights: vocabularies.rights,
      itemLists: itemLists, termLists: lists, themes: completed(themes),
      indicators: indicators(top, themes: themes), wording: wording(top), classes: classes(top),
      severalPapers: several.isEmpty ? nil : several)
  }

  /// The themes with the fields as they are now that the conditions are known.
  private func completed(_ themes: [Theme]) -> [Theme] {
    var themes = themes
    for theme in themes.indices {
      for question in themes[theme].questions.indices {
        for field in themes[theme].questions[question].fields.indices {
          let id = themes[theme].questions[question].fields[field].id
          if let complete = fields[id] {
            themes[theme].questions[question].fields[field] = complete
          }
        }
      }
    }
    return themes
  }

  // MARK: - Identifiers

  /// Lower-case kebab-case ASCII.
  mutating func identifier(_ object: YAMLObject, _ key: String) -> String {
    let id = reader.text(object, key)
    if !id.isEmpty, !Self.isKebabCase(id) {
      reader.error(
        object.line(of: key), "\(key) ‘\(id)’ bij \(object.what) is geen geldige aanduiding",
        expected: "kleine letters, cijfers en streepjes, zoals niet-aangetroffen",
        "Schrijf ‘\(FoldedName(id).text.replacing(" ", with: "-"))’")
    }
    return id
  }

  static func isKebabCase(_ id: String) -> Bool {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
  }

  /// Says so where an identifier is used a second time.
  mutating func isNew(
    _ id: String, _ seen: inout Set<String>, _ object: YAMLObject, key: String = "id"
  ) -> Bool {
    guard !id.isEmpty else { return false }
    if seen.insert(id).inserted { return true }
    reader.error(
      object.line(of: key), "\(id) bij \(object.what) bestaat al", expected: "elke id één keer",
      "Geef een van de twee een andere id")
    return false
  }

  /// Whether a name is one of those known; says so where it is not.
  mutating func isKnown(
    _ name: String, among names: [String], _ what: String, line: Int
  ) -> Bool {
    if names.contains(name) { return true }
    if !name.isEmpty {
      let allowed = names.isEmpty ? "niets: er zijn er geen" : names.joined(separator: ", ")
      reader.error(
        line, "\(what) ‘\(name)’ bestaat niet", expected: "een van \(allowed)",
        Spelling.remedy(name, among: names, else: "Kies een van deze, of voeg hem toe"))
    }
    return false
  }
}
