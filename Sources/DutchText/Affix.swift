// SPDX-License-Identifier: EUPL-1.2

/// What stands before or after a word to make another word of it, and is no word of a compound.
public enum Affix {
  static let prefixes: [[UInt8]] = bytes(
    "aan achter af anti be bij binnen boven buiten co contra de des door ex ge her hyper in inter ir "
      + "mede mee mini mis na neer neo non om on onder ont oer oud over post pre pro pseudo re samen "
      + "semi stief sub super tegen terug toe trans tussen uit ver vice voor voort wan weder weg")

  /// As last part of a compound each of these is a suffix.
  static let suffixes: [[UInt8]] = bytes(
    "aal aar aard achtig achtige age baar baarheid bare dadig dadige de ding dom en end ende er eren erij erwijs "
      + "er es gen ging gewijs haftig heid heden ing ingen isch ische iteit king lei ling loos loosheid loze lijk lijke "
      + "lijkheid matig matige matigheid ment nis schap schappen schappelijk schappelijke sel ster te tal "
      + "tiek vol volle vuldig vuldige waarts zaam zame zaamheid")

  /// What a word of the list may go on with as a form of itself, or as a derivation by -er or -ing.
  static let endings: [[UInt8]] = bytes("e en er eren ers ing ingen s")

  private static let endingSet = Set(endings)
  static func isEnding(_ letters: ArraySlice<UInt8>) -> Bool { endingSet.contains(Array(letters)) }

  /// Whether letters after a word are rather an ending than a suffix: `en`, not `loos`.
  public static func isEnding(_ letters: String) -> Bool { isEnding(Array(letters.utf8)[...]) }

  /// Whether letters between two parts are a link that is also the ending of a plural or a genitive.
  static func isLink(_ letters: ArraySlice<UInt8>) -> Bool { linkSet.contains(Array(letters)) }
  private static let linkSet = Set(bytes("en n s"))

  private static let prefixSet = Set(prefixes)
  private static let suffixSet = Set(suffixes)

  static func isPrefix(_ letters: ArraySlice<UInt8>) -> Bool { prefixSet.contains(Array(letters)) }
  static func isSuffix(_ letters: ArraySlice<UInt8>) -> Bool { suffixSet.contains(Array(letters)) }

  /// Whether letters are prefixes one after the other before a word: `her` and `in` of `herindeling`.
  ///
  /// The Latin `in` of `informatie` makes no word of `formatie`, and neither do the other prefixes that
  /// only loans have.
  static func isPrefixRun(_ letters: ArraySlice<UInt8>, of word: ArraySlice<UInt8>) -> Bool {
    if letters.isEmpty { return true }
    let isLoan = loanEndings.contains { word.suffix($0.count).elementsEqual($0) }
    return prefixes.contains { prefix in
      letters.starts(with: prefix)
        && !latinPrefixes.contains(prefix)
        && !(isLoan && prefix == bytes("in")[0])
        && isPrefixRun(letters.dropFirst(prefix.count), of: word)
    }
  }

  /// Whether letters make a plural or an -e form of the word before them: `en` of `mishandelingen`,
  /// `nen` of `plannen`.
  static func isFormEnding(_ letters: ArraySlice<UInt8>, behind last: UInt8) -> Bool {
    formEndings.contains(Array(letters))
      || (letters.first == last && formEndings.contains(Array(letters.dropFirst())))
  }

  private static let formEndings = Set(bytes("e en eren n s 's"))
  private static let latinPrefixes = Set(
    bytes("co contra de des in inter ir post pre pro re sub trans").filter { $0 != bytes("in")[0] })
  private static let loanEndings = bytes("atie aties atief atieve iteit iteiten")

  private static func bytes(_ list: String) -> [[UInt8]] {
    list.split(separator: " ").map { Array($0.utf8) }
  }
}
