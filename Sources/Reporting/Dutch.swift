// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Model

/// Every text that a reader of the site sees, in Dutch. Sentences that are put together stand in
/// `Dutch+Sentences.swift`; nothing else in this module holds text for readers.
enum Dutch {
  // Navigation and frame
  static let overview = "Overzicht"
  static let national = "Landelijk beeld"
  static let factsheets = "Factsheets"
  static let papers = "Stukken"
  static let report = "Rapport"
  static let about = "Over"
  static let navigation = "Hoofdmenu"
  static let skip = "Naar de inhoud"
  static let onThisPage = "Op deze pagina"
  static let contents = "Inhoud"
  static let limit = "‘Niet aangetroffen in de stukken’ betekent niet: ‘heeft niet’."
  static let limitLong =
    "‘Niet aangetroffen’ betekent: in de stukken die wij konden lezen, is het niet gevonden. Het "
    + "betekent niet dat een regio of gemeente het niet heeft. Waar te weinig leesbare stukken "
    + "waren, staat ‘niet te bepalen’. Waar een lezer nog moet kijken, staat ‘nog open’."

  // Standings
  static let open = "nog open"
  static let openShort = "open"
  static let unknown = "niet te bepalen"
  static let unknownShort = "onb."
  static let notApplicable = "n.v.t."
  static let counts = "telt mee"
  static let countsNot = "telt niet mee"
  static let outside = "buiten de telling"
  static let yes = "ja"
  static let no = "nee"
  static let byReader = "door een lezer"
  static let bySearch = "door zoeken"
  static let derived = "volgt uit een ander veld"
  static let derivedFrom = "volgt uit veld"
  static let answered = "beantwoord"
  static let notKnown = "onbekend"
  static let notYet = "nog niet"

  // Overview
  static let papersAndUnits = "Stukken en gebieden"
  static let answers = "Antwoorden"
  static let whatNow = "Wat nu te doen"
  static let fromNational = "Uit het landelijk beeld"
  static let toNational = "Naar het hele landelijke beeld"
  static let papersReadLong = "stukken gelezen"
  static let partlyRead = "deels gelezen"
  static let unreadable = "niet leesbaar"
  static let unassignedShort = "niet toegewezen"
  static let read = "gelezen"
  static let stepNoPapers =
    "Er zijn nog geen stukken. Zet ze in de map sources/ en draai vindplaats monitor."
  static let stepNoUnits =
    "Er zijn nog geen regio’s en gemeenten. Vul units.csv en draai vindplaats monitor."
  static let seeWhy = "Bekijk waarom"
  static let seeWhich = "Bekijk welke"
  static let seeProposals = "Bekijk de voorstellen"
  static let toFactsheets = "Naar de factsheets"
  static let toReport = "Naar het rapport"
  static let stepDone = "Alle vragen zijn beantwoord."
  static let noPapersYet =
    "Er zijn nog geen stukken gelezen. Zet de stukken in de map sources/ van het onderzoek en draai "
    + "vindplaats monitor. Daarna staat hier wat erin is gevonden."

  // National picture and indicators
  static let nationalLead =
    "Wat staat er in de stukken van alle regio’s en gemeenten samen? Onder elke zin staat waar die "
    + "op rust."
  static let countedSo = "zo geteld"
  static let coverageLink = "dekkingsoverzicht"
  static let aboutPapers = "Over de stukken zelf"
  static let noIndicator =
    "Bij deze vraag hoort geen telling. De antwoorden staan in de factsheets."
  static let asTable = "Als tabel"
  static let answer = "Antwoord"
  static let how = "Hoe"
  static let mapCaption = "Eén tegel per regio; elke regio telt even zwaar. Kies een tegel."
  static let noCount = "De teller is nog niet bepaald."
  static let definition = "Wat is geteld"
  static let countedOver = "Geteld over"
  static let denominator = "Noemer"
  static let numerator = "Teller"
  static let filter = "Alleen waar"
  static let basisOfCount = "Op grond van"
  static let readersRule = "Regel voor de lezer"
  static let theWords = "De woorden"
  static let tableOfWords = "Tabel van woorden"
  static let whoIsWhere = "Wie staat waar"
  static let inNumerator = "in de teller"
  static let inRest = "wel een antwoord, niet in de teller"
  static let noKnown = "Er is nog geen antwoord, dus ook nog geen zin."
  static let sameUnit = "Zelfde eenheid: dit mag naast elkaar staan."
  static let otherUnit =
    "Andere eenheid of andere woorden: alleen in grote lijn te vergelijken, niet in getallen."
  static let sameUnitShort = "ja, zelfde eenheid"
  static let otherUnitShort = "alleen in grote lijn"
  static let and = " en "
  static let or = " of "

