// SPDX-License-Identifier: EUPL-1.2
import Model

/// Who was interviewed in a wave, and who still has to be: one conversation per region, alternately with its
/// central and its other municipality, in the order of the regions' codes (the way of 2015).
///
/// The plan follows from the roles in `units.csv` and from what stands in `interviews.csv`. A conversation
/// that is held or agreed counts, also where it departs from the alternation; then the row says so.
public struct InterviewPlan: Sendable, Equatable {
  /// Why it is this municipality's turn.
  public enum Ground: Sendable, Equatable {
    case alternation
    /// The region has no examined municipality in the role whose turn it is.
    case onlyRole
    /// The municipality whose turn it is refused or did not answer.
    case afterRefusal
    /// Held or agreed with another municipality than the one whose turn it was.
    case departs
    /// The municipality is not one of those examined, or it is a region or an area itself.
    case outsideSelection
    /// Nobody is left to ask in this region.
    case nobody
    case keyInformant
  }

  public struct Row: Sendable, Equatable {
    /// nil for a key informant, and for a unit outside every region.
    public var region: StudyUnit?
    public var unit: StudyUnit?
    /// nil where nobody was asked yet.
    public var interview: Interview?
    public var ground: Ground

    public init(region: StudyUnit?, unit: StudyUnit?, interview: Interview?, ground: Ground) {
      self.region = region
      self.unit = unit
      self.interview = interview
      self.ground = ground
    }

    /// Whether somebody still has to be asked, or a conversation that is agreed has to be held.
    public var isToDo: Bool {
      interview.map { $0.status == .planned } ?? (unit != nil)
    }
  }

  /// By region; then other units and key informants, in the order of the table.
  public var rows: [Row]

  /// - Complexity: O(regions · units).
  public init(of round: Round) {
    let regions = round.units.filter { $0.kind == "regio" && $0.isExamined }
      .sorted { $0.code < $1.code }
    var rest = round.interviews
    var rows: [Row] = []
    for (place, region) in regions.enumerated() {
      let members = round.units.filter {
        $0.code == region.code || $0.kind == "gemeente" && $0.parents.contains(region.code)
      }
      let codes = Set(members.map(\.code))
      let own = rest.filter { $0.unit.map(codes.contains) == true }
      rest.removeAll { $0.unit.map(codes.contains) == true }
      let turn: StudyUnit.Role = place.isMultiple(of: 2) ? .central : .other
      rows += Self.rows(of: region, members, own, turn: turn)
    }
    for interview in rest {
      let unit = interview.unit.flatMap { round.unit($0) }
      rows.append(
        Row(
          region: nil, unit: unit, interview: interview,
          ground: interview.unit == nil ? .keyInformant : .outsideSelection))
    }
    self.rows = rows
  }

  private static func rows(
    of region: StudyUnit, _ members: [StudyUnit], _ interviews: [Interview],
    turn: StudyUnit.Role
  ) -> [Row] {
    let examined = members.filter { $0.kind == "gemeente" && $0.isExamined && $0.role != nil }
    let hasTurn = examined.contains { $0.role == turn }
    let declined = Set(interviews.filter { !$0.isUnderWay }.compactMap(\.unit))
    let turnDeclined = examined.contains { $0.role == turn && declined.contains($0.code) }
    func ground(_ unit: StudyUnit?) -> Ground {
      guard let unit, examined.contains(where: { $0.code == unit.code }) else {
        return .outsideSelection
      }
      if unit.role == turn { return .alternation }
      return !hasTurn ? .onlyRole : turnDeclined ? .afterRefusal : .departs
    }
    var rows = interviews.map { interview in
      let unit = members.first { $0.code == interview.unit }
      return Row(region: region, unit: unit, interview: interview, ground: ground(unit))
    }
    guard !interviews.contains(where: \.isUnderWay) else { return rows }
    let left = examined.filter { !declined.contains($0.code) }
    let next = left.first { $0.role == turn } ?? left.first
    rows.append(
      Row(
        region: region, unit: next, interview: nil, ground: next == nil ? .nobody : ground(next)))
    return rows
  }

  /// The rows of a municipality or region, of a key informant, of any other unit.
  public func rows(ofRegions: Bool) -> [Row] { rows.filter { ($0.region != nil) == ofRegions } }

  public func count(_ status: Interview.Status) -> Int {
    rows.count { $0.interview?.status == status }
  }

  /// How many regions somebody still has to be asked in.
  public var toAsk: Int { rows.count { $0.interview == nil && $0.unit != nil } }
}

extension Assessor {
  /// What holds for a field that only an interview can answer, while no reader has answered it.
  func interviewed(_ unit: UnitCode) -> Outcome.Standing {
    let own = round.interviews.filter { $0.unit == unit }
    if own.contains(where: { $0.status == .held }) { return .open(.forReader(hits: 0)) }
    let reason =
      if own.contains(where: { $0.status == .planned }) {
        "het gesprek is nog niet gehouden"
      } else if own.contains(where: { $0.status == .refused }) {
        "de gemeente wilde geen gesprek"
      } else if !own.isEmpty {
        "geen gehoor bij het verzoek om een gesprek"
      } else {
        "geen gesprek vastgelegd"
      }
    return .undetermined(reason: reason)
  }
}

extension Picture {
  /// What the passages under an answer are taken from.
  public enum Spoken: Sendable, Equatable { case papers, interview, both }

  /// Whether codings stand in papers, in reports of interviews, or in both; nil where there are none.
  public func basis(of codings: [Coding]) -> Spoken? {
    let spoken = codings.map { coding in
      framework.isInterview(kind: sources[coding.source]?.description.kind)
    }
    guard let first = spoken.first else { return nil }
    guard spoken.allSatisfy({ $0 == first }) else { return .both }
    return first ? .interview : .papers
  }

  /// The same for an answer of a reader.
  public func basis(of answer: Answer) -> Spoken? {
    guard case .codings(let ids) = answer.evidence else { return nil }
    return basis(of: ids.compactMap { codings[$0] })
  }

  /// The source that is the report of an interview; nil where none is registered under its path.
  public func report(of interview: Interview) -> Source? {
    guard !interview.report.isEmpty else { return nil }
    return sources.values.first { $0.path == interview.report }
  }
}
