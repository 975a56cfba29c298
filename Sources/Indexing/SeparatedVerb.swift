// SPDX-License-Identifier: EUPL-1.2
import DutchText

/// A separable verb apart from its particle, around one of its forms.
struct SeparatedVerb {
  let verb: VerbForms
  let buffer: TokenBuffer
  let bytes: UnsafeBufferPointer<UInt8>

  /// How far from its verb a particle is looked for, in words: of those in the treebanks of newspaper and
  /// encyclopedia text none is further than 19, and policy has longer sentences.
  private static let clauseLength = 25
  /// How many words may stand between a particle and the infinitive or participle after it.
  private static let clusterLength = 4

  /// The particle before a form that ends a clause: *op te schalen*, *op wordt geschaald*.
  func particle(before token: Int) -> Int? {
    let word = buffer.word(token)
    let isParticiple = verb.participles.contains(word)
    guard isParticiple || word == verb.rest else { return nil }
    var place = token - 1
    while place >= 0, place >= token - 1 - Self.clusterLength {
      guard buffer.tokens[place].gap == .space else { return nil }
      let word = buffer.word(place)
      if word == verb.particle {
        return place < token - 1 && isOwn(place, before: token) ? place : nil
      }
      let isNext = place == token - 1
      let fits =
        ClauseWords.passive.contains(word)
        ? isParticiple || !isNext
        : (word == "te" || ClauseWords.modal.contains(word)) && !(isParticiple && isNext)
      guard fits else { return nil }
      place -= 1
    }
    return nil
  }

  /// Whether words between are not those of another construction: *om te kunnen kopen* is no *omkopen*, and
  /// *waar zij in is gekomen* no *inkomen*.
  private func isOwn(_ particle: Int, before token: Int) -> Bool {
    let isPlain = token == particle + 2 && buffer.word(particle + 1) == "te"
    if isPlain { return true }
    if buffer.word(particle + 1) == "te", ["om", "door", "na"].contains(verb.particle) {
      return false
    }
    // "op zijn genomen besluiten": a possessive, unless the participle ends the clause.
    let isPossessive =
      buffer.word(token - 1) == "zijn" && verb.participles.contains(buffer.word(token))
    if isPossessive, !endsPart(token), !isAuxiliary(token + 1) { return false }
    if followsRelative(particle) { return false }
    return particle == 0 || !["er", "daar", "hier", "waar"].contains(buffer.word(particle - 1))
  }

  private func isAuxiliary(_ token: Int) -> Bool {
    guard token < buffer.count else { return false }
    let word = buffer.word(token)
    return ClauseWords.passive.contains(word) || ClauseWords.modal.contains(word)
  }

  /// Whether *waar* stands before a particle in its clause, or a preposition with *wie*: of *waar zij goed op
  /// moeten letten* it is the preposition, as in *waarop*; *waar nodig* is a clause of its own.
  private func followsRelative(_ particle: Int) -> Bool {
    guard ClauseWords.prepositions.contains(verb.particle) else { return false }
    var place = particle - 1
    while place >= 0, place >= particle - 10, buffer.tokens[place].gap == .space {
      switch buffer.word(place) {
      case "waar": return !ClauseWords.whereNeeded.contains(buffer.word(place + 1))
      case "wie": return place > 0 && ClauseWords.beforeWho.contains(buffer.word(place - 1))
      default: place -= 1
      }
    }
    return false
  }

  /// The particle after a finite form: in the same sentence, and at the end of its part of it, so that of
  /// "koopt in 2015 hulp in" the second `in` counts.
  ///
  /// - Parameter isParticle: whether the word of a token is the particle.
  func particle(after token: Int, isParticle: (Int) -> Bool) -> Int? {
    if verb.participles.contains(buffer.word(token)) { return nil }
    var place = token
    while place + 1 < buffer.count, place < token + Self.clauseLength {
      if buffer.tokens[place].gap.contains(.sentenceEnd) { return nil }
      place += 1
      if isParticle(place), endsPart(place) { return place }
    }
    return nil
  }

