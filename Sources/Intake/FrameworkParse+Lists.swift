// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// Kinds of units and sources, lists of items and terms.
extension FrameworkParse {
  mutating func units(_ top: YAMLObject) -> [UnitKind] {
    var seen = Set<String>()
    return reader.list(top, "unitKinds").compactMap { node in
      guard
        let object = reader.object(
          node, "een soort eenheid", required: ["id", "one", "many"], optional: ["neuter"])
      else { return nil }
      let id = identifier(object, "id")
      let kind = UnitKind(
        id: id, one: reader.text(object, "one"), many: reader.text(object, "many"),
        isNeuter: reader.flag(object, "neuter", default: false))
      return isNew(id, &seen, object) ? kind : nil
    }
  }

  mutating func sources(_ top: YAMLObject) -> (statuses: [Choice], rights: [Choice]) {
    var kinds = Set<String>()
    sourceKinds = reader.list(top, "sourceKinds").compactMap { node in
      guard
        let object = reader.object(
          node, "een soort stuk", required: ["id", "label"],
          optional: ["core", "names", "interview"])
      else { return nil }
      let id = identifier(object, "id")
      let kind = SourceKind(
        id: id, label: reader.text(object, "label"),
        isCore: reader.flag(object, "core", default: false),
        names: reader.texts(object, "names").map(\.text),
        isInterview: reader.flag(object, "interview", default: false))
      return isNew(id, &kinds, object) ? kind : nil
    }
    var levels = Set<String>()
    sourceLevels = reader.list(top, "sourceLevels").compactMap { node in
      guard
        let object = reader.object(
          node, "een niveau", required: ["id", "label"], optional: ["counted"])
      else { return nil }
      let id = identifier(object, "id")
      let level = SourceLevel(
        id: id, label: reader.text(object, "label"),
        isCounted: reader.flag(object, "counted", default: true))
      return isNew(id, &levels, object) ? level : nil
    }
    return (
      choices(top, "sourceStatuses", "een status"), choices(top, "usageRights", "een gebruik")
    )
  }

  private mutating func choices(_ top: YAMLObject, _ key: String, _ what: String) -> [Choice] {
    var seen = Set<String>()
    return reader.list(top, key).compactMap { node in
      guard let object = reader.object(node, what, required: ["id", "label"]) else { return nil }
      let id = identifier(object, "id")
      let choice = Choice(id: id, label: reader.text(object, "label"))
      return isNew(id, &seen, object) ? choice : nil
    }
  }

  // MARK: - Items

  mutating func items(_ top: YAMLObject) -> [ItemList] {
    var lists = Set<String>()
    return reader.list(top, "itemLists").compactMap { node in
      guard let object = reader.object(node, "een lijst van onderdelen", required: ["id", "items"])
      else { return nil }
      let id = identifier(object, "id")
      var seen = Set<String>()
      let items = reader.list(object, "items").compactMap { item($0, list: id, &seen) }
      return isNew(id, &lists, object) ? ItemList(id: id, items: items) : nil
    }
  }

  private mutating func item(_ node: Node, list: String, _ seen: inout Set<String>) -> Item? {
    guard
      let object = reader.object(
        node, "een onderdeel", required: ["id", "label"], optional: ["terms", "except"])
    else { return nil }
    let id = identifier(object, "id")
    let label = reader.text(object, "label")
    let except = exceptions(object)
    let terms = fieldTerms(object, prefix: "\(list)/\(id)", except: except)
    return isNew(id, &seen, object) ? Item(id: ItemID(id), label: label, terms: terms) : nil
  }

  /// Renames the terms of items after the field that asks about them: `2.1/politie/politie+`.
  mutating func claimItemTerms() {
    for list in itemLists.indices {
      guard let owner = itemListOwners[itemLists[list].id] else { continue }
      let except = itemListExceptions[itemLists[list].id] ?? []
      for place in itemLists[list].items.indices {
        let item = itemLists[list].items[place]
        itemLists[list].items[place].terms = item.terms.map { term in
          var term = term
          term.id = TermID("\(owner)/\(item.id)/\(term.label.filter { $0 != "\"" })")
          term.exceptions += except
          return term
        }
      }
    }
  }

  // MARK: - Term lists

  mutating func termLists(_ top: YAMLObject) -> [TermList] {
    var lists = Set<String>()
    return reader.list(top, "termLists").compactMap { node in
      guard
        let object = reader.object(
          node, "een zoektermenlijst", required: ["id", "title", "use", "terms"],
          optional: ["source"])
      else { return nil }
      let id = identifier(object, "id")
      let use: TermList.Use? = reader.word(
        object, "use", ["collection": .collection, "documents": .documents])
      let terms = reader.list(object, "terms").compactMap { listTerm($0, list: id) }
      guard isNew(id, &lists, object), let use else { return nil }
      return TermList(
        id: id, title: reader.text(object, "title"), use: use,
        source: reader.text(object, "source", mayBeEmpty: true), terms: terms)
    }
  }

  private mutating func listTerm(_ node: Node, list: String) -> Term? {
    guard
      let object = reader.object(
        node, "een zoekterm", required: ["label", "find"], optional: ["levels", "except"])
    else { return nil }
    let label = reader.text(object, "label")
    let patterns = reader.texts(object, "find").compactMap { pattern($0.text, line: $0.line) }
    var levels = Set<MatchLevel>()
    let names = MatchLevel.allCases.map(\.rawValue)
    for (name, line) in reader.texts(object, "levels")
    where isKnown(name, among: names, "het niveau van een treffer", line: line) {
      if let level = MatchLevel(rawValue: name) { levels.insert(level) }
    }
    if levels.isEmpty { levels = Self.levels(of: patterns) }
    let except = exceptions(object)
    guard !patterns.isEmpty, claim(TermID("\(list)/\(label)"), line: object.line) else {
      return nil
    }
    // A phrase that the list asks for counts as one, whichever levels its words have.
    levels.formUnion(Self.levels(of: patterns).intersection([.phrase, .near, .prefix]))
    return Term(
      id: TermID("\(list)/\(label)"), label: label, patterns: patterns, levels: levels,
      exceptions: except)
  }
}