  // Factsheets
  static let factsheet = "Factsheet"
  static let factsheetsLead =
    "Per regio de antwoorden voor de regio, de centrumgemeente en een andere gemeente, elk met "
    + "zijn vindplaats."
  static let factsheetsCaption = "Antwoorden per regio en thema, en gelezen stukken"
  static let noRegions =
    "Er zijn nog geen regio’s. Vul units.csv; daarna staat hier een factsheet per regio."
  static let regionMap = "Tegelkaart van de regio’s met het aantal open vragen"
  static let regionMapCaption = "Het aantal vragen op de factsheet dat op een lezer wacht."
  static let region = "Regio"
  static let papersRead = "Stukken gelezen"
  static let central = "Centrumgemeente"
  static let other = "Andere gemeente"
  static let further = "Ook onderzocht"
  static let safeHome = "Veilig Thuis-regio"
  static let noMunicipality = "n.v.t.: geen gemeente heeft hier deze rol"
  static let noGround = "niet vermeld"
  static let countedOnce = "één keer beantwoord en één keer geteld voor het hele gebied"
  static let whoIsMeant = "Over wie gaat het"
  static let noPapersOfRegion =
    "Van deze regio zijn geen stukken. Zet ze in sources/, liefst in een map met de code van de "
    + "regio, en draai vindplaats monitor."
  static let papersCaption = "De stukken van deze regio en haar gemeenten"
  static let paper = "Stuk"
  static let aboutWhom = "Gaat over"
  static let kind = "Soort"
  static let date = "Datum"
  static let stateHead = "Gelezen"
  static let fieldHead = "Veld"
  static let item = "Onderdeel"
  static let answeredElsewhere = "wordt niet over deze kolom gevraagd"

  // Evidence
  static let showOnPage = "toon op de pagina"
  static let lookedFor = "Gezocht naar"
  static let notSearched = "Niet doorzocht:"
  static let accounting = "zoekverantwoording"
  static let allTerms = "Alle zoektermen:"
  static let searchedPapers = "Doorzocht, met het aantal treffers:"
  static let nothingFound = "De zoektermen zijn niet gevonden; lees de stukken zelf na."
  static let collectionEvidence = "Volgens het verzamellog is gezocht naar stukken:"

  // Papers
  static let coverageTitle = "Dekkingsoverzicht"
  static let coverageLead =
    "Welke stukken zijn gelezen, hoe, en welke niet? Wat niet is gelezen, telt nergens als ‘niet "
    + "aangetroffen’."
  static let needsAttention = "Vraagt aandacht"
  static let inOrder = "In orde of buiten beschouwing"
  static let pages = "Pagina’s"
  static let whatIsUp = "Wat is er, en wat te doen"
  static let aboutPaper = "Over dit stuk"
  static let file = "Bestand"
  static let whyNot = "Waarom niet alles"
  static let oddity = "Let op"
  static let size = "Omvang"
  static let proposal = "Voorstel"
  static let level = "Niveau"
  static let status = "Status"
  static let usage = "Gebruik"
  static let origin = "Herkomst"
  static let foundWithHead = "Gevonden met"
  static let addressHead = "Adres"
  static let noteHead = "Opmerking"
  static let version = "Versie (SHA-256)"
  static let excluded = "uitgesloten"
  static let missing = "Het bestand staat niet meer in sources/; de gelezen tekst is bewaard."
  static let perPaper = "Antwoorden over dit stuk"
  static let cited = "Geciteerd op deze plaatsen"
  static let notCited = "Uit dit stuk is nog niets geciteerd."
  static let earlierVersion = "in een eerdere versie van het bestand"
  static let noPageText = "de tekst van deze pagina is nu niet beschikbaar"

