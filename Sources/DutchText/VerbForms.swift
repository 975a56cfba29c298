// SPDX-License-Identifier: EUPL-1.2

/// The forms of a word, taken as an infinitive: *mishandelen* gives *mishandelt*, *mishandelde*, *mishandeld*.
///
/// The rules ask no word list, so that what is counted never depends on one. They make forms that are no
/// words where the word is no verb (*instanties* has none, *landen* would give *landt*); what is no word is
/// found nowhere. Forms that are another word (*aanpak* of *aanpakken*, *gerecht* of *rechten*) are kept out:
/// the bare stem is a form only where it is the third person too (*bericht*) of a verb with a prefix, and no
/// participle is a word of its own.
///
/// The weak past and the participle go by *'t kofschip*, the strong ones by a list.
public struct VerbForms: Sendable, Equatable {
  /// The forms that are written as one word, folded, without the infinitive itself.
  public private(set) var joined: Set<String> = []
  /// Of a separable verb: the finite forms of the verb, as they stand without the particle.
  public private(set) var finite: Set<String> = []
  /// Of a separable verb: its infinitive without the particle, as in *op te schalen*.
  public private(set) var rest = ""
  /// Of a separable verb: the past participles of the verb, as they stand without the particle.
  public private(set) var participles: Set<String> = []
  /// The particle of a separable verb: *op* of *opschalen*; empty for other verbs.
  public private(set) var particle = ""

  /// - Parameter word: folded, in letters from a to z.
  /// - Returns: nil where the word cannot be an infinitive.
  public init?(infinitive word: String) {
    guard word.utf8.allSatisfy({ (97...122).contains($0) }), !Self.isNoVerb(word) else {
      return nil
    }
    let found = Self.particles.first { particle in
      word.hasPrefix(particle) && Self.base(String(word.dropFirst(particle.utf8.count))) != nil
    }
    if let found, let base = Self.base(String(word.dropFirst(found.utf8.count))) {
      particle = found
      rest = base.infinitive
      finite = base.finite.union([base.infinitive, base.stem])
      joined = Set(base.finite.union([base.infinitive]).map { found + $0 })
      joined.formUnion(base.present.map { found + $0 })
      if base.stem.hasSuffix("t") { joined.insert(found + base.stem) }
      participles = base.participles
      for participle in base.participles { add(participle: found + participle) }
      joined.insert("\(found)te\(base.infinitive)")
    }
    if let base = Self.base(word),
      found == nil || (base.isPrefixed && Self.either.contains(particle))
    {
      joined.formUnion(base.finite)
      joined.formUnion(base.present)
      if base.isPrefixed, base.stem.hasSuffix("t") { joined.insert(base.stem) }
      for participle in base.participles where !Self.otherWords.contains(participle) {
        add(participle: participle)
      }
    }
    joined.remove(word)
    if joined.isEmpty { return nil }
  }

  /// A participle is an adjective too: `afgeschaald`, `afgeschaalde`.
  private mutating func add(participle: String) {
    joined.insert(participle)
    guard !participle.hasSuffix("en") else { return }
    for form in Inflection.adjectiveForms(of: participle) { joined.insert(form) }
  }
}

extension VerbForms {
  /// A verb without a particle.
  private struct Base {
    var infinitive: String
    var stem: String
    /// Whether it has a prefix that never stands alone: *ver-*, *mis-*.
    var isPrefixed: Bool
    /// Present and past, without the stem and the infinitive.
    var finite: Set<String>
    /// The present participle with its -e.
    var present: Set<String>
    /// The past participles.
    var participles: Set<String>
  }

