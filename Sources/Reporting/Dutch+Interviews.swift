// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The texts of the page of interviews.
extension Dutch {
  static let interviews = "Gesprekken"
  static let interviewsLead =
    "Met wie is gesproken, wat ermee mag, en wie nog moet worden gevraagd. Hier staan functies en "
    + "nooit namen."
  static let noInterviews =
    "Er zijn nog geen regio’s en geen gesprekken. Vul units.csv en interviews.csv en draai "
    + "vindplaats monitor."
  static let interviewsHeld = "gehouden"
  static let interviewsPlanned = "afgesproken"
  static let interviewsToAsk = "nog te vragen"
  static let interviewsDeclined = "geweigerd of geen gehoor"
  static let perRegion = "Per regio"
  static let alternation =
    "In elke regio één gesprek, om en om met de centrumgemeente en een regiogemeente. Waar dat niet "
    + "kan of anders liep, staat waarom."
  static let interviewsCaption = "Gesprekken per regio"
  static let withWhom = "Met wie"
  static let progressHead = "Stand"
  static let consentHead = "Wat ermee mag"
  static let aboutWhat = "Waarover"
  static let papersAsked = "Stukken"
  static let keyInformants = "Sleutelfiguren en anderen"
  static let toAsk = "nog te vragen"
  static let nobodyToAsk = "niemand over om te vragen"
  static let interviewReport = "verslag"
  static let spokenAnswers = "Antwoorden volgens gesprek"
  static let accordingToInterview = "volgens gesprek"
  static let alsoAccordingToInterview = "mede volgens gesprek"
  static let noInterviewHeld = "Er is in deze meting geen gesprek vastgelegd."
  static let toInterviews = "Met wie en waarover"

  static func roleName(_ role: StudyUnit.Role) -> String {
    switch role {
    case .central: "centrumgemeente"
    case .other: "regiogemeente"
    }
  }

  static func status(_ status: Interview.Status) -> String {
    switch status {
    case .planned: "afgesproken"
    case .held: "gehouden"
    case .refused: "geweigerd"
    case .unreached: "geen gehoor"
    }
  }

  static func consent(_ consent: Interview.Consent) -> String {
    switch consent {
    case .quote: "citeren"
    case .afterApproval: "citeren na akkoord"
    case .background: "alleen als achtergrond"
    case .unknown: "niet vastgelegd: alleen als achtergrond"
    }
  }

  static func request(_ request: Interview.Request) -> String {
    switch request {
    case .asked: "gevraagd, nog niet ontvangen"
    case .received: "ontvangen"
    case .nothing: "er waren er geen"
    }
  }

  /// Why it is this unit's turn, where that is not simply the alternation.
  static func ground(_ ground: InterviewPlan.Ground) -> String? {
    switch ground {
    case .alternation, .nobody: nil
    case .onlyRole: "de regio heeft geen onderzochte gemeente in de andere rol"
    case .afterRefusal: "in plaats van de gemeente die niet meedeed"
    case .departs: "anders dan om en om"
    case .outsideSelection: "niet een van de onderzochte gemeenten"
    case .keyInformant: "sleutelfiguur"
    }
  }

  static func interviewsText(held: Int, central: Int, other: Int, keyInformants: Int) -> String {
    var parts: [String] = []
    if central > 0 { parts.append("\(DutchNumber.text(central)) met een centrumgemeente") }
    if other > 0 { parts.append("\(DutchNumber.text(other)) met een regiogemeente") }
    if keyInformants > 0 {
      parts.append(
        DutchNumber.text(keyInformants)
          + (keyInformants == 1 ? " met een sleutelfiguur" : " met sleutelfiguren"))
    }
    let rest = held - central - other - keyInformants
    if rest > 0 { parts.append("\(DutchNumber.text(rest)) met anderen") }
    let start =
      held == 1
      ? "Er is één gesprek gehouden" : "Er zijn \(DutchNumber.text(held)) gesprekken gehouden"
    return
      "\(start): \(parts.joined(separator: ", ")). Wat een antwoord aan een gesprek ontleent, is "
      + "gemerkt met ‘volgens gesprek’."
  }
}
