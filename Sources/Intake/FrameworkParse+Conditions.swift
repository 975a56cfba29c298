// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// Conditions on fields and sources, read once all fields are known.
extension FrameworkParse {
  /// Whose condition it is: its name in Dutch and the kind of unit it is about.
  struct ConditionOwner {
    var name: String
    var unitKind: String
    var isEnabled = true
  }

  private static let operators = [
    "is", "below", "atLeast", "aboveLowest", "isLowest", "lacks", "itemsAtLeast", "noItems",
  ]

  /// Fills in `applies` and `derived` of every field.
  mutating func readConditions() {
    for entry in conditionNodes {
      guard var field = fields[entry.field] else { continue }
      let owner = ConditionOwner(
        name: "veld \(field.id)", unitKind: field.unitKind, isEnabled: field.isEnabled)
      field.applies = entry.applies.flatMap { condition($0, owner) }
      field.derived = entry.derived.compactMap { node in
        guard
          let object = reader.object(node, "een afgeleid antwoord", required: ["category", "when"])
        else { return nil }
        let category = reader.text(object, "category")
        let isCategory = isKnown(
          category, among: field.categories.map(\.id.rawValue), "de antwoordcategorie",
          line: object.line(of: "category"))
        guard let when = object.values["when"].flatMap({ condition($0, owner) }), isCategory else {
          return nil
        }
        return DerivedAnswer(category: CategoryID(category), when: when)
      }
      fields[entry.field] = field
    }
    refuseCircles()
  }

  /// A field whose answer would follow from itself.
  private mutating func refuseCircles() {
    for entry in conditionNodes {
      var open = [entry.field]
      var seen = Set<FieldID>()
      while let next = open.popLast() {
        guard let field = fields[next] else { continue }
        let conditions = field.derived.map(\.when) + (field.applies.map { [$0] } ?? [])
        for other in conditions.flatMap(\.fields) {
          if other == entry.field {
            reader.error(
              entry.line, "het antwoord op veld \(entry.field) hangt van zichzelf af",
              expected: "applies en derived zonder kringen", "Verwijder een van de voorwaarden")
            open = []
            break
          }
          if seen.insert(other).inserted { open.append(other) }
        }
      }
    }
  }

  /// Reads one condition; nil, with an error, where it says nothing that can be tested.
  mutating func condition(_ node: Node, _ owner: ConditionOwner, depth: Int = 0) -> Condition? {
    guard
      let object = reader.object(
        node, "een voorwaarde bij \(owner.name)", required: [],
        optional: ["field", "source", "all", "any", "not", "except"] + Self.operators)
    else { return nil }
    let heads = ["field", "source", "all", "any", "not"].filter(object.has)
    guard heads.count == 1, let head = heads.first else {
      reader.error(
        object.line, "een voorwaarde bij \(owner.name) zegt \(heads.count) dingen tegelijk",
        expected: "precies één van field, source, all, any of not",
        "Gebruik all of any om voorwaarden samen te nemen")
      return nil
    }
    guard let value = object.values[head] else { return nil }
    switch head {
    case "field": return fieldCondition(object, owner)
    case "source": return sourceCondition(value, owner)
    case "not": return condition(value, owner, depth: depth + 1).map { .not($0) }
    default:
      let nodes = reader.list(object, head)
      let parts = nodes.compactMap { condition($0, owner, depth: depth + 1) }
      if nodes.isEmpty {
        reader.error(
          object.line, "\(head) bij \(owner.name) is leeg", expected: "ten minste één voorwaarde",
          "Voeg een voorwaarde toe of verwijder \(head)")
      }
      guard !parts.isEmpty, parts.count == nodes.count else { return nil }
      return head == "all" ? .all(parts) : .any(parts)
    }
  }

  private mutating func sourceCondition(_ node: Node, _ owner: ConditionOwner) -> Condition? {
    let what = "de voorwaarde source bij \(owner.name)"
    guard let object = reader.object(node, what, required: [], optional: ["kind", "level"]) else {
      return nil
    }
    var parts: [Condition] = []
    let kinds = reader.texts(object, "kind").filter { name, line in
      isKnown(name, among: sourceKinds.map(\.id), "de soort stuk", line: line)
    }
    if !kinds.isEmpty { parts.append(.sourceKind(kinds.map(\.text))) }
    let levels = reader.texts(object, "level").filter { name, line in
      isKnown(name, among: sourceLevels.map(\.id), "het niveau", line: line)
    }
    if !levels.isEmpty { parts.append(.sourceLevel(levels.map(\.text))) }
    if !object.has("kind"), !object.has("level") {
      reader.error(
        object.line, "\(what) noemt niets", expected: "kind of level met een lijst",
        "Voeg kind of level toe")
    }
    return parts.count > 1 ? .all(parts) : parts.first
  }

