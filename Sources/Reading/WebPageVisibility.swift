// SPDX-License-Identifier: EUPL-1.2

/// Which parts of a web page are left out because nobody is to read them.
///
/// What is hidden as the page comes in (`hidden`, `display:none`, `aria-hidden`) is read: pages of
/// governments hold their text in panels that a reader unfolds, and nothing tells such a panel from another.
/// Three kinds of parts are known to be no text of the page: the pictures of an icon font, and where they are
/// hidden, menus and what asks leave for cookies.
enum WebPageVisibility {
  /// Whether an element that just started is an icon, or a hidden menu or part about cookies.
  static func isLeftOut(_ name: String, _ walk: MarkupWalk) -> Bool {
    let isSilent = walk.attribute("aria-hidden") == "true"
    if isSilent, name == "i" || name == "span" && isIcon(walk) { return true }
    guard isSilent || isHidden(name, walk) else { return false }
    return namesCookies(walk) || walk.attribute("role") == "navigation"
  }

  /// Whether a class of the element is one of an icon font: `icon`, `ui-icon-home`, `fa-user`, `material-icons`.
  private static func isIcon(_ walk: MarkupWalk) -> Bool {
    guard let classes = walk.attribute("class") else { return false }
    return classes.split(whereSeparator: \.isWhitespace).contains { name in
      if name.hasSuffix("Icon") || name.contains("Icon-") { return true }
      let parts = name.lowercased().split { $0 == "-" || $0 == "_" }
      return parts.first == "fa"
        || parts.contains { ["icon", "icons", "iconfont", "glyphicon"].contains($0) }
    }
  }

  /// Whether a button shows and hides another part of the page, so that it reads as the name of that part.
  static func unfolds(_ walk: MarkupWalk) -> Bool { walk.attribute("aria-expanded") != nil }

  private static func isHidden(_ name: String, _ walk: MarkupWalk) -> Bool {
    if walk.attribute("hidden") != nil { return true }
    if name == "dialog", walk.attribute("open") == nil { return true }
    guard let style = walk.attribute("style") else { return false }
    return style.lowercased().filter { !$0.isWhitespace }.contains("display:none")
  }

  /// Whether the class or the identifier of the element speaks of cookies.
  private static func namesCookies(_ walk: MarkupWalk) -> Bool {
    ["class", "id"].contains { walk.attribute($0)?.lowercased().contains("cookie") ?? false }
  }
}