  private static func base(_ word: String) -> Base? {
    let prefix = prefixes.first { prefix in
      word.hasPrefix(prefix) && hasVowel(word.dropFirst(prefix.utf8.count).dropLast(2))
        && word.utf8.count - prefix.utf8.count >= 4
    }
    let inner = String(word.dropFirst(prefix?.utf8.count ?? 0))
    let isPrefixed = prefix != nil && strong[word] == nil
    let ge = isPrefixed ? "" : "ge"
    let start = isPrefixed ? (prefix ?? "") : ""
    let verb = isPrefixed ? inner : word
    if let forms = strong[verb] {
      let finite = ["\(forms.stem)t", forms.pastOne, forms.pastMany].map { start + $0 }
      return Base(
        infinitive: word, stem: start + forms.stem, isPrefixed: isPrefixed, finite: Set(finite),
        present: [word + "d", word + "de"], participles: [start + ge + forms.participle])
    }
    guard verb.hasSuffix("en"), verb.utf8.count >= 5 || (isPrefixed && verb.utf8.count >= 4),
      hasVowel(verb.dropLast(2))
    else { return nil }
    var base = Base(
      infinitive: word, stem: "", isPrefixed: isPrefixed, finite: [],
      present: [word + "d", word + "de"], participles: [])
    for (stem, isHard) in stems(Array(verb.utf8.dropLast(2))) {
      base.stem = start + stem
      let past = isHard ? "t" : "d"
      if !stem.hasSuffix("t") { base.finite.insert(start + stem + "t") }
      base.finite.formUnion([start + stem + past + "e", start + stem + past + "en"])
      let ending = stem.hasSuffix("t") || stem.hasSuffix("d") ? "" : past
      base.participles.insert(start + ge + stem + ending)
    }
    return base.stem.isEmpty ? nil : base
  }

  /// The stems that an infinitive without -en may have, the likeliest last: `kop` gives `koop`.
  ///
  /// - Returns: with each whether its past has a t: after the sounds of *'t kofschip*.
  private static func stems(_ letters: [UInt8]) -> [(stem: String, isHard: Bool)] {
    guard let last = letters.last, !isVowel(last) || last == e else { return [] }
    let isHard = "tkfspxc".utf8.contains(last) || letters.suffix(2).elementsEqual("ch".utf8)
    func text(_ letters: [UInt8]) -> String { String(decoding: letters, as: UTF8.self) }
    let count = letters.count
    if count >= 2, letters[count - 2] == last { return [(text(letters.dropLast()), isHard)] }
    var stem = letters
    if last == UInt8(ascii: "v") { stem[count - 1] = UInt8(ascii: "f") }
    if last == UInt8(ascii: "z") { stem[count - 1] = UInt8(ascii: "s") }
    let isOpen =
      count >= 2 && "aeou".utf8.contains(letters[count - 2])
      && (count < 3 || !isVowel(letters[count - 3]))
    guard isOpen, !"wjx".utf8.contains(last) else { return [(text(stem), isHard)] }
    var long = stem
    long.insert(letters[count - 2], at: count - 1)
    let hasTwoSyllables = hasVowel(Substring(text(Array(letters.dropLast(2)))))
    guard letters[count - 2] == e, hasTwoSyllables else { return [(text(long), isHard)] }
    // The e of `handelen`, `tekenen` and `leveren` is not stressed, that of `beoordelen` and `registreren` is.
    return [(text(stem), isHard), (text(long), isHard)]
  }

