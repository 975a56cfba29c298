// SPDX-License-Identifier: EUPL-1.2

/// A word in the parts that it is made of, such as *jeugd+bescherming+s+maatregel*.
///
/// A word that is no compound has one part: itself.
public struct Compound: Sendable, Hashable, CustomStringConvertible {
  /// A word of its own, with what links it to the next.
  public struct Part: Sendable, Hashable {
    /// The letters of the word, in folded bytes from the start of the compound.
    public var word: Range<Int>
    /// The linking letters or hyphen after it; empty where there are none.
    public var link: Range<Int>
  }

  /// The folded letters.
  public var letters: [UInt8]
  /// From first to last, at least one; they and their links are all the letters.
  public var parts: [Part]
  /// Whether every part is a word of the list, or one with a prefix before it.
  public var isKnown: Bool

  /// Whether there is more than one part.
  public var isCompound: Bool { parts.count > 1 }

  /// The letters of a part, without its link.
  public func word(_ part: Part) -> String { String(decoding: letters[part.word], as: UTF8.self) }

  /// Parts and links joined by `+`: `jeugd+bescherming+s+maatregel`.
  public var description: String {
    parts.map { part in
      let word = word(part)
      guard !part.link.isEmpty else { return word }
      return word + "+" + String(decoding: letters[part.link], as: UTF8.self)
    }.joined(separator: "+")
  }

  /// Whether a word is one of the parts, or several that follow each other with their links between
  /// them: *jeugdbescherming* and *maatregel*, but not *schermingsmaat*.
  public func contains(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    return parts.indices.contains { (first: Int) in
      parts[first...].contains { last in
        letters[parts[first].word.lowerBound..<last.word.upperBound].elementsEqual(wanted)
      }
    }
  }
}

/// How letters stand within a longer word.
public enum Containment: Sendable, Hashable {
  /// They are one or more whole parts of a compound, or a form of them: *zorg* in *jeugd+zorg*.
  case compound(Compound)
  /// They are a word after a prefix, which may stand within a compound: *veiligheid* in *on+veiligheid*.
  case prefixed(String)
  /// They are a word before a suffix or an ending: *geweld* in *geweld+loos*.
  case suffixed(String)
  /// They are no word there that the splitter knows of: *geweld* in *geweldig*.
  case letters
}