  private func endsPart(_ token: Int) -> Bool {
    let gap = buffer.tokens[token].gap
    if gap.contains(.hyphenAfter) { return false }
    if token + 1 == buffer.count
      || !gap.isDisjoint(with: [.sentenceEnd, .comma, .bracket, .other])
    {
      return true
    }
    let next = buffer.foldedBytes(token + 1)
    guard next.count <= 15 else { return false }
    let word = String(decoding: next, as: UTF8.self)
    let after = token + 2 < buffer.count ? buffer.word(token + 2) : ""
    let isPreposition = ClauseWords.prepositions.contains(verb.particle)
    switch word {
    // "in en rond de school"
    case "en", "of": return !isPreposition || !ClauseWords.around.contains(after)
    // "genoemd in dan wel aangewezen op"
    case "dan": return !isPreposition || after != "wel"
    // "op dat punt" and "in die wijk", but "geeft aan dat de wijk" and "geeft aan dat wijken".
    case "dat":
      return !isPreposition || ClauseWords.subjects.contains(after) || isNoNeuter(token + 2)
    case "die": return !isPreposition || ClauseWords.subjects.contains(after)
    case "samen": return after == "met"
    case "richting": return ClauseWords.articles.contains(after) || isCapital(token + 2)
    case "hoe", "wat", "wie", "welk", "welke", "waarom", "hoeveel": return !isPreposition
    default: return ClauseWords.beginnings.contains(word)
    }
  }

  /// Whether a word is a name, a number, a plural, an adjective, or a noun that *dat* cannot belong to.
  private func isNoNeuter(_ token: Int) -> Bool {
    guard token < buffer.count else { return false }
    let word = buffer.word(token)
    if word == "gedeelte" || word == "einde" || word == "type" { return false }
    return isCapital(token) || word.utf8.first.map { (48...57).contains($0) } ?? false
      || Self.noNeuter.contains { word.hasSuffix($0) }
  }

  private static let noNeuter = [
    "e", "en", "ams", "els", "ems", "ens", "ers", "eurs", "ors", "'s", "ing", "heid", "tie", "teit",
    "hulp", "zorg",
  ]

  private func isCapital(_ token: Int) -> Bool {
    guard token < buffer.count else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[Int(buffer.tokens[token].start)])
  }
}

/// The small words that tell how a clause is built.
enum ClauseWords {
  /// With which a next part of a clause begins: conjunctions and prepositions.
  static let beginnings = words(
    "aan aangezien als alsmede alvorens behalve bij binnen boven buiten conform dan dankzij danwel "
      + "door doordat en evenals gedurende hoewel in indien krachtens maar met middels mits na naar "
      + "naast nadat namens of ofwel om omdat omtrent ondanks onder op opdat over per respectievelijk "
      + "rond rondom sinds tegen tegenover ten teneinde tenzij ter terwijl tijdens toen tot totdat "
      + "tussen uit van vanaf vanuit vanwege via volgens voor voordat waar waaraan waarbij waardoor "
      + "waarin waarmee waarna waarop waarover waartoe waaruit waarvan waarvoor wanneer want wegens "
      + "zoals zodat zodra zolang zonder")
  /// Particles that are prepositions too.
  static let prepositions = words(
    "aan achter bij binnen boven buiten door in na om onder op over tegen uit voor")
  /// Prepositions that stand before *wie*.
  static let beforeWho = prepositions.union(words("met van naar"))
  /// Prepositions that stand in a pair with one of these: *in en rond*, *binnen of buiten*.
  static let around = words("buiten naast nabij om rond rondom")
  /// With which the clause after *dat* or *die* may begin, and no noun.
  static let subjects = words(
    "de het een er hij zij ze wij we ik men je jij u deze alle elk elke ieder iedere iedereen geen onze ons "
      + "hun haar al alleen meer niet nog ook sprake veel vooral wel zowel in bij voor door met op aan na om "
      + "onder over tijdens tussen uit vanuit tot naast binnen via volgens per is zijn wordt worden kan "
      + "kunnen moet moeten heeft hebben mag mogen wil willen zal zullen nodig verantwoordelijk")
  /// With *waar* a clause without a verb.
  static let whereNeeded = words(
    "nodig mogelijk gewenst wenselijk relevant zinvol passend aangewezen noodzakelijk haalbaar")
  static let articles = words("de het een deze die dit dat onze ons hun haar zijn")
  /// Before an infinitive.
  static let modal = words(
    "kan kunt kunnen kon konden moet moeten moest moesten mag mogen mocht mochten wil wilt willen wilde "
      + "wilden wou zal zult zullen zou zouden gaat gaan ging gingen laat laten liet lieten blijft blijven "
      + "hoeft hoeven dient dienen diende dienden")
  /// Before a participle.
  static let passive = words(
    "word wordt worden werd werden geworden heb hebt heeft hebben had hadden is zijn was waren")

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }
}
