// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// Indicators that count the same field over the same units: they share one bar, map and table.
struct StatementGroup {
  var field: Field?
  var values: [IndicatorValue]
}

/// A question, or the theme itself, with the groups of indicators under it.
struct QuestionGroups {
  var question: Question?
  var groups: [StatementGroup]
}

extension SiteIndex {
  /// The indicators of a theme by question, in the order of the framework; last those without a field.
  func groups(of theme: Theme) -> [QuestionGroups] {
    var result = theme.questions.map { QuestionGroups(question: $0, groups: []) }
    var loose = QuestionGroups(question: nil, groups: [])
    for value in picture.indicators where value.indicator.theme == theme.id {
      let field = value.indicator.field.flatMap { framework.field($0) }
      let place = theme.questions.firstIndex { question in
        question.fields.contains { $0.id == field?.id }
      }
      if let place {
        Self.add(value, field, to: &result[place].groups)
      } else {
        Self.add(value, field, to: &loose.groups)
      }
    }
    if !loose.groups.isEmpty { result.append(loose) }
    return result
  }

  private static func add(
    _ value: IndicatorValue, _ field: Field?, to groups: inout [StatementGroup]
  ) {
    let place = groups.firstIndex { group in
      field != nil && group.field?.id == field?.id && group.values[0].isCountable
        && value.isCountable && group.values[0].indicator.filter == value.indicator.filter
    }
    if let place {
      groups[place].values.append(value)
    } else {
      groups.append(StatementGroup(field: field, values: [value]))
    }
  }
}

extension IndicatorValue {
  /// Whether the indicator can be counted at all.
  var isCountable: Bool { indicator.pending == nil && indicator.count != nil }

  /// All units that the indicator places in or beside its denominator.
  var allUnits: [UnitCode] { numerator + others + unknown + open + notApplicable }
}

/// A statement: the sentence first, then what it rests on.
extension PageWriter {
  /// The sentence with the counted words marked.
  func claim(_ value: IndicatorValue) -> HTML {
    guard value.isCountable else { return HTML(escaping: Dutch.label(value.indicator.label)) }
    guard value.sentence != nil else {
      return HTML(escaping: Dutch.noAnswerYet(value.indicator.label))
    }
    let sentence = value.indicator.sentence
    guard let range = sentence.firstRange(of: "{aantal}") else { return HTML(escaping: sentence) }
    let before = String(sentence[..<range.lowerBound])
    let after = String(sentence[range.upperBound...])
    let phrase = before.isEmpty ? Dutch.capitalised(value.wording.phrase) : value.wording.phrase
    return "\(Dutch.capitalised(before))<mark>\(phrase)</mark>\(after)"
  }

  /// n of N, what is not known, the date, and the way to the count.
  func basis(_ value: IndicatorValue, withLink: Bool = true) -> HTML {
    let kind = framework.unitKind(value.indicator.unitKind)
    let parts = value.basis(unit: kind).split(separator: "·", maxSplits: 1)
    let head = parts.first.map { String($0).trimmingTrailingSpace } ?? ""
    let rest: HTML = parts.count > 1 ? " ·\(String(parts[1]))" : .none
    let target = Place.indicator(value.indicator.id)
    let way: HTML =
      withLink
      ? """
       · <a href="\(address(target))">\(Dutch.countedSo)<span class="vh">: \(value.indicator.label)</span></a>
      """ : .none
    return "<p class=\"basis\"><b>\(head)</b>\(rest)\(asOf)\(way)</p>\n"
  }

  /// What the earlier wave states, and whether it may be compared.
  func comparison(_ value: IndicatorValue) -> HTML {
    guard let comparison = value.indicator.comparison else { return .none }
    return """
      <p class="earlier"><span class="tag">\(comparison.wave)</span> \
      \(Dutch.stated(comparison.stated))
      <span class="may">\(comparison.isSameUnit ? Dutch.sameUnit : Dutch.otherUnit)</span></p>

      """
  }