  // Report
  static let introduction = "Inleiding"
  static let researchQuestions = "Onderzoeksvragen"
  static let comparisonHead = "Vergelijking met de eerdere meting"
  static let noEarlierWave = "Er is bij dit thema geen eerdere meting in dit onderzoek."
  static let statedOnly =
    "Naast elkaar staan wat het eerdere rapport noemt en wat nu is geteld. De eerdere waarde is "
    + "overgenomen, niet nagerekend. Een verschil is nog geen verandering: ook stukken, gemeenten "
    + "en lezers kunnen anders zijn."
  static let indicator = "Indicator"
  static let comparable = "Te vergelijken"
  static let findings = "Bevindingen"
  static let nothingToSay = "Er is nog geen antwoord waarmee een zin kan worden gemaakt."
  static let openMatters = "Wat nog open staat"
  static let impression = "Totaalbeeld"
  static let impressionCaption = "Antwoorden per thema"
  static let theme = "Thema"
  static let account = "Verantwoording"
  static let method = "Werkwijze"
  static let methodText =
    "Het programma las elk stuk en zocht er de termen van elk veld in. Waar de zoekregel dat "
    + "toelaat, geeft zoeken zelf het antwoord; anders beslist een lezer, met een passage of een "
    + "zoekverantwoording als onderbouwing. Wat het programma voorstelt, telt pas mee als een "
    + "lezer het heeft overgenomen."
  static let sources = "Stukken"
  static let sourcesCaption = "Stukken naar hoe zij zijn gelezen"
  static let termsHead = "Zoektermen"
  static let forCollecting = "Gebruikt om stukken te vinden."
  static let forDocuments = "Geteld in elk stuk."
  static let collection = "Verzamellog"
  static let noCollection = "Er is geen verzamellog bijgehouden (collection.csv)."
  static let collectionCaption = "Waar is gezocht naar stukken"
  static let forWhom = "Voor"
  static let placeHead = "Waar"
  static let searchTerms = "Zoektermen"
  static let result = "Resultaat"
  static let coders = "Lezers"
  static let noCoders = "Nog geen lezer heeft een antwoord gegeven."
  static let codersText = "Lezers staan hier onder een schuilnaam."
  static let codersCaption = "Antwoorden per lezer"
  static let coder = "Lezer"
  static let answersGiven = "Antwoorden"
  static let wordsHead = "Woorden voor aantallen"
  static let wordsText =
    "Een woord staat er alleen als het blijft kloppen wanneer alles wat onbekend of open is, wel "
    + "of juist niet meetelt. Past geen woord, dan staan de getallen er."
  static let tableOfWordsCaption = "Welk woord waarvoor staat"
  static let word = "Woord"
  static let standsFor = "Staat voor"

  // About
  static let aboutTitle = "Over deze uitgave"
  static let aboutLead = "Wat dit is, hoe het te lezen, en wat de woorden betekenen."
  static let colophon = "Colofon"
  static let study = "Onderzoek"
  static let wave = "Meting"
  static let referenceDateHead = "Peildatum"
  static let editionHead = "Uitgave"
  static let frameworkHead = "Analysekader"
  static let versionWord = "versie"
  static let madeWith = "Gemaakt met"
  static let madeWithText = "Vindplaats. Deze bladzijden werken zonder internet."
  static let howToRead = "Hoe dit te lezen"
  static let lowestAnswer = "laagste antwoord"
  static let middleAnswer = "er tussenin"
  static let highestAnswer = "hoogste antwoord"
  static let glossaryHead = "Begrippen"
  static let classesHead = "Woorden van een eerdere meting"
  static let classesText =
    "Een eerder rapport gebruikt ook woorden zonder getal. Die plaatsen wij alleen in een klasse."
  static let classesCaption = "Klassen voor woorden zonder getal"
  static let classWord = "Klasse"
  static let share = "Aandeel"
  static let wordsOfThen = "Woorden"

  static let months = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]

  static let glossary: [(String, String)] = [
    ("Antwoord", "Wat voor een regio, gemeente, Veilig Thuis-regio of stuk bij een veld geldt."),
    ("Door een lezer", "Een mens las de plaats en gaf het antwoord."),
    ("Door zoeken", "Het zoeken gaf het antwoord, volgens de zoekregel van het veld."),
    ("Volgt uit een ander veld", "Het antwoord ligt vast door een antwoord op een ander veld."),
    ("Niet aangetroffen", "In de leesbare stukken niet gevonden. Niet: heeft niet."),
    ("Nog open", "Een lezer moet nog kijken. Telt niet mee in de noemer."),
    (
      "Niet te bepalen",
      "Er was te weinig om op af te gaan, bijvoorbeeld geen leesbaar kernstuk. Telt niet mee in de "
        + "noemer."
    ),
    ("N.v.t.", "De vraag geldt hier niet."),
    ("Vindplaats", "De plaats van een citaat: stuk, pagina en woorden."),
    ("Zoekverantwoording", "Waarnaar is gezocht, in welke stukken, en met welk resultaat."),
    ("Indicator", "Een telling over regio’s, gemeenten, Veilig Thuis-regio’s of stukken."),
    ("Factsheet", "Alle antwoorden voor een regio en haar gemeenten."),
    ("Dekkingsoverzicht", "Welke stukken zijn gelezen, hoe, en welke niet."),
  ]
}
