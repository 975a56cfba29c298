// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// A mapping of a YAML file whose keys were checked.
struct YAMLObject {
  let what: String
  /// Counted from 1.
  let line: Int
  fileprivate(set) var values: [String: Node] = [:]

  /// The line of a value, or of the mapping where there is no such value.
  func line(of key: String) -> Int { values[key]?.mark?.line ?? line }
  func has(_ key: String) -> Bool { values[key] != nil }
}

/// Walks the nodes of a YAML file and keeps every mistake with its line.
struct YAMLReader {
  let file: String
  var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func error(_ line: Int?, _ problem: String, expected: String?, _ remedy: String) {
    report(.error, line, problem, expected: expected, remedy)
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ line: Int?, _ problem: String, expected: String?,
    _ remedy: String
  ) {
    let diagnostic = Diagnostic(
      severity, .intake, file: file, line: line, problem: problem, expected: expected,
      remedy: remedy)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// The root of the file; nil, with an error, where it is not YAML.
  mutating func root(_ text: String) -> Node? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        error(1, "het bestand is leeg", expected: "YAML met sleutels", "Vul het bestand in")
        return nil
      }
      var budget = 500_000
      guard fits(node, depth: 0, &budget) else {
        error(
          node.mark?.line, "het bestand is te diep of te vaak in zichzelf geschoven",
          expected: "hooguit 40 niveaus en 500.000 waarden", "Schrijf verwijzingen (*naam) uit")
        return nil
      }
      return node
    } catch let mistake as YamlError {
      syntax(mistake)
    } catch {
      self.error(nil, "het bestand is geen YAML", expected: "YAML", "Kijk naar de inspringing")
    }
    return nil
  }

  private func fits(_ node: Node, depth: Int, _ budget: inout Int) -> Bool {
    budget -= 1
    guard depth <= 40, budget > 0 else { return false }
    switch node {
    case .scalar, .alias: return true
    case .sequence(let nodes):
      for node in nodes where !fits(node, depth: depth + 1, &budget) { return false }
    case .mapping(let pairs):
      for pair in pairs where !fits(pair.value, depth: depth + 1, &budget) { return false }
    }
    return true
  }

  private mutating func syntax(_ mistake: YamlError) {
    switch mistake {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let column = "kolom \(mark.column): \(Self.dutch(problem))"
      error(
        mark.line, "de YAML is hier niet te lezen (\(column))",
        expected: "sleutel: waarde, met gelijke inspringing en gesloten aanhalingstekens",
        "Kijk op deze regel en de regel erboven naar inspringing, aanhalingstekens en haken")
    case .reader(_, let offset, _, let yaml):
      let before = offset.map { yaml.utf8.prefix($0).count { $0 == 0x0A } + 1 }
      error(
        before, "hier staat een teken dat in YAML niet mag", expected: "gewone tekst",
        "Verwijder het onzichtbare teken op deze regel")
    case .duplicatedKeysInMapping(let keys, let context):
      error(
        context.mark.line,
        "in het blok dat hier begint staat \(keys.joined(separator: ", ")) twee keer",
        expected: "elke sleutel één keer", "Verwijder of hernoem een van de twee")
    default:
      error(nil, "het bestand is geen YAML", expected: "YAML", "Kijk naar de inspringing")
    }
  }

  /// libyaml's own words for the mistakes that people make most.
  private static func dutch(_ problem: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "een dubbele punt op een plek waar hij niet mag"
    case "found unexpected end of stream": "het bestand houdt op voordat de tekst is gesloten"
    case "did not find expected key", "could not find expected ':'":
      "een sleutel met dubbele punt ontbreekt"
    case "did not find expected '-' indicator": "een streepje (-) ontbreekt"
    case "did not find expected ',' or ']'": "een komma of ] ontbreekt"
    case "did not find expected ',' or '}'": "een komma of } ontbreekt"
    case "found character that cannot start any token": "een tab of vreemd teken aan het begin"
    case "found undefined alias": "een verwijzing (*naam) naar iets dat er niet is"
    default: "een teken staat verkeerd"
    }
  }

  // MARK: - Mappings

  /// Takes a node as a mapping and checks its keys.
  ///
  /// - Parameter what: the thing in Dutch, with its article: `een veld`.
  mutating func object(
    _ node: Node, _ what: String, required: [String], optional: [String] = [],
    unknown severity: Diagnostic.Severity = .error
  ) -> YAMLObject? {
    let allowed = required + optional
    guard case .mapping(let pairs) = node else {
      error(
        node.mark?.line, "hier hoort \(what), en er staat \(Self.kind(node))",
        expected: "sleutels met waarden: \(allowed.joined(separator: ", "))",
        "Schrijf de sleutels uit")
      return nil
    }
    var object = YAMLObject(what: what, line: node.mark?.line ?? 1)
    for (key, value) in pairs {
      guard let name = key.scalar?.string, allowed.contains(name) else {
        let name = key.scalar?.string ?? "?"
        report(
          severity, key.mark?.line, "onbekende sleutel \(name) bij \(what)",
          expected: "een van \(allowed.joined(separator: ", "))",
          Spelling.remedy(name, among: allowed, else: "Verwijder de sleutel"))
        continue
      }
      object.values[name] = value
    }
    for name in required where object.values[name] == nil {
      error(
        object.line, "bij \(what) ontbreekt \(name)",
        expected: required.joined(separator: ", "), "Voeg \(name) toe")
    }
    return object
  }

  // MARK: - Values

  /// A text; numbers are taken as written. Empty, with an error where the key is required and present.
  mutating func text(_ object: YAMLObject, _ key: String, mayBeEmpty: Bool = false) -> String {
    guard let node = object.values[key] else { return "" }
    return text(node, key, of: object.what, mayBeEmpty: mayBeEmpty)
  }

  mutating func text(
    _ node: Node, _ key: String, of what: String, mayBeEmpty: Bool = false
  ) -> String {
    guard case .scalar(let scalar) = node else {
      error(
        node.mark?.line, "\(key) bij \(what) is \(Self.kind(node))", expected: "tekst",
        "Schrijf één tekst, zo nodig tussen aanhalingstekens")
      return ""
    }
    let isNull = scalar.style == .plain && ["~", "null", ""].contains(scalar.string)
    let value = isNull ? "" : scalar.string.trimmed
    if value.isEmpty, !mayBeEmpty {
      error(
        node.mark?.line, "\(key) bij \(what) is leeg", expected: "tekst", "Vul \(key) in")
    }
    return value
  }

  mutating func flag(_ object: YAMLObject, _ key: String, default other: Bool) -> Bool {
    guard let node = object.values[key] else { return other }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      error(
        node.mark?.line, "\(key) bij \(object.what) is geen ja of nee", expected: "true of false",
        "Schrijf true (ja) of false (nee)")
      return other
    }
  }

  mutating func integer(_ object: YAMLObject, _ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = object.values[key] else { return nil }
    if let value = node.scalar.flatMap({ Int($0.string) }), range.contains(value) { return value }
    error(
      node.mark?.line, "\(key) bij \(object.what) is geen bruikbaar getal",
      expected: "een heel getal van \(range.lowerBound) tot en met \(range.upperBound)",
      "Verbeter het getal")
    return nil
  }

  /// One of a few words.
  mutating func word<Value>(
    _ object: YAMLObject, _ key: String, _ words: KeyValuePairs<String, Value>
  ) -> Value? {
    guard let node = object.values[key] else { return nil }
    let written = node.scalar?.string ?? Self.kind(node)
    if let found = words.first(where: { $0.key == written }) { return found.value }
    let names = words.map(\.key)
    error(
      node.mark?.line, "\(key) bij \(object.what) is ‘\(written)’",
      expected: "een van \(names.joined(separator: ", "))",
      Spelling.remedy(written, among: names, else: "Kies een van deze woorden"))
    return nil
  }

  /// The nodes of a list; none where the key is absent or empty.
  mutating func list(_ object: YAMLObject, _ key: String) -> [Node] {
    guard let node = object.values[key] else { return [] }
    return list(node, key, of: object.what)
  }

  mutating func list(_ node: Node, _ key: String, of what: String) -> [Node] {
    if case .sequence(let nodes) = node { return Array(nodes) }
    if let scalar = node.scalar, scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
      return []
    }
    error(
      node.mark?.line, "\(key) bij \(what) is \(Self.kind(node))", expected: "een lijst",
      "Schrijf [een, twee] of elk op een eigen regel met een streepje ervoor")
    return []
  }

  /// A list of texts, each with its line.
  mutating func texts(_ object: YAMLObject, _ key: String) -> [(text: String, line: Int)] {
    var found: [(String, Int)] = []
    for node in list(object, key) {
      let value = text(node, key, of: object.what)
      if !value.isEmpty { found.append((value, node.mark?.line ?? object.line)) }
    }
    return found
  }

  /// What a node is, in Dutch.
  static func kind(_ node: Node) -> String {
    switch node {
    case .scalar: "losse tekst"
    case .mapping: "een blok met sleutels"
    case .sequence: "een lijst"
    case .alias: "een verwijzing"
    }
  }
}
