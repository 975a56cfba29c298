// SPDX-License-Identifier: EUPL-1.2
import Model
import Yams

/// Indicators, the table of words and the classes for comparison.
extension FrameworkParse {
  private static let required = ["id", "label", "unit", "by", "theme", "sentence"]
  private static let optional = ["field", "where", "count", "compare", "pending"]

  mutating func indicators(_ top: YAMLObject, themes: [Theme]) -> [Indicator] {
    var seen = Set<String>()
    let themeIDs = themes.map(\.id)
    return reader.list(top, "indicators").compactMap { node in
      guard
        let object = reader.object(
          node, "een indicator", required: Self.required, optional: Self.optional)
      else { return nil }
      let indicator = indicator(object, themes: themeIDs)
      return isNew(indicator.id, &seen, object) ? indicator : nil
    }
  }

  private mutating func indicator(_ object: YAMLObject, themes: [String]) -> Indicator {
    let id = reader.text(object, "id")
    let unit = reader.text(object, "unit")
    let isUnit = isKnown(
      unit, among: unitKinds.map(\.id), "de soort eenheid", line: object.line(of: "unit"))
    let theme = reader.text(object, "theme")
    _ = isKnown(theme, among: themes, "het thema", line: object.line(of: "theme"))
    let pending = object.has("pending") ? reader.text(object, "pending") : nil
    let owner = ConditionOwner(
      name: "indicator \(id)", unitKind: isUnit ? unit : "", isEnabled: pending == nil)
    let basis: Indicator.Basis? = reader.word(
      object, "by",
      [
        "search": .search, "searchOrReader": .searchOrReader, "reader": .reader,
        "metadata": .metadata,
      ])
    let field = denominator(object, id: id, unit: unit, isCounted: pending == nil)
    let count = object.values["count"].flatMap { condition($0, owner) }
    if !object.has("count"), pending == nil {
      reader.error(
        object.line, "indicator \(id) telt niets", expected: "count met een voorwaarde",
        "Voeg count toe, of pending met de reden waarom er nog niet te tellen is")
    }
    return Indicator(
      id: id, label: reader.text(object, "label"), theme: theme, unitKind: unit, field: field,
      filter: object.values["where"].flatMap { condition($0, owner) }, count: count,
      basis: basis ?? .reader, sentence: sentence(object, id: id),
      comparison: comparison(object), pending: pending)
  }

  /// The field whose known answers are the denominator; none where documents are counted.
  private mutating func denominator(
    _ object: YAMLObject, id: String, unit: String, isCounted: Bool
  ) -> FieldID? {
    guard object.has("field") else {
      if isCounted, unit != "stuk" {
        reader.error(
          object.line, "indicator \(id) heeft geen noemer", expected: "field, met een veld",
          "Voeg field toe; alleen een indicator over stukken kan zonder")
      }
      return nil
    }
    let name = reader.text(object, "field")
    let line = object.line(of: "field")
    guard
      isKnown(name, among: conditionNodes.map(\.field.rawValue), "het veld", line: line),
      let field = fields[FieldID(name)]
    else { return nil }
    if field.unitKind != unit {
      reader.error(
        line, "indicator \(id) telt \(unit), maar veld \(name) gaat over \(field.unitKind)",
        expected: "een veld over \(unit)", "Verander unit of field")
    }
    if isCounted, !field.isEnabled {
      reader.report(
        .warning, line, "indicator \(id) rust op veld \(name), dat uit staat",
        expected: "een veld met enabled: true", "Zet veld \(name) aan")
    }
    return field.id
  }

  private mutating func sentence(_ object: YAMLObject, id: String) -> String {
    let sentence = reader.text(object, "sentence")
    let count = sentence.split(separator: "{aantal}", omittingEmptySubsequences: false).count - 1
    if object.has("sentence"), !sentence.isEmpty, count != 1 {
      reader.error(
        object.line(of: "sentence"), "in de zin van indicator \(id) staat {aantal} \(count) keer",
        expected: "{aantal}, één keer", "Zet {aantal} waar het aantal hoort")
    }
    return sentence
  }

