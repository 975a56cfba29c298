// SPDX-License-Identifier: EUPL-1.2

/// Tells whether the text layer of a page is language, or what a wrong encoding made of it.
///
/// Broken layers come in a few kinds, and each leaves its trace: signs without a meaning (U+FFFD, private use),
/// numbers of glyphs, signs in the place of letters, letters of many scripts mixed, every letter replaced by
/// another, letters apart. A language is known by its short words and by how often its letters come; that holds
/// for all languages in Latin script, so that English or Turkish is not called garbage. Where there is too little
/// text to tell, it is not garbage.
enum TextLayer {
  /// Whether a page's text cannot be what a person sees on the page.
  static func isGarbled(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var tally = LetterTally()
      tally.take(bytes)
      return tally.isGarbled
    }
  }
}

/// What the letters and signs of a page add up to.
private struct LetterTally {
  /// Signs that are neither white space nor rules and leaders (". . . .", "____").
  var signs = 0
  /// Without a meaning: U+FFFD, private use, unassigned controls.
  var meaningless = 0
  var digits = 0
  var marks = 0
  /// Letters without accent, a to z, small or not.
  var plain = InlineHistogram()
  var plainLetters = 0
  var accented = 0
  /// Letters of other scripts, by script.
  var foreign: [UInt8: Int] = [:]
  var foreignLetters = 0
  var glyphNumbers = 0

  var words = 0
  var shortWords = 0
  /// A few of the different short words; one may stand there by chance.
  private var kindsOfShortWords: Set<UInt64> = []
  var singleLetters = 0
  var longWords = 0
  var oddWords = 0

