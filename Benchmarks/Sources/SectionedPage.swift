// SPDX-License-Identifier: EUPL-1.2

/// A page of Markdown as what stands before its first `##` and its sections, so that a measurement replaces
/// its own sections and leaves the others.
struct SectionedPage: Equatable {
  /// What stands before the first section.
  private(set) var head: String
  /// Each with its heading, in order.
  private(set) var sections: [String]

  init(_ text: String) {
    var parts = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") { parts.append("") }
      parts[parts.count - 1] += line + "\n"
    }
    head = Self.trimmed(parts[0])
    sections = parts.dropFirst().map(Self.trimmed)
  }

  /// The page with the sections of another one, which take the place of those with the same heading; new ones
  /// come last. The other's head counts where it has one.
  func replacing(with text: String) -> SectionedPage {
    let other = SectionedPage(text)
    var page = self
    if !other.head.isEmpty { page.head = other.head }
    for section in other.sections {
      let heading = section.prefix { $0 != "\n" }
      if let place = page.sections.firstIndex(where: { $0.prefix { $0 != "\n" } == heading }) {
        page.sections[place] = section
      } else {
        page.sections.append(section)
      }
    }
    return page
  }

  var text: String { ([head] + sections).joined(separator: "\n\n") + "\n" }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
