// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// Themes, questions, fields and their categories.
extension FrameworkParse {
  mutating func themes(_ top: YAMLObject) -> [Theme] {
    var seen = Set<String>()
    var questionIDs = Set<String>()
    return reader.list(top, "themes").compactMap { node in
      guard let object = reader.object(node, "een thema", required: ["id", "title", "questions"])
      else { return nil }
      let id = reader.text(object, "id")
      let title = reader.text(object, "title")
      let questions = reader.list(object, "questions").compactMap { question($0, &questionIDs) }
      return isNew(id, &seen, object) ? Theme(id: id, title: title, questions: questions) : nil
    }
  }

  private mutating func question(_ node: Node, _ seen: inout Set<String>) -> Question? {
    guard
      let object = reader.object(node, "een onderzoeksvraag", required: ["id", "text", "fields"])
    else { return nil }
    let id = reader.text(object, "id")
    let text = reader.text(object, "text")
    let fields = reader.list(object, "fields").compactMap { field($0) }
    return isNew(id, &seen, object) ? Question(id: id, text: text, fields: fields) : nil
  }

  private static let required = ["id", "label", "unit", "scope", "scale", "categories"]
  private static let optional = [
    "multiple", "enabled", "interview", "help", "items", "search", "applies", "derived",
  ]

  private mutating func field(_ node: Node) -> Field? {
    guard
      let object = reader.object(
        node, "een veld", required: Self.required, optional: Self.optional)
    else { return nil }
    let id = FieldID(reader.text(object, "id"))
    checkFieldID(id, object)
    let label = reader.text(object, "label")
    let unit = reader.text(object, "unit")
    _ = isKnown(unit, among: unitKinds.map(\.id), "de soort eenheid", line: object.line(of: "unit"))
    let scope: Scope? = reader.word(
      object, "scope",
      ["regio": .region, "gemeente": .municipality, "vt": .safeHome, "stuk": .document])
    let scale: Field.Scale? = reader.word(
      object, "scale", ["ordinal": .ordinal, "nominal": .nominal])
    var field = Field(
      id: id, label: label, unitKind: unit, scope: scope ?? .region, scale: scale ?? .nominal,
      isMultiple: reader.flag(object, "multiple", default: false),
      isEnabled: reader.flag(object, "enabled", default: true),
      isInterview: reader.flag(object, "interview", default: false),
      help: reader.text(object, "help", mayBeEmpty: true), categories: [])
    if scope != nil, unitKinds.contains(where: { $0.id == unit }),
      (scope == .document) != (unit == "stuk")
    {
      reader.error(
        object.line(of: "scope"),
        "een veld over \(unit) kan niet het bereik ‘\(field.scope.rawValue)’ hebben",
        expected: "bereik stuk bij een veld over een stuk, en alleen daar",
        "Verander unit of scope")
    }
    claimItems(object, &field)
    readSearch(object, &field)
    checkCategories(object, field)
    conditionNodes.append(
      (id, object.line, object.values["applies"], reader.list(object, "derived")))
    guard fields[id] == nil else {
      reader.error(
        object.line(of: "id"), "het veld \(id) bestaat al", expected: "elke id één keer",
        "Geef een van de twee velden een andere id")
      return nil
    }
    if !id.rawValue.isEmpty { fields[id] = field }
    return field
  }