  private mutating func comparison(_ object: YAMLObject) -> Indicator.Comparison? {
    guard let node = object.values["compare"],
      let compare = reader.object(
        node, "de vergelijking", required: ["wave", "stated", "sameUnit"])
    else { return nil }
    return Indicator.Comparison(
      wave: reader.text(compare, "wave"), stated: reader.text(compare, "stated"),
      isSameUnit: reader.flag(compare, "sameUnit", default: false))
  }

  // MARK: - Words

  mutating func wording(_ top: YAMLObject) -> [WordingRule] {
    let bounds = ["exactly", "allOf", "minCount", "maxCount", "minPercent", "maxPercent"]
    return reader.list(top, "wording").compactMap { node in
      guard
        let object = reader.object(
          node, "een rij van de tabel van woorden", required: ["word", "form"], optional: bounds)
      else { return nil }
      let rule = WordingRule(
        word: reader.text(object, "word"), form: reader.text(object, "form"),
        exactCount: reader.integer(object, "exactly", in: 0...100_000),
        isAll: reader.flag(object, "allOf", default: false),
        minCount: reader.integer(object, "minCount", in: 0...100_000),
        maxCount: reader.integer(object, "maxCount", in: 0...100_000),
        minPercent: reader.integer(object, "minPercent", in: 0...100),
        maxPercent: reader.integer(object, "maxPercent", in: 0...100))
      check(rule, object, bounds)
      return rule
    }
  }

  private mutating func check(_ rule: WordingRule, _ object: YAMLObject, _ bounds: [String]) {
    if !bounds.contains(where: object.has) {
      reader.error(
        object.line, "het woord ‘\(rule.word)’ geldt altijd",
        expected: "een van \(bounds.joined(separator: ", "))", "Voeg een grens toe")
    }
    if (rule.minCount ?? 0) > (rule.maxCount ?? .max)
      || (rule.minPercent ?? 0) > (rule.maxPercent ?? .max)
    {
      reader.error(
        object.line, "de ondergrens van ‘\(rule.word)’ ligt boven de bovengrens",
        expected: "eerst het kleinste getal", "Verwissel de grenzen")
    }
    if !rule.form.isEmpty, !rule.form.contains("{one}"), !rule.form.contains("{many}") {
      reader.error(
        object.line(of: "form"), "in ‘\(rule.form)’ ontbreekt de eenheid",
        expected: "{one} of {many}", "Zet {one} (regio) of {many} (regio's) op zijn plaats")
    }
  }

  /// The classes from low to high, each beginning where the one before it ends.
  ///
  /// `exactly: 0` is the class of nothing at all and ends at 0; `belowPercent: 25` ends at 24; the last
  /// runs to 100. `minPercent` says where a class begins, where it does not follow on.
  mutating func classes(_ top: YAMLObject) -> [WordClass] {
    var seen = Set<String>()
    var start = 0
    var found: [WordClass] = []
    for node in reader.list(top, "classes") {
      guard
        let object = reader.object(
          node, "een klasse", required: ["id", "label", "words"],
          optional: ["exactly", "belowPercent", "minPercent"])
      else { continue }
      let id = identifier(object, "id")
      let begin = reader.integer(object, "minPercent", in: 0...100) ?? start
      let exact = reader.integer(object, "exactly", in: 0...100)
      let end = reader.integer(object, "belowPercent", in: 1...101).map { $0 - 1 } ?? exact ?? 100
      if begin < start || end < begin {
        reader.error(
          object.line, "de klasse \(id) begint bij \(begin)% en houdt op bij \(end)%",
          expected: "klassen van laag naar hoog, die elkaar niet overlappen", "Verbeter de grenzen")
      }
      start = end + 1
      let words = reader.texts(object, "words").map(\.text)
      let entry = WordClass(
        id: id, label: reader.text(object, "label"), words: words, minPercent: begin)
      if isNew(id, &seen, object) { found.append(entry) }
    }
    return found
  }
}
