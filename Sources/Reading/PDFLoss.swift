// SPDX-License-Identifier: EUPL-1.2

/// The pages of a PDF that were not read, and why.
struct PDFLoss {
  /// How many pages the document says it has.
  var pageCount: Int
  /// Pages that are damaged, counted from 1.
  var failed: [Int] = []
  /// Pages that reading the document ended at, or that took more memory than there is.
  var lost: [LostPage] = []
  /// The first page that was not begun any more, because the time was gone.
  var firstUnread: Int?

  init(pageCount: Int) { self.pageCount = pageCount }

  /// What ended the reading of all there is, so that nothing was read.
  func whole(of text: PDFText) -> ReadingFailure? {
    guard text.lines.isEmpty, let first = lost.first, lost.count == text.pages.count else {
      return nil
    }
    return switch first.cause {
    case .time: .time
    case .memory: .memory
    case .crash: .crash
    }
  }

  /// What is said of a page at which a reader ended, by cause, in Dutch.
  static let reasons: [(LostPage.Cause, String)] = [
    (.time, "het lezen ervan duurde te lang"),
    (.memory, "het lezen ervan vroeg te veel geheugen"),
    (.crash, "het lezen ervan brak af door schade"),
  ]

  /// What is wrong, and what to do about it, in Dutch.
  var problems: [(problem: String, remedy: String)] {
    var problems: [(String, String)] = []
    for (cause, reason) in Self.reasons {
      let pages = lost.filter { $0.cause == cause }.map(\.page)
      guard !pages.isEmpty else { continue }
      problems.append(
        (
          "niet gelezen: \(Self.list(pages)) van \(pageCount); \(reason)",
          "bekijk dit zelf, of sla het stuk opnieuw op als pdf"
        ))
    }
    if let firstUnread {
      let pages =
        firstUnread == pageCount
        ? "pagina \(pageCount)" : "pagina's \(firstUnread) tot en met \(pageCount)"
      problems.append(
        (
          "niet gelezen: \(pages); de leestijd voor het stuk was op",
          "splits het stuk, of sla het opnieuw op als pdf"
        ))
    }
    return problems
  }

  /// "pagina 3", "pagina's 3, 5", at most twelve of them by number.
  static func list(_ pages: [Int]) -> String {
    let shown = pages.prefix(12).map(String.init).joined(separator: ", ")
    let rest = pages.count > 12 ? " en \(pages.count - 12) andere" : ""
    return pages.count == 1 ? "pagina \(shown)" : "pagina's \(shown)\(rest)"
  }
}
