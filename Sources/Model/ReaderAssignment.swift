// SPDX-License-Identifier: EUPL-1.2

/// Which reader reads what: a row of `readers.csv`.
public struct ReaderAssignment: Codable, Sendable, Equatable {
  public var coder: CoderID
  /// Regions, areas or municipalities; a region brings its municipalities and papers. Empty means all.
  public var units: [UnitCode]
  /// Empty means all.
  public var fields: [FieldID]
  /// Whether the readers learn from it to read alike, before they read apart.
  public var isCalibration: Bool
  public init(
    coder: CoderID, units: [UnitCode] = [], fields: [FieldID] = [], isCalibration: Bool = false
  ) {
    self.coder = coder
    self.units = units
    self.fields = fields
    self.isCalibration = isCalibration
  }
}

extension ReaderAssignment {
  fileprivate func covers(_ cell: Cell, _ around: Set<UnitCode>) -> Bool {
    (fields.isEmpty || fields.contains(cell.field))
      && (units.isEmpty || units.contains(where: around.contains))
  }
}

extension CoderID {
  /// Stands for the readers together, where they settle a difference between them.
  public static let consensus: CoderID = "overleg"

  /// Whether it can stand for one reader: at most 40 letters, digits, hyphens and underscores, and not the
  /// reserved name of all readers together.
  public var isPseudonym: Bool { Study.isPlain(rawValue) && self != .consensus }
}

extension Study {
  /// The readers that a cell is assigned to, in order; empty where the work is not divided.
  public func assigned(_ cell: Cell, in round: Round) -> [CoderID] {
    guard !round.readers.isEmpty else { return [] }
    let units = unitsAround(cell, in: round)
    let coders = round.readers.filter { $0.covers(cell, units) }.map(\.coder)
    return Set(coders).sorted()
  }

  /// Whether a cell is one from which the readers learn to read alike, before they read apart.
  public func isCalibration(_ cell: Cell, in round: Round) -> Bool {
    guard round.readers.contains(where: \.isCalibration) else { return false }
    let units = unitsAround(cell, in: round)
    return round.readers.contains { $0.isCalibration && $0.covers(cell, units) }
  }

  /// The unit of a cell with the units whose assignment brings it along.
  private func unitsAround(_ cell: Cell, in round: Round) -> Set<UnitCode> {
    var units: Set<UnitCode> = [cell.unit]
    if let unit = round.unit(cell.unit) {
      units.formUnion(unit.parents)
    } else if let source = sources[SourceID(cell.unit.rawValue)] {
      for code in source.description.units {
        units.insert(code)
        units.formUnion(round.unit(code)?.parents ?? [])
      }
    }
    return units
  }

  /// The readers whose answer is still to come before anybody may see another's: those of a cell that was
  /// assigned to several, of whom one has answered, be it withdrawn since, and these have not.
  public func awaited(_ cell: Cell, in round: Round) -> [CoderID] {
    guard let answers = round.answers[cell] else { return [] }
    let assigned = assigned(cell, in: round)
    guard assigned.count > 1 else { return [] }
    return assigned.filter { coder in !answers.contains { $0.coder == coder } }
  }

  /// What each reader answered first-hand, before the answers were laid side by side.
  public func firstHand(_ cell: Cell, in round: Round) -> [Answer] {
    round.originals[cell] ?? round.answers[cell] ?? []
  }

  /// The rule for a division of the work: pseudonyms, and no reader of the reserved name.
  static func check(_ assignments: [ReaderAssignment]) throws(Violation) {
    for assignment in assignments {
      guard assignment.coder.isPseudonym else {
        throw Violation(
          .badIdentifier,
          "‘\(assignment.coder)’ kan geen lezer zijn; gebruik een pseudoniem van letters, cijfers en "
            + "streepjes, zoals lezer-1")
      }
    }
  }
}
