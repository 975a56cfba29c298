// SPDX-License-Identifier: EUPL-1.2
import Model

/// The sources of a study by the units that they count for, so that a scope is looked up and not scanned.
struct SourceIndex: Sendable {
  /// The sources that count, in the order of their identifiers.
  let counted: [Source]
  /// The documents that count as units of their own; see `Study.documentUnits(in:)`.
  let documents: [Source]
  /// The places in `counted`, ascending.
  private let placesByUnit: [UnitCode: [Int]]

  init(_ study: Study, _ round: Round) {
    counted = study.sortedSources.filter(study.counts)
    var placesByUnit: [UnitCode: [Int]] = [:]
    for (place, source) in counted.enumerated() {
      for unit in source.description.units where placesByUnit[unit]?.last != place {
        placesByUnit[unit, default: []].append(place)
      }
    }
    self.placesByUnit = placesByUnit
    documents = study.documentUnits(in: round)
  }

  /// The sources of one unit, in the order of their identifiers.
  func sources(of unit: UnitCode) -> [Source] { (placesByUnit[unit] ?? []).map { counted[$0] } }

  /// The sources of some of these units, in the order of their identifiers; of sources with the same bytes
  /// only the first. The same as `Study.sourcesInScope` gives for a scope of those units.
  func sources(of units: Set<UnitCode>) -> [Source] {
    var places: [Int] = []
    for unit in units { places += placesByUnit[unit] ?? [] }
    places.sort()
    var seen = Set<VersionHash>(minimumCapacity: places.count)
    var last = -1
    var found: [Source] = []
    for place in places where place != last {
      last = place
      if seen.insert(counted[place].current).inserted { found.append(counted[place]) }
    }
    return found
  }
}
