// SPDX-License-Identifier: EUPL-1.2

/// How letters are made comparable: lower case, without diacritics, ligatures written out.
///
/// ```swift
/// Folding.fold("Coördinatie")  // "coordinatie"
/// Folding.fold("foto’s")       // "foto's"
/// ```
public enum Folding {
  /// The text with every letter folded; what is not a letter stays, soft hyphens go.
  ///
  /// - Complexity: linear in the length of the text.
  public static func fold(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var before: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { before = scalar }
      switch kind(of: scalar, after: before) {
      case .letter(let folded): folded.append(to: &bytes)
      case .apostrophe: bytes.append(UInt8(ascii: "'"))
      case .mark, .invisible: break
      case .hyphen, .space, .stop, .bracket, .other:
        bytes.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The marks in a text that holds no letters: what is left without white space, hyphens and what cannot
  /// be seen.
  ///
  /// ```swift
  /// Folding.marks(in: " -/ ")  // "/"
  /// ```
  public static func marks(in text: String) -> String {
    var marks = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      switch kind(of: scalar) {
      case .letter, .mark, .invisible, .hyphen, .space: break
      case .apostrophe: marks.append("'")
      case .stop, .bracket, .other: marks.append(scalar)
      }
    }
    return String(marks)
  }

  /// What a scalar does to the word that it stands in or beside.
  enum Kind {
    case letter(Folded)
    case apostrophe
    /// A combining mark: belongs to the letter before it, folds to nothing.
    case mark
    /// A soft hyphen or a zero-width character: inside a word it does not exist.
    case invisible
    case hyphen, space, stop, bracket, other
  }

  /// The folded form of one scalar: at most three ASCII letters, or a lower-case scalar.
  enum Folded {
    case ascii(UInt8)
    case two(UInt8, UInt8)
    case three(UInt8, UInt8, UInt8)
    case scalars(String)

    func append(to bytes: inout [UInt8]) {
      switch self {
      case .ascii(let a): bytes.append(a)
      case .two(let a, let b): bytes += [a, b]
      case .three(let a, let b, let c): bytes += [a, b, c]
      case .scalars(let text): bytes.append(contentsOf: Array(text.utf8))
      }
    }
  }

  /// As `kind(of:)`, also telling `Ō` by the letter before it: after a small one it is the ligature *ft* of a font
  /// that names it wrongly, else a capital.
  static func kind(of scalar: Unicode.Scalar, after before: Unicode.Scalar) -> Kind {
    if scalar.value == 0x14C, ("a"..."z").contains(before) {
      return .letter(.two(UInt8(ascii: "f"), UInt8(ascii: "t")))
    }
    return kind(of: scalar)
  }

  static func kind(of scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value < 0x80 { return asciiKind(UInt8(value)) }
    if let folded = latin(value) { return .letter(folded) }
    switch value {
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: return .invisible
    // PDFium writes it where a word was broken at a line end.
    case 0xFFFE: return .invisible
    case 0x2018, 0x2019, 0x02BC, 0xFF07: return .apostrophe
    case 0x2010...0x2013: return .hyphen
    case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: return .space
    case 0x2022, 0x25AA, 0x25CF, 0x00B7: return .stop
    case 0x0300...0x036F: return .mark
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
      .decimalNumber:
      return .letter(.scalars(scalar.properties.lowercaseMapping))
    case .nonspacingMark, .spacingMark: return .mark
    case .openPunctuation, .closePunctuation: return .bracket
    default: return .other
    }
  }

  private static func asciiKind(_ byte: UInt8) -> Kind {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter(.ascii(byte | 0x20))
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      .letter(.ascii(byte))
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "-"): .hyphen
    default: .other
    }
  }

  private static func latin(_ value: UInt32) -> Folded? {
    let table: StaticString
    let offset: Int
    switch value {
    case 0xC0...0x17F: (table, offset) = (latinFrom00C0, Int(value - 0xC0))
    case 0x180...0x24F: (table, offset) = (latinFrom0180, Int(value - 0x180))
    case 0x1E00...0x1EFF: (table, offset) = (latinFrom1E00, Int(value - 0x1E00))
    default: return ligature(value)
    }
    let base = table.utf8Start[offset]
    return base == UInt8(ascii: ".") ? ligature(value) : .ascii(base)
  }

  private static func ligature(_ value: UInt32) -> Folded? {
    func two(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Folded {
      .two(UInt8(ascii: a), UInt8(ascii: b))
    }
    return switch value {
    case 0x132, 0x133: two("i", "j")
    case 0xC6, 0xE6: two("a", "e")
    case 0x152, 0x153: two("o", "e")
    case 0xDF, 0x1E9E: two("s", "s")
    case 0xDE, 0xFE: two("t", "h")
    case 0xFB00: two("f", "f")
    case 0xFB01: two("f", "i")
    case 0xFB02: two("f", "l")
    case 0xFB03: .three(UInt8(ascii: "f"), UInt8(ascii: "f"), UInt8(ascii: "i"))
    case 0xFB04: .three(UInt8(ascii: "f"), UInt8(ascii: "f"), UInt8(ascii: "l"))
    case 0xFB05, 0xFB06: two("s", "t")
    // No letters of Dutch, but what some PDFs call the ligatures of their font: "poliƟe".
    case 0x19E: two("t", "f")
    case 0x19F: two("t", "i")
    case 0x1A9: two("t", "t")
    case 0x1AB: .three(UInt8(ascii: "t"), UInt8(ascii: "t"), UInt8(ascii: "i"))
    default: nil
    }
  }

  // The base letter of each scalar of a block, from its compatibility decomposition in Unicode 15;
  // a full stop where there is none.
  private static let latinFrom00C0: StaticString = """
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeee\
    gggggggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyy\
    yzzzzzzs
    """
  private static let latinFrom0180: StaticString = """
    ................................oo.............uu............................aaiioouuuuuuuuu\
    u.aaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy....\
    ........................
    """
  private static let latinFrom1E00: StaticString = """
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrr\
    rrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaa\
    eeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......
    """
}