  private mutating func fieldCondition(
    _ object: YAMLObject, _ owner: ConditionOwner
  ) -> Condition? {
    let id = FieldID(reader.text(object, "field"))
    let names = conditionNodes.map(\.field.rawValue)
    guard
      isKnown(id.rawValue, among: names, "het veld", line: object.line(of: "field")),
      let field = fields[id]
    else { return nil }
    let used = Self.operators.filter(object.has)
    guard used.count == 1, let name = used.first else {
      reader.error(
        object.line, "de voorwaarde over veld \(id) bij \(owner.name) vraagt \(used.count) dingen",
        expected: "precies één van \(Self.operators.joined(separator: ", "))",
        "Laat één vraag over; neem er meer samen met all")
      return nil
    }
    warn(object, field, owner)
    guard fits(name, field, object) else { return nil }
    switch name {
    case "aboveLowest": return isTrue(object, name) ? .aboveLowest(id) : nil
    case "isLowest": return isTrue(object, name) ? .isLowest(id) : nil
    case "noItems": return isTrue(object, name) ? .noItems(id) : nil
    case "itemsAtLeast": return itemsAtLeast(object, field)
    case "is":
      let categories = reader.texts(object, "is").filter { isCategory($0.text, of: field, $0.line) }
      return categories.isEmpty ? nil : .isOneOf(id, categories.map { CategoryID($0.text) })
    default:
      let category = reader.text(object, name)
      guard isCategory(category, of: field, object.line(of: name)) else { return nil }
      switch name {
      case "below": return .below(id, CategoryID(category))
      case "atLeast": return .atLeast(id, CategoryID(category))
      default: return .lacks(id, CategoryID(category))
      }
    }
  }

  private mutating func itemsAtLeast(_ object: YAMLObject, _ field: Field) -> Condition? {
    let known = itemLists.first { $0.id == field.itemList }?.items.map(\.id.rawValue) ?? []
    let except = reader.texts(object, "except").filter { name, line in
      isKnown(name, among: known, "het onderdeel", line: line)
    }
    return reader.integer(object, "itemsAtLeast", in: 1...max(1, known.count)).map {
      .itemsAtLeast(field.id, $0, except: except.map { ItemID($0.text) })
    }
  }

  private mutating func isCategory(_ name: String, of field: Field, _ line: Int) -> Bool {
    isKnown(
      name, among: field.categories.map(\.id.rawValue), "de antwoordcategorie van veld \(field.id)",
      line: line)
  }

  private mutating func isTrue(_ object: YAMLObject, _ key: String) -> Bool {
    if reader.flag(object, key, default: false) { return true }
    reader.error(
      object.line(of: key), "\(key) kan alleen waar zijn", expected: "\(key): true",
      "Gebruik not voor het omgekeerde")
    return false
  }

  /// Whether a question can be asked of a field of this form.
  private mutating func fits(_ name: String, _ field: Field, _ object: YAMLObject) -> Bool {
    let isAboutItems = name == "itemsAtLeast" || name == "noItems"
    if (field.itemList != nil) != isAboutItems {
      reader.error(
        object.line(of: name),
        isAboutItems
          ? "veld \(field.id) heeft geen onderdelen; \(name) kan daar niet"
          : "veld \(field.id) wordt per onderdeel beantwoord; \(name) kan daar niet",
        expected: isAboutItems ? "een veld met items" : "itemsAtLeast of noItems",
        "Kies een ander veld of een andere vraag")
      return false
    }
    if name == "below" || name == "atLeast", field.scale != .ordinal || field.isMultiple {
      reader.error(
        object.line(of: name), "veld \(field.id) heeft geen volgorde; \(name) kan daar niet",
        expected: "is met een lijst van antwoordcategorieën",
        "Gebruik is, of maak het veld ordinal met één antwoord")
      return false
    }
    if name == "lacks", !field.isMultiple {
      reader.error(
        object.line(of: name), "veld \(field.id) heeft één antwoord; lacks kan daar niet",
        expected: "een veld met multiple: true", "Gebruik not met is")
      return false
    }
    if name == "aboveLowest" || name == "isLowest", field.isMultiple,
      field.categories.first?.isExclusive != true
    {
      reader.error(
        object.line(of: name), "veld \(field.id) heeft geen uitsluitende antwoordcategorie",
        expected: "exclusive: true bij de eerste", "Gebruik is, of voeg exclusive toe")
      return false
    }
    return true
  }

  private mutating func warn(_ object: YAMLObject, _ field: Field, _ owner: ConditionOwner) {
    if owner.isEnabled, !field.isEnabled {
      reader.report(
        .warning, object.line, "\(owner.name) kijkt naar veld \(field.id), dat uit staat",
        expected: "een veld met enabled: true", "Zet veld \(field.id) aan")
    }
    if field.unitKind != owner.unitKind, !owner.unitKind.isEmpty {
      reader.report(
        .warning, object.line,
        "\(owner.name) gaat over \(owner.unitKind) en kijkt naar veld \(field.id),"
          + " dat over \(field.unitKind) gaat",
        expected: "een veld over \(owner.unitKind)", "Kies een veld over \(owner.unitKind)")
    }
  }
}
