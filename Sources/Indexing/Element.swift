// SPDX-License-Identifier: EUPL-1.2

import Model

/// One word that a pattern asks for, in a way that depends on the token alone.
struct Element: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    /// The word and its inflections.
    case word
    /// Also the letters within a longer word.
    case inside
    case prefix
    /// With case; the folded form is looked up, the raw form is checked where it occurs.
    case exact
    /// The word itself, without inflections.
    case literal
    /// A word that ends so: the first of a phrase that is matched by its letters.
    case tail
    /// A word that begins so: the last of a phrase that is matched by its letters.
    case head
    /// A form of a separable verb as it stands without its particle: `schaalt` or `geschaald` of `opschalen`.
    case finite
  }
  var kind: Kind
  /// Folded, except for `exact`.
  var text: String
}

/// A word in capitals, such as `AMK`: `AMK's` is the word itself.
enum Abbreviation {
  static func isOne(_ text: String) -> Bool {
    text.count >= 2 && text.unicodeScalars.allSatisfy { $0.properties.isUppercase }
  }
}

/// How a token satisfies an element; the order is from strong to weak.
enum Strength: UInt8, Comparable, Sendable {
  case word, inflection, prefix, inside

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  var level: MatchLevel {
    switch self {
    case .word: .word
    case .inflection: .inflection
    case .prefix: .prefix
    case .inside: .inside
    }
  }
}

/// That a token satisfies an element, and how.
struct Satisfaction: Sendable {
  var element: Int32
  var strength: Strength
}

/// Words one after the other.
struct WordSequence: Sendable {
  var elements: [Int32]
  /// The place of the rarest word, from which the others are looked at.
  var trigger: Int
  /// What joins each word to the next where this is one word as written (`informatie-uitwisseling`, `AMK/SHG`);
  /// empty for a phrase.
  var joints: [Joint] = []

  var isOneWord: Bool { !joints.isEmpty }
}

/// What joins two words to one that is written without a space.
enum Joint: Sendable {
  /// A hyphen of any kind.
  case hyphen
  /// `/`, `&`, `@` and the like; `mayHoldSpace` where white space beside them changes nothing: `AMK / SHG`.
  case marks(String, mayHoldSpace: Bool)

  var isHyphen: Bool {
    if case .hyphen = self { true } else { false }
  }
}

/// What must be found, in elements.
indirect enum Shape: Sendable {
  case single(Int32)
  case sequence(WordSequence)
  case near(Shape, Shape, distance: Int)
  /// A separated verb: "schaalt … op".
  case separable(finite: Int32, particle: Int32)
}

/// One way in which a term, or one of its exceptions, may be found.
struct CompiledPattern: Sendable {
  var term: Int
  var isException: Bool
  var shape: Shape
  /// Whether it is one word between quotation marks, which counts as a phrase where words do not.
  var isQuotedWord = false

  var isSeparable: Bool {
    if case .separable = shape { true } else { false }
  }
}

/// How a token that satisfies an element bears on a pattern.
struct Use: Sendable {
  enum Role: UInt8, Sendable { case direct, left, right }
  var pattern: Int
  var role: Role
}
