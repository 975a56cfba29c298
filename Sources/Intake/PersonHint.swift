// SPDX-License-Identifier: EUPL-1.2

/// Signs that a text names a person, who would then stand in the journal for good.
///
/// They find what people often write, and no name as such: whoever writes a bare name is not caught.
public enum PersonHint {
  /// A form of address, a mail address, or nine digits or more that are no date: a telephone number.
  public static func stands(in text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    if text.contains("@") || words.contains(where: address.contains) { return true }
    return text.replacing(/\d{1,4}-\d{1,2}-\d{1,4}/, with: "/")
      .split { !$0.isNumber && !" -+()".contains($0) }
      .contains { part in part.count(where: \.isNumber) >= 9 }
  }

  private static let address: Set<String> = [
    "mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "heer", "drs", "mr", "ir", "ing",
  ]
}
