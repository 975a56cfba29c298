// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// The texts of public editions.
extension Dutch {
  static let publicHead = "Wat niet in deze openbare uitgave staat"
  static let withheldIntro = "Van deze stukken staat er alleen een verwijzing, met de soort:"
  static let nothingWithheld = "Alle stukken staan er met hun naam en de aangehaalde passages."
  static let publicRest =
    "Toelichtingen van lezers en onderzoekers, pseudoniemen, voorstellen van het programma en de lijst van "
    + "gesprekken staan er ook niet in. De aantallen zijn die van het hele onderzoek."
  static let restsOn = "Dit antwoord rust op een passage in"
  static let quoteNames =
    "De passage staat hier niet, omdat zij iemand noemt die hier geen naam heeft."
  static let collectionLeftOut = "Het verzamellog staat niet in deze uitgave."
  static let codersLeftOut =
    "De antwoorden zijn van lezers van het onderzoek; in deze uitgave staat niet van wie."

  static func naming(_ naming: Naming) -> String {
    switch naming {
    case .municipality: "Regio’s en gemeenten staan er met hun naam."
    case .region:
      "Regio’s staan er met hun naam; een gemeente alleen als centrumgemeente of andere gemeente van haar "
        + "regio. Stukken van een gemeente zijn daarom niet bij naam genoemd en niet geciteerd."
    case .none:
      "Regio’s en gemeenten staan er onder een nummer dat niets zegt over wie zij zijn. Stukken zijn daarom "
        + "niet bij naam genoemd en niet geciteerd."
    }
  }

  static func withheld(_ reason: Withheld) -> String {
    switch reason {
    case .confidential: "Dit stuk is vertrouwelijk: naam en tekst staan niet in deze uitgave."
    case .background:
      "Dit stuk dient alleen als achtergrond: naam en tekst staan niet in deze uitgave."
    case .unstated:
      "Van dit stuk is niet vastgelegd dat het openbaar is: naam en tekst staan niet in deze uitgave."
    case .interview:
      "Dit is het verslag van een gesprek dat niet is vrijgegeven om te citeren: de tekst staat niet in deze "
        + "uitgave."
    case .naming:
      "Dit stuk is openbaar, maar zou verraden wie het is: naam en tekst staan niet in deze uitgave."
    }
  }

  static func withheldPassage(_ reason: Withheld) -> String {
    switch reason {
    case .confidential: "Het stuk is vertrouwelijk."
    case .background: "Het stuk dient alleen als achtergrond."
    case .unstated: "Van het stuk is niet vastgelegd dat het openbaar is."
    case .interview: "Het gesprek is niet vrijgegeven om te citeren."
    case .naming: "De woorden van het stuk zouden verraden wie het is."
    }
  }

  static func withheldCount(_ count: Int, _ reason: Withheld) -> String {
    let papers = counted(count, "stuk", "stukken")
    switch reason {
    case .confidential: return "\(papers): vertrouwelijk"
    case .background: return "\(papers): alleen als achtergrond"
    case .unstated: return "\(papers): gebruik niet vastgelegd"
    case .interview:
      return
        "\(counted(count, "gespreksverslag", "gespreksverslagen")): niet vrijgegeven om te citeren"
    case .naming: return "\(papers): openbaar, maar de naam of de woorden verraden wie het is"
    }
  }

  static func quotesNaming(_ count: Int) -> String {
    "\(capitalised(counted(count, "passage", "passages"))) uit andere stukken \(count == 1 ? "staat" : "staan") "
      + "er niet, omdat \(count == 1 ? "zij" : "ze") een naam \(count == 1 ? "noemt" : "noemen") die hier niet mag "
      + "staan."
  }
}
