// SPDX-License-Identifier: EUPL-1.2
import Model

/// An indicator as counted: which units count, which do not, and which are not known.
///
/// - Invariant: numerator and the rest of the denominator, unknown, open, not applicable and outside
///   together are all units of the kind, each once.
public struct IndicatorValue: Sendable, Equatable {
  public var indicator: Indicator
  public var numerator: [UnitCode] = []
  /// Units with an answer that do not count.
  public var others: [UnitCode] = []
  public var unknown: [UnitCode] = []
  public var open: [UnitCode] = []
  /// How many of the open units had an answer, which a new paper or term opened again.
  public var reopened = 0
  public var notApplicable: [UnitCode] = []
  /// Units that do not meet the indicator's filter.
  public var outside: [UnitCode] = []
  public var wording: Wording
  /// The sentence with the words in it; nil where no unit has an answer or the indicator is pending.
  public var sentence: String?

  public var denominatorCount: Int { numerator.count + others.count }

  /// `10 van de 40 regio's met een antwoord · 1 niet te bepalen · 1 nog open`
  public func basis(unit: UnitKind) -> String {
    let kind = denominatorCount == 1 ? unit.one : unit.many
    var parts = ["\(numerator.count) van de \(denominatorCount) \(kind) met een antwoord"]
    if !unknown.isEmpty { parts.append("\(unknown.count) niet te bepalen") }
    if !open.isEmpty {
      let again = reopened > 0 ? ", waarvan \(reopened) opnieuw" : ""
      parts.append("\(open.count) nog open\(again)")
    }
    if !notApplicable.isEmpty { parts.append("\(notApplicable.count) n.v.t.") }
    return parts.joined(separator: " · ")
  }
}

extension Assessor {
  /// Counts an indicator over its units.
  public func value(of indicator: Indicator) -> IndicatorValue {
    var value = IndicatorValue(
      indicator: indicator,
      wording: Wording(
        numerator: 0, known: 0, undecided: 0, unit: framework.unitKind(indicator.unitKind),
        rules: framework.wording))
    if let count = indicator.count, indicator.pending == nil {
      for unit in units(of: indicator) { place(unit, count, in: &value) }
    }
    value.reopened = reopenedCount(value)
    let kind = framework.unitKind(indicator.unitKind)
    value.wording = Wording(
      numerator: value.numerator.count, known: value.denominatorCount,
      undecided: value.unknown.count + value.open.count, unit: kind, rules: framework.wording)
    if value.denominatorCount > 0 {
      value.sentence = indicator.sentence.replacing("{aantal}", with: value.wording.phrase)
    }
    return value
  }

  private func units(of indicator: Indicator) -> [UnitCode] {
    if indicator.unitKind == "stuk" {
      return sourceIndex.documents.map { UnitCode($0.id.rawValue) }
    }
    return study.examinedUnits(kind: indicator.unitKind, in: round).map(\.code)
  }

  private func place(_ unit: UnitCode, _ count: Condition, in value: inout IndicatorValue) {
    if let filter = value.indicator.filter {
      switch truth(of: filter, unit: unit) {
      case .yes: break
      case .no: return value.outside.append(unit)
      case .unknown: return value.unknown.append(unit)
      case .open: return value.open.append(unit)
      }
    }
    if let id = value.indicator.field, let field = framework.field(id), field.itemList == nil {
      switch outcome(Cell(unit: unit, field: id)).standing {
      case .known: break
      case .open: return value.open.append(unit)
      case .undetermined: return value.unknown.append(unit)
      case .notApplicable: return value.notApplicable.append(unit)
      }
    }
    switch truth(of: count, unit: unit) {
    case .yes: value.numerator.append(unit)
    case .no: value.others.append(unit)
    case .unknown: value.unknown.append(unit)
    case .open: value.open.append(unit)
    }
  }
}
