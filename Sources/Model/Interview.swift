// SPDX-License-Identifier: EUPL-1.2

/// A row of `interviews.csv`: a conversation that was held or is to be held, known by function and unit.
///
/// It holds no name and no address: whoever reads the journal learns that *the policy adviser of GM0014*
/// was spoken to, and what may be done with it. What was said stands in a source (the report of the
/// conversation), so that an answer rests on a passage there as it does on one in a paper.
public struct Interview: Codable, Sendable, Equatable {
  /// How far it has come.
  public enum Status: String, Codable, Sendable, CaseIterable {
    case planned = "gepland"
    case held = "gehouden"
    case refused = "geweigerd"
    case unreached = "geen-gehoor"
  }

  /// What the person who was interviewed agreed to.
  public enum Consent: String, Codable, Sendable, CaseIterable {
    case quote = "citeren"
    /// Each quote is shown to the person first.
    case afterApproval = "na-akkoord"
    case background = "achtergrond"
    /// Nothing was recorded; it is treated as background.
    case unknown = "onbekend"
  }

  /// What became of the request for papers that goes with an interview.
  public enum Request: String, Codable, Sendable, CaseIterable {
    case asked = "gevraagd"
    case received = "ontvangen"
    case nothing = "geen"
  }

  /// A short name that stays the same: `G01`.
  public var id: InterviewID
  /// Whom it is about; nil for a key informant, who speaks of the country.
  public var unit: UnitCode?
  /// The function of the person: `beleidsadviseur jeugd`.
  public var role: String
  /// A plain date, `yyyy-mm-dd`; empty where none is agreed.
  public var date: String
  public var status: Status
  public var consent: Consent
  /// The identifiers of the themes that it is about.
  public var about: [String]
  /// nil where no papers were asked for.
  public var request: Request?
  /// The path of the report below `sources/`; empty where there is none.
  public var report: String
  public var note: String

  public init(
    id: InterviewID, unit: UnitCode?, role: String, date: String = "", status: Status = .planned,
    consent: Consent = .unknown, about: [String] = [], request: Request? = nil,
    report: String = "", note: String = ""
  ) {
    self.id = id
    self.unit = unit
    self.role = role
    self.date = date
    self.status = status
    self.consent = consent
    self.about = about
    self.request = request
    self.report = report
    self.note = note
  }

  /// Whether it was held or is still going to be held.
  public var isUnderWay: Bool { status == .held || status == .planned }
}

extension Study {
  /// The rules for the interviews of a wave: each name once, of a unit that is known, with a function.
  func check(_ interviews: [Interview], in wave: WaveID) throws(Violation) {
    guard let round = round(wave) else {
      throw Violation(.noOpenWave, "er is geen meting \(wave); open die met wave open")
    }
    var seen = Set<InterviewID>()
    for interview in interviews {
      guard Self.isPlain(interview.id.rawValue), seen.insert(interview.id).inserted else {
        throw Violation(
          .badIdentifier,
          "gesprek ‘\(interview.id)’ heeft geen eigen, korte naam; gebruik letters, cijfers en "
            + "streepjes, zoals G01, en elke naam één keer")
      }
      if let unit = interview.unit, round.unit(unit) == nil {
        throw Violation(.unknownUnit, "gesprek \(interview.id): \(unit) staat niet in units.csv")
      }
      guard !interview.role.allSatisfy(\.isWhitespace) else {
        throw Violation(
          .emptyReason, "gesprek \(interview.id): noem de functie van wie is gesproken")
      }
      if interview.status == .held, interview.date.isEmpty {
        throw Violation(.emptyReason, "gesprek \(interview.id) is gehouden: noem de datum")
      }
    }
  }

  /// Whether a source is the report of an interview and not a paper.
  public func isInterview(_ source: Source, in round: Round) -> Bool {
    round.framework?.isInterview(kind: source.description.kind) == true
  }
}