  private static let e = UInt8(ascii: "e")
  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }
  private static func hasVowel(_ text: Substring) -> Bool { text.utf8.contains(where: isVowel) }

  /// Plurals that end like an infinitive.
  private static func isNoVerb(_ word: String) -> Bool {
    [
      "ingen", "heden", "schappen", "teiten", "ismen", "isten", "anten", "enten", "ieken",
      "iteiten", "oren",
    ]
    .contains { word.hasSuffix($0) && word.utf8.count > $0.utf8.count + 1 && !endsAsVerb(word) }
      || nouns.contains(word)
  }

  /// Whether a word is a verb that ends like a plural, alone or after a particle or prefix: *terugdringen*.
  private static func endsAsVerb(_ word: String) -> Bool {
    if strong[word] != nil || likePlurals.contains(word) { return true }
    return (particles + prefixes).contains { start in
      guard word.hasPrefix(start) else { return false }
      let rest = String(word.dropFirst(start.utf8.count))
      return strong[rest] != nil || likePlurals.contains(rest)
    }
  }

  /// Verbs that end like a plural and are not among the strong ones.
  private static let likePlurals = words("horen storen scoren sporen boren zingen twisten planten")

  /// Nouns in -en that are no verb, or whose forms as one are other words: *wijkt* is of *afwijken*, *raadt*
  /// of *aanraden*, *gegrond* an adjective. *Delen* and *plannen* are verbs as well as plurals: their forms
  /// are *deelt* and *gepland*, and never the stem, which is the noun.
  private static let nouns = words(
    "kinderen ouderen leden steden dagen jaren gronden rechten zaken daden namen raden "
      + "lasten machten krachten punten zonen ogen oren handen benen wetten jongeren "
      + "gemeenten mensen artsen ouders partijen teams wijken huizen woningen burgers gevolgen")

  /// Words of their own that look like a participle.
  private static let otherWords = words(
    "gerecht gewest geval gebied geding gewicht geslacht gezin gezag gebouw gesprek gericht gemeent gehad "
      + "gelast geluid gebrek gezicht gedicht geleed geraad")

  /// First the longest; each may stand apart from its verb.
  private static let particles =
    ("tegemoet vooruit achter binnen buiten plaats samen tegen terug thuis onder boven dicht klaar kwijt "
    + "aan bij deel door goed heen mede neer over stil toe uit vast vol voor voort vrij waar weer weg "
    + "af in mee na om op los").split(separator: " ").map(String.init)
    .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  /// Particles that are a prefix of other verbs: *ondernemen* is not separated, *onderbrengen* is.
  private static let either = words("door onder over voor om weer")
  private static let prefixes = [
    "her", "ont", "ver", "mis", "be", "ge", "er", "onder", "over", "voor", "door", "om", "weer",
  ]

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }

  private struct Strong {
    var stem: String
    var pastOne: String
    var pastMany: String
    /// Without *ge-*.
    var participle: String
  }

  /// Infinitive, stem, past, past plural, participle without *ge-*; the common strong and irregular verbs.
  private static let strong: [String: Strong] = {
    let rows = """
      kopen koop kocht kochten kocht,brengen breng bracht brachten bracht,denken denk dacht dachten dacht,\
      zoeken zoek zocht zochten zocht,bieden bied bood boden boden,sluiten sluit sloot sloten sloten,\
      spreken spreek sprak spraken sproken,schrijven schrijf schreef schreven schreven,\
      blijven blijf bleef bleven bleven,krijgen krijg kreeg kregen kregen,houden houd hield hielden houden,\
      vinden vind vond vonden vonden,binden bind bond bonden bonden,trekken trek trok trokken trokken,\
      treffen tref trof troffen troffen,werpen werp wierp wierpen worpen,lezen lees las lazen lezen,\
      vallen val viel vielen vallen,laten laat liet lieten laten,wijzen wijs wees wezen wezen,\
      helpen help hielp hielpen holpen,liggen lig lag lagen legen,zitten zit zat zaten zeten,\
      lopen loop liep liepen lopen,roepen roep riep riepen roepen,dragen draag droeg droegen dragen,\
      vragen vraag vroeg vroegen vraagd,liezen lies loor loren loren,kiezen kies koos kozen kozen,\
      wegen weeg woog wogen wogen,meten meet mat maten meten,geten geet gat gaten geten,\
      rijden rijd reed reden reden,snijden snijd sneed sneden sneden,lijden lijd leed leden leden,\
      schuiven schuif schoof schoven schoven,buigen buig boog bogen bogen,nemen neem nam namen nomen,\
      geven geef gaf gaven geven,komen kom kwam kwamen komen,gaan ga ging gingen gaan,\
      staan sta stond stonden staan,slaan sla sloeg sloegen slagen,doen doe deed deden daan,\
      zien zie zag zagen zien,breken breek brak braken broken,steken steek stak staken stoken,\
      stellen stel stelde stelden steld,ginnen gin gon gonnen gonnen,zenden zend zond zonden zonden,\
      winnen win won wonnen wonnen,dwingen dwing dwong dwongen dwongen,dringen dring drong drongen drongen,\
      springen spring sprong sprongen sprongen,grijpen grijp greep grepen grepen,\
      stijgen stijg steeg stegen stegen,schieten schiet schoot schoten schoten,\
      genieten geniet genoot genoten noten,bedriegen bedrieg bedroog bedrogen drogen,\
      strijden strijd streed streden streden,verdwijnen verdwijn verdween verdwenen dwenen,\
      wijken wijk week weken weken,hangen hang hing hingen hangen,vangen vang ving vingen vangen,\
      scheiden scheid scheidde scheidden scheiden
      """
    let lines = rows.split(separator: ",").map { row in
      row.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return Dictionary(
      lines.filter { $0.count == 5 }.map {
        ($0[0], Strong(stem: $0[1], pastOne: $0[2], pastMany: $0[3], participle: $0[4]))
      }, uniquingKeysWith: { first, _ in first })
  }()
}
