// SPDX-License-Identifier: EUPL-1.2

extension Extraction {
  /// The text of a passage, joined over the end of a page.
  public func text(of passage: Passage) -> String {
    var result = ""
    for (index, stretch) in passage.stretches.enumerated() {
      guard pages.indices.contains(stretch.page - 1) else { continue }
      let text = pages[stretch.page - 1].text
      let utf8 = text.utf8
      guard stretch.utf8Range.upperBound <= utf8.count else { continue }
      let start = utf8.index(utf8.startIndex, offsetBy: stretch.utf8Range.lowerBound)
      let end = utf8.index(utf8.startIndex, offsetBy: stretch.utf8Range.upperBound)
      if index > 0 {
        if passage.joinsWord, result.hasSuffix("-") {
          result.removeLast()
        } else {
          result += " "
        }
      }
      result += text[start..<end]
    }
    return result
  }

  /// For each passage the headings that it stands under, from the chapter inwards, as numbers of passages.
  ///
  /// A heading ends those before it of its own level and deeper, and stands under the rest. Running heads,
  /// contents lists and page numbers stand under nothing and end nothing.
  ///
  /// ```swift
  /// let path = extraction.headingPaths()[12].map { extraction.text(of: extraction.passages[$0]) }
  /// // ["3 Samenwerking", "3.2 Gegevens delen"]
  /// ```
  ///
  /// - Complexity: O(*n* × *d*) for *n* passages under headings *d* deep.
  public func headingPaths() -> [[Int]] {
    var open: [Int] = []
    var paths: [[Int]] = []
    paths.reserveCapacity(passages.count)
    for (number, passage) in passages.enumerated() {
      guard passage.zone == .body else {
        paths.append([])
        continue
      }
      guard passage.kind == .heading else {
        paths.append(open)
        continue
      }
      open.removeAll { passages[$0].headingLevel >= passage.headingLevel }
      paths.append(open)
      open.append(number)
    }
    return paths
  }

  /// The words of the headings that a passage stands under, from the chapter inwards.
  ///
  /// - Complexity: O(*n*) in the number of passages before it; for all passages use `headingPaths()`.
  public func headingPath(of number: Int) -> [String] {
    Self.headingPath(of: number, in: passages).map { text(of: passages[$0]) }
  }

  /// The numbers of the headings that a passage stands under, from the chapter inwards.
  ///
  /// - Complexity: O(*n*) in the number of passages before it.
  public static func headingPath(of number: Int, in passages: [Passage]) -> [Int] {
    guard passages.indices.contains(number), passages[number].zone == .body else { return [] }
    var path: [Int] = []
    var level = passages[number].kind == .heading ? passages[number].headingLevel : Int.max
    for index in stride(from: number - 1, through: 0, by: -1) where level > 1 {
      let passage = passages[index]
      guard passage.zone == .body, passage.kind == .heading, passage.headingLevel < level else {
        continue
      }
      path.append(index)
      level = passage.headingLevel
    }
    return path.reversed()
  }

  /// The cells of a row, each with the words at the head of its row and of its column.
  ///
  /// The head of a row is its first cell that is not empty; where a cell at the side is empty, as it is below
  /// a cell that spans rows, that of a row above counts. The heads of the columns are those of the last row
  /// of kind `tableHead` above, with nothing but rows and their notes between.
  ///
  /// ```swift
  /// // Wijk      Meldingen 2014   Opnieuw gemeld
  /// // Ringvaart 97               11
  /// extraction.cells(of: 8).last
  /// // TableCell(text: "11", rowHead: "Ringvaart", columnHead: "Opnieuw gemeld")
  /// ```
  ///
  /// - Returns: empty for a passage that is no row.
  public func cells(of number: Int) -> [TableCell] {
    guard passages.indices.contains(number), passages[number].kind.isTableRow else { return [] }
    func texts(_ index: Int) -> [String] {
      text(of: passages[index]).split(separator: "\t", omittingEmptySubsequences: false)
        .map(String.init)
    }
    let own = texts(number)
    if passages[number].kind == .tableHead {
      return own.map { TableCell(text: $0, rowHead: "", columnHead: $0) }
    }
    var heads: [String] = []
    var side = own.first ?? ""
    for index in stride(from: number - 1, through: 0, by: -1) {
      guard passages[index].zone == .body, passages[index].kind != .note else { continue }
      guard passages[index].kind.isTableRow else { break }
      if passages[index].kind == .tableHead {
        heads = texts(index)
        break
      }
      if side.isEmpty { side = texts(index).first ?? "" }
    }
    if side.isEmpty { side = own.first { !$0.isEmpty } ?? "" }
    return own.enumerated().map { place, text in
      TableCell(
        text: text, rowHead: place == 0 ? "" : side,
        columnHead: heads.indices.contains(place) ? heads[place] : "")
    }
  }
}

/// A cell of a table, with what it is about.
public struct TableCell: Sendable, Equatable {
  public var text: String
  /// The words at the side of its row; empty for the cell at the side itself.
  public var rowHead: String
  /// The words above its column; empty where the table has no heads.
  public var columnHead: String

  public init(text: String, rowHead: String, columnHead: String) {
    self.text = text
    self.rowHead = rowHead
    self.columnHead = columnHead
  }
}
