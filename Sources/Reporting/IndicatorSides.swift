// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// On which side of an indicator units stand, to be looked up for each of many: every paper is a unit of some.
struct IndicatorSides {
  let numerator: Set<UnitCode>
  let open: Set<UnitCode>
  let unknown: Set<UnitCode>
  let outside: Set<UnitCode>

  init(_ value: IndicatorValue) {
    numerator = Set(value.numerator)
    open = Set(value.open)
    unknown = Set(value.unknown)
    outside = Set(value.outside)
  }
}