  /// One group: its sentences, the distribution, the map, who is where, and the table.
  func statements(_ group: StatementGroup) -> HTML {
    let title = group.field?.label ?? group.values[0].indicator.label
    let number: HTML = group.field.map { "<span class=\"no\">\($0.id)</span> " } ?? .none
    guard let first = group.values.first(where: \.isCountable) else {
      let reasons = group.values.map { pending($0) }
      return "<section class=\"group\"><h4>\(number)\(title)</h4>\n\(reasons)</section>\n"
    }
    let distribution = Distribution(first, field: group.field, site: site)
    let blocks = group.values.map { value -> HTML in
      """
      <div class="statement"><p class="claim">\(claim(value))</p>
      \(basis(value))\(comparison(value))</div>

      """
    }
    let rest = Place.indicator(first.indicator.id)
    let limit = first.indicator.unitKind == "stuk" ? 8 : 60
    let key = self.key(distribution, field: group.field, limit: limit, rest: rest)
    let map = tileMap(first, field: group.field, title: title)
    let layout: HTML = map.isEmpty ? "spread" : "spread with-map"
    return """
      <section class="group" id="\(Place.safe(first.indicator.id))"><h4>\(number)\(title)</h4>
      \(blocks)\(distribution.bar)<div class="\(layout)">\(map)<div class="parts">\(key)\
      \(unitTable(first, field: group.field, title: title))</div></div>
      </section>

      """
  }

  /// An indicator that cannot be counted, with the reason.
  func pending(_ value: IndicatorValue) -> HTML {
    """
    <div class="pending"><p><b>\(value.indicator.label)</b> \
    \(Dutch.notComputed(value.indicator.pending ?? Dutch.noCount))</p>\
    \(comparison(value))</div>

    """
  }

  /// What a unit's tile or row says for an indicator.
  func chip(_ code: UnitCode, _ sides: IndicatorSides, _ field: Field?) -> Chip {
    if let field, field.itemList == nil, let outcome = site.outcome(code, field) {
      let chips = Chip.chips(outcome, field: field)
      guard chips.count > 1, let first = chips.first else { return chips[0] }
      return Chip(
        label: chips.label, short: Dutch.several(chips.count), shade: first.shade)
    }
    if sides.numerator.contains(code) {
      return Chip(label: Dutch.counts, short: Dutch.yes, shade: .ordinal(4))
    }
    if sides.open.contains(code) {
      return Chip(label: Dutch.open, short: Dutch.openShort, shade: .open)
    }
    if sides.unknown.contains(code) {
      return Chip(label: Dutch.unknown, short: Dutch.unknownShort, shade: .unknown)
    }
    return Chip(label: Dutch.countsNot, short: Dutch.no, shade: .ordinal(0))
  }

  private func tileMap(_ value: IndicatorValue, field: Field?, title: String) -> HTML {
    let sides = IndicatorSides(value)
    let tiles = (value.allUnits + value.outside).sorted().compactMap { code -> TileMap.Tile? in
      guard let unit = site.units[code], let tile = unit.tile else { return nil }
      let chip =
        sides.outside.contains(code)
        ? Chip(label: Dutch.outside, short: "–", shade: .notApplicable)
        : chip(code, sides, field)
      return TileMap.Tile(
        unit: unit, column: tile.column, row: tile.row, chip: chip,
        label: "\(unit.name): \(chip.label)",
        target: unitPlace(code, field?.id).map(address))
    }
    guard !tiles.isEmpty else { return .none }
    return """
      <figure class="tiles">\(TileMap(title: Dutch.mapTitle(title), tiles: tiles).html)\
      <figcaption>\(Dutch.mapCaption)</figcaption></figure>

      """
  }

  private func unitTable(_ value: IndicatorValue, field: Field?, title: String) -> HTML {
    guard value.indicator.unitKind != "stuk" else { return .none }
    let kind = framework.unitKind(value.indicator.unitKind)
    let sides = IndicatorSides(value)
    let rows = value.allUnits.sorted().map { code -> HTML in
      let outcome = field.flatMap { $0.itemList == nil ? site.outcome(code, $0) : nil }
      let how = outcome.map { Dutch.how($0) } ?? ""
      return """
        <tr><th scope="row">\(link(unitPlace(code, field?.id), site.name(of: code)))</th>\
        <td>\(chip(code, sides, field).label)</td><td>\(how)</td></tr>
        """
    }
    let table = self.table(
      Dutch.tableCaption(title, Dutch.capitalised(kind.one)),
      head: [Dutch.capitalised(kind.one), Dutch.answer, Dutch.how], rows: rows)
    return "<details class=\"data\"><summary>\(Dutch.asTable)</summary>\(table)</details>\n"
  }
}

extension String {
  fileprivate var trimmingTrailingSpace: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
