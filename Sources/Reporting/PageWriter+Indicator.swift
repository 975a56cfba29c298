// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// How an indicator was counted: definition, words, and every unit by where it stands.
extension PageWriter {
  func indicatorPage(_ value: IndicatorValue) -> Page {
    let indicator = value.indicator
    let field = indicator.field.flatMap { framework.field($0) }
    let theme = framework.themes.first { $0.id == indicator.theme }
    let back = link(.national, Dutch.national)
    let eyebrow: HTML = "\(back) · \(theme?.title ?? "")"
    var body = hero(eyebrow, Dutch.capitalised(indicator.label))
    body += coverageLine(site.reading)
    if value.isCountable {
      let distribution = Distribution(value, field: field, site: site)
      body += """
        <div class="statement"><p class="claim">\(claim(value))</p>
        \(basis(value, withLink: false))\(comparison(value))</div>
        \(distribution.bar)\(legend(distribution))
        """
    } else {
      body += pending(value)
    }
    body += definition(value, field)
    if value.isCountable { body += wordingRule(value) + members(value, field) }
    return Page(title: "\(indicator.id) \(indicator.label)", section: .national, body: body)
  }

  private func definition(_ value: IndicatorValue, _ field: Field?) -> HTML {
    let indicator = value.indicator
    let kind = framework.unitKind(indicator.unitKind)
    var rows: [(String, String)] = [
      (Dutch.countedOver, kind.many),
      (Dutch.denominator, field.map { Dutch.withAnswer(kind.many, $0) } ?? kind.many),
    ]
    if let filter = indicator.filter {
      rows.append((Dutch.filter, ConditionText(framework: framework).text(filter)))
    }
    if let count = indicator.count {
      rows.append((Dutch.numerator, ConditionText(framework: framework).text(count)))
    }
    rows.append((Dutch.basisOfCount, Dutch.basis(indicator.basis)))
    if let field, !field.help.isEmpty { rows.append((Dutch.readersRule, field.help)) }
    let items = rows.map { "<dt>\($0.0)</dt><dd>\(Dutch.capitalised($0.1))</dd>\n" as HTML }
    return "<h2>\(Dutch.definition)</h2>\n<dl class=\"facts\">\n\(items)</dl>\n"
  }

  /// The rule by which the words were chosen, or why no word fits.
  private func wordingRule(_ value: IndicatorValue) -> HTML {
    let count = value.numerator.count
    let known = value.denominatorCount
    let undecided = value.unknown.count + value.open.count
    let percent = DutchNumber.percent(count, of: known)
    let text: String
    if known == 0 {
      text = Dutch.noKnown
    } else if let word = value.wording.word,
      let rule = framework.wording.first(where: { $0.word == word })
    {
      text = Dutch.wordFits(
        word, bounds: Dutch.bounds(rule), count: count, known: known, percent: percent,
        undecided: undecided)
    } else if let rule = framework.wording.first(where: { $0.fits(count: count, of: known) }) {
      text = Dutch.wordWouldChange(rule.word, undecided: undecided)
    } else {
      text = Dutch.noWord(count: count, known: known, percent: percent)
    }
    return """
      <h2>\(Dutch.theWords)</h2>
      <p>\(text) \(link(Place(path: Place.about.path, anchor: "woorden"), Dutch.tableOfWords))</p>

      """
  }

  private func members(_ value: IndicatorValue, _ field: Field?) -> HTML {
    let groups: [(String, [UnitCode])] = [
      (Dutch.inNumerator, value.numerator), (Dutch.inRest, value.others),
      (Dutch.unknown, value.unknown), (Dutch.open, value.open),
      (Dutch.notApplicable, value.notApplicable), (Dutch.outside, value.outside),
    ]
    let sides = IndicatorSides(value)
    let sections = groups.map { title, codes -> HTML in
      guard !codes.isEmpty else { return .none }
      let rows = codes.map { code -> HTML in
        let chips =
          sides.outside.contains(code) ? HTML.none : chip(code, sides, field).html
        return "<li>\(link(unitPlace(code, field?.id), site.name(of: code))) \(chips)</li>\n"
      }
      return """
        <section><h3>\(Dutch.capitalised(title)) <span class="count">\(codes.count)</span></h3>
        <ul class="units">
        \(rows)</ul></section>

        """
    }
    let empty = groups.filter { $0.1.isEmpty }.map { $0.0 }
    let none: HTML =
      empty.isEmpty ? .none : "<p class=\"why\">\(Dutch.nobody(empty))</p>\n"
    return "<h2>\(Dutch.whoIsWhere)</h2>\n<div class=\"members\">\(sections)</div>\(none)"
  }
}

/// A condition in words.
struct ConditionText {
  let framework: Framework

  func text(_ condition: Condition) -> String {
    switch condition {
    case .isOneOf(let field, let ids): Dutch.isOneOf(name(field), labels(field, ids))
    case .below(let field, let id): Dutch.below(name(field), label(field, id))
    case .atLeast(let field, let id): Dutch.atLeast(name(field), label(field, id))
    case .aboveLowest(let field): Dutch.isNot(name(field), lowest(field))
    case .isLowest(let field): Dutch.isOneOf(name(field), [lowest(field)])
    case .lacks(let field, let id): Dutch.isNot(name(field), label(field, id))
    case .itemsAtLeast(let field, let count, let except):
      Dutch.itemsAtLeast(name(field), count, except: except.map { item(field, $0) })
    case .noItems(let field): Dutch.noItems(name(field))
    case .sourceKind(let ids): Dutch.sourceKind(ids.map(kind))
    case .sourceLevel(let ids): Dutch.sourceLevel(ids.map(level))
    case .all(let parts): parts.map(text).joined(separator: Dutch.and)
    case .any(let parts): parts.map(text).joined(separator: Dutch.or)
    case .not(let part): Dutch.not(text(part))
    }
  }

  private func name(_ id: FieldID) -> String {
    Dutch.field(id.rawValue, framework.field(id)?.label ?? "")
  }
  private func label(_ field: FieldID, _ id: CategoryID) -> String {
    framework.field(field)?.category(id)?.label ?? id.rawValue
  }
  private func labels(_ field: FieldID, _ ids: [CategoryID]) -> [String] {
    ids.map { label(field, $0) }
  }
  private func lowest(_ field: FieldID) -> String {
    label(field, framework.field(field)?.lowest ?? "")
  }
  private func item(_ field: FieldID, _ id: ItemID) -> String {
    framework.field(field).flatMap { definition in
      framework.items(of: definition).first { $0.id == id }?.label
    } ?? id.rawValue
  }
  private func kind(_ id: String) -> String {
    framework.sourceKinds.first { $0.id == id }?.label ?? id
  }
  private func level(_ id: String) -> String {
    framework.sourceLevels.first { $0.id == id }?.label ?? id
  }
}