  private var word: UInt64 = 0
  private var length = 0
  private var consonants = 0
  private var mostConsonants = 0
  private var hasVowel = false

  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    var last: UInt8 = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        place += 1
        ascii(byte, after: last)
        if byte == 0x28, Self.isGlyphNumber(bytes, from: place) { glyphNumbers += 1 }
        last = byte
      } else {
        let scalar = Self.scalar(bytes, &place)
        other(scalar)
        last = 0
      }
    }
    endWord()
  }

  private mutating func ascii(_ byte: UInt8, after last: UInt8) {
    let small = byte | 0x20
    if small >= 0x61, small <= 0x7A {
      signs += 1
      plainLetters += 1
      plain.add(Int(small - 0x61))
      letter(small)
      return
    }
    // An apostrophe stands within a word, and so does a full stop in an abbreviation.
    if byte != 0x27 { endWord() }
    guard byte > 0x20, byte != last else { return }
    signs += 1
    if byte >= 0x30, byte <= 0x39 { digits += 1 } else if byte != 0x7F { marks += 1 }
    if byte == 0x7F { meaningless += 1 }
  }

  private mutating func other(_ scalar: UInt32) {
    switch scalar {
    case 0x80...0xA0, 0x2000...0x200F, 0x2028...0x202F, 0x3000: endWord()
    case 0xC0...0x24F, 0x1E00...0x1EFF, 0xFB00...0xFB06:
      signs += 1
      accented += 1
      letter(0)
    case 0xA1...0xBF, 0x2010...0x2BFF:
      endWord()
      signs += 1
      marks += 1
    case 0x300...0x36F: break
    case 0xE000...0xF8FF, 0xFFF0...0xFFFF, 0xF0000...:
      endWord()
      signs += 1
      meaningless += 1
    default:
      endWord()
      signs += 1
      foreignLetters += 1
      foreign[Self.script(scalar), default: 0] += 1
    }
  }

  /// - Parameter small: a letter a to z; 0 for one with an accent, which is a vowel more often than not.
  private mutating func letter(_ small: UInt8) {
    word = word << 8 | UInt64(small)
    length += 1
    switch small {
    case 0, 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79:
      hasVowel = true
      consonants = 0
    default:
      consonants += 1
      mostConsonants = max(mostConsonants, consonants)
    }
  }

  private mutating func endWord() {
    guard length > 0 else { return }
    words += 1
    if length == 1 { singleLetters += 1 }
    if length <= 5, Self.isShortWord(word) {
      shortWords += 1
      if kindsOfShortWords.count < 3 { kindsOfShortWords.insert(word) }
    }
    if length >= 4 {
      longWords += 1
      // "angstschreeuw" has seven consonants between its vowels.
      if !hasVowel || mostConsonants > 7 { oddWords += 1 }
    }
    (word, length, consonants, mostConsonants, hasVowel) = (0, 0, 0, 0, false)
  }

  var isGarbled: Bool {
    guard signs >= 20 else { return false }
    if meaningless * 5 > signs { return true }
    if glyphNumbers * 7 * 3 > signs { return true }
    guard signs >= 60 else { return false }
    let latin = plainLetters + accented
    if foreignLetters > latin {
      let most = foreign.values.max() ?? 0
      return foreignLetters * 10 > signs * 3 && most * 10 < foreignLetters * 7
    }
    // Signs in the place of letters: more of them than letters and digits, and hardly a word.
    if marks > latin + digits, marks >= 80, shortWords * 20 <= words { return true }
    guard plainLetters >= 80, words >= 12 || longWords >= 5 else { return false }
    // Letters apart: "d e  g e m e e n t e".
    if words >= 40, singleLetters * 10 > words * 7 { return true }
    guard shortWords * 25 < words || kindsOfShortWords.count < 3 else { return false }
    let likeness = plain.likeness(to: Self.letterShares)
    return likeness < 0.72 || (longWords >= 8 && oddWords * 2 > longWords)
  }

  // MARK: Bytes

  private static func isGlyphNumber(_ bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Bool {
    place + 4 < bytes.count && bytes[place] == 0x63 && bytes[place + 1] == 0x69
      && bytes[place + 2] == 0x64 && bytes[place + 3] == 0x3A
  }

  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
    let first = bytes[place]
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard place + count <= bytes.count else {
      place = bytes.count
      return 0xFFFD
    }
    var value = UInt32(first) & (count == 4 ? 0x07 : count == 3 ? 0x0F : 0x1F)
    for byte in bytes[(place + 1)..<(place + count)] { value = value << 6 | UInt32(byte & 0x3F) }
    place += count
    return value
  }

  /// A number per script, or per group of scripts that are written together.
  private static func script(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x370...0x3FF, 0x1F00...0x1FFF: 1
    case 0x400...0x52F: 2
    case 0x530...0x58F: 3
    case 0x590...0x5FF: 4
    case 0x600...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFF: 5
    case 0x900...0x97F: 6
    case 0x1200...0x137F: 7
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0x20000...0x2FFFF: 8
    case 0xAC00...0xD7AF: 9
    default: UInt8(truncatingIfNeeded: 16 + (scalar >> 8))
    }
  }

  private static func isShortWord(_ word: UInt64) -> Bool {
    mayBeShortWord[place(of: word)] && shortWords.contains(word)
  }

  /// Of each short word the place is marked, so that most other words need not be looked up.
  private static let mayBeShortWord: [Bool] = {
    var marks = [Bool](repeating: false, count: 4096)
    for word in shortWords { marks[place(of: word)] = true }
    return marks
  }()

  private static func place(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 52)
  }

  /// Words of two to five letters that stand on nearly every page in Dutch, Frisian, English, German, French,
  /// Spanish, Portuguese, Italian, Turkish, Polish, Papiamento, Indonesian, Somali or the languages of Scandinavia.
  private static let shortWords: Set<UInt64> = Set(
    """
    de het een en van in is op te dat die voor met zijn aan niet of door ook als naar om bij uit tot er maar dan \
    worden wordt deze over kan moet nog wel geen heeft zal dit it fan yn foar mei oan net \
    the and of to a for that with on as are by be this from or at not have has will can which \
    der die und das den von zu mit sich des auf ist im dem nicht eine auch es an werden aus er hat dass \
    le la les des et du un une que est pour dans qui par sur pas plus ce se au avec sont ou \
    el los las y del en con por para una su lo como se al os da do com uma no na em il di che non per con \
    ve bir bu da ile ya ne gibi daha cok olan i w na z do nie sie jest to ze od po jak oraz \
    e ta i den ku pa ke tin ni no dan yang di dari untuk dengan ini itu pada tidak waa iyo ka ku oo ah in la \
    og er att det som av med til har ikke inte den till ett
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map {
      $0.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    })

  /// How often each letter a to z comes in a thousand: the mean of Dutch and English.
  private static let letterShares: [Double] = [
    79, 15, 20, 51, 158, 15, 27, 42, 67, 8, 15, 38, 23, 85, 68, 17, 1, 62, 50, 79, 24, 19, 19, 1,
    10,
    7,
  ]
}

/// How often each of the letters a to z comes.
private struct InlineHistogram {
  private var counts = [Int](repeating: 0, count: 26)

  mutating func add(_ letter: Int) { counts[letter] += 1 }

  /// The cosine between the counts and shares: 1 where they go together, near 0 where they do not.
  func likeness(to shares: [Double]) -> Double {
    var (product, mine, others) = (0.0, 0.0, 0.0)
    for (count, share) in zip(counts, shares) {
      product += Double(count) * share
      mine += Double(count * count)
      others += share * share
    }
    return mine > 0 ? product / (mine * others).squareRoot() : 0
  }
}