  private mutating func checkFieldID(_ id: FieldID, _ object: YAMLObject) {
    let isPlain = id.rawValue.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D
    }
    guard !isPlain else { return }
    reader.error(
      object.line(of: "id"), "de id ‘\(id)’ van een veld bevat een vreemd teken",
      expected: "letters, cijfers, punten en streepjes, zoals 4.1", "Verander de id")
  }

  private mutating func claimItems(_ object: YAMLObject, _ field: inout Field) {
    guard object.has("items") else { return }
    let list = reader.text(object, "items")
    guard
      isKnown(
        list, among: itemLists.map(\.id), "de lijst van onderdelen", line: object.line(of: "items"))
    else { return }
    field.itemList = list
    if itemListOwners[list] == nil { itemListOwners[list] = field.id }
  }

  // MARK: - Categories and search

  private mutating func readSearch(_ object: YAMLObject, _ field: inout Field) {
    var search: YAMLObject?
    if let node = object.values["search"] {
      search = reader.object(
        node, "de zoekregel", required: ["rule"],
        optional: ["absent", "present", "terms", "except"])
    }
    let except = search.map { exceptions($0) } ?? []
    field.categories = categories(object, field: field.id, except: except)
    guard let search else { return }
    let rule: SearchRule? = reader.word(
      search, "rule",
      ["decides": .decides, "decidesAbsence": .decidesAbsence, "suggests": .suggests])
    field.rule = rule ?? .suggests
    field.terms = fieldTerms(search, prefix: field.id.rawValue, except: except)
    if let list = field.itemList, itemListOwners[list] == field.id {
      itemListExceptions[list] = except
    }
    let names = field.categories.map(\.id.rawValue)
    for key in ["absent", "present"] where search.has(key) {
      let name = reader.text(search, key)
      guard
        isKnown(
          name, among: names, "de antwoordcategorie (\(key))", line: search.line(of: key))
      else { continue }
      if key == "absent" {
        field.absent = CategoryID(name)
      } else {
        field.present = CategoryID(name)
      }
    }
    checkRule(search, field, isRead: rule != nil)
  }

  private mutating func checkRule(_ search: YAMLObject, _ field: Field, isRead: Bool) {
    guard isRead, field.rule != .suggests else { return }
    let line = search.line(of: "rule")
    let perCategory = field.categories.contains { !$0.terms.isEmpty }
    let perItem = itemLists.first { $0.id == field.itemList }?.items.contains { !$0.terms.isEmpty }
    if field.terms.isEmpty, !perCategory, perItem != true {
      reader.error(
        line, "veld \(field.id) laat het zoeken beslissen, maar heeft geen zoektermen",
        expected: "terms bij search, bij de categorieën of bij de onderdelen",
        "Voeg zoektermen toe, of kies rule: suggests")
    }
    if !search.has("absent") {
      reader.error(
        line, "veld \(field.id) zegt niet wat geen treffers betekent",
        expected: "absent: \(field.lowest)", "Voeg absent toe")
    } else if let absent = field.absent, absent != field.lowest {
      reader.error(
        search.line(of: "absent"), "absent van veld \(field.id) is niet de laagste categorie",
        expected: "\(field.lowest), de eerste categorie", "Zet de laagste categorie vooraan")
    }
    if field.rule == .decides, !perCategory, !search.has("present") {
      reader.error(
        line, "veld \(field.id) zegt niet wat een treffer betekent",
        expected: "present, of zoektermen bij de categorieën", "Voeg present toe")
    }
  }

  private mutating func categories(
    _ object: YAMLObject, field: FieldID, except: [TermPattern]
  ) -> [Model.Category] {
    var seen = Set<String>()
    return reader.list(object, "categories").compactMap { node in
      guard
        let entry = reader.object(
          node, "een antwoordcategorie", required: ["id", "label"],
          optional: ["short", "exclusive", "terms", "except"])
      else { return nil }
      let id = identifier(entry, "id")
      let short = reader.text(entry, "short", mayBeEmpty: true)
      if short.count > 7 {
        reader.error(
          entry.line(of: "short"), "short ‘\(short)’ heeft \(short.count) letters",
          expected: "hooguit 7 letters, voor op de kaart", "Kort het af")
      }
      let category = Model.Category(
        id: CategoryID(id), label: reader.text(entry, "label"), short: short,
        isExclusive: reader.flag(entry, "exclusive", default: false),
        terms: fieldTerms(entry, prefix: "\(field)/\(id)", except: exceptions(entry) + except))
      return isNew(id, &seen, entry) ? category : nil
    }
  }

  private mutating func checkCategories(_ object: YAMLObject, _ field: Field) {
    let line = object.line(of: "categories")
    if object.has("categories"), field.categories.count < 2 {
      reader.error(
        line, "veld \(field.id) heeft minder dan twee antwoordcategorieën",
        expected: "ten minste twee", "Voeg een antwoordcategorie toe")
    }
    let exclusive = field.categories.indices.filter { field.categories[$0].isExclusive }
    if !field.isMultiple, !exclusive.isEmpty {
      reader.error(
        line, "veld \(field.id) heeft één antwoord; exclusive betekent daar niets",
        expected: "exclusive alleen bij multiple: true", "Verwijder exclusive")
    } else if exclusive.count > 1 || exclusive.first ?? 0 != 0 {
      reader.error(
        line, "bij veld \(field.id) staat de uitsluitende antwoordcategorie niet alleen vooraan",
        expected: "één exclusive: true, bij de eerste antwoordcategorie", "Verplaats haar")
    }
  }
}
