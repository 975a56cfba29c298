// SPDX-License-Identifier: EUPL-1.2

/// A spreadsheet to write: some sheets of cells, as Office Open XML (ISO/IEC 29500) knows them.
///
/// ```swift
/// var sheet = Worksheet(name: "Factsheet", columns: [.init(width: 12), .init(width: 40)])
/// sheet.rows = [[SheetCell("code", .head), SheetCell("antwoord", .head)]]
/// let bytes = Workbook(title: "JZ07", sheets: [sheet]).bytes
/// ```
public struct Workbook: Sendable, Equatable {
  /// What the file is called where a program shows its properties.
  public var title: String
  public var sheets: [Worksheet]
  /// Which sheet shows when the file is opened, counted from 0.
  public var activeSheet: Int

  public init(title: String, sheets: [Worksheet], activeSheet: Int = 0) {
    self.title = title
    self.sheets = sheets
    self.activeSheet = activeSheet
  }
}

/// One sheet of a workbook.
public struct Worksheet: Sendable, Equatable {
  /// A column with its width in characters.
  public struct Column: Sendable, Equatable {
    public var width: Double
    public var isHidden: Bool
    public init(width: Double, isHidden: Bool = false) {
      self.width = width
      self.isHidden = isHidden
    }
  }

  /// A list to choose from, on the cells of one column.
  public struct Choice: Sendable, Equatable {
    /// Counted from 0.
    public var column: Int
    /// The rows it holds for, counted from 0.
    public var rows: [Int]
    /// Where the choices stand: `lijsten!$A$1:$A$4`.
    public var source: String
    /// What is said of an entry that is not in the list.
    public var refusal: String
    public init(column: Int, rows: [Int], source: String, refusal: String) {
      self.column = column
      self.rows = rows
      self.source = source
      self.refusal = refusal
    }
  }

  /// At most 31 characters, without `[ ] : * ? / \`.
  public var name: String
  public var columns: [Column]
  public var rows: [[SheetCell]]
  /// How many rows and columns stay in view.
  public var frozenRows: Int
  public var frozenColumns: Int
  /// Whether only cells of the style `.input` can be changed; without a password.
  public var isProtected: Bool
  /// Whether the sheet is left out of view.
  public var isHidden: Bool
  /// Whether the last frozen row has buttons to filter by.
  public var hasFilter: Bool
  public var choices: [Choice]

  public init(
    name: String, columns: [Column] = [], rows: [[SheetCell]] = [], frozenRows: Int = 0,
    frozenColumns: Int = 0, isProtected: Bool = false, isHidden: Bool = false,
    hasFilter: Bool = false, choices: [Choice] = []
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.frozenRows = frozenRows
    self.frozenColumns = frozenColumns
    self.isProtected = isProtected
    self.isHidden = isHidden
    self.hasFilter = hasFilter
    self.choices = choices
  }

  /// The letters of a column, counted from 0: `A`, `Z`, `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters = ""
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// The name of a cell: `H12` for row 11 and column 7, both counted from 0.
  public static func address(row: Int, column: Int) -> String {
    "\(letters(ofColumn: column))\(row + 1)"
  }
}

/// A cell: a text, or a whole number.
public struct SheetCell: Sendable, Equatable {
  /// How a cell looks, and whether it can be changed on a protected sheet.
  public enum Style: Int, Sendable, CaseIterable {
    case plain, head, inputHead, input, title, strong
  }

  /// The most UTF-16 units that a cell may hold.
  public static let longestText = 32_767

  public var text: String
  public var style: Style
  /// Whether the text is digits to be kept as a number.
  public var isNumber: Bool

  /// - Parameter text: characters that XML cannot hold become spaces; what is longer than a cell may be is cut,
  ///   with an ellipsis.
  public init(_ text: String, _ style: Style = .plain) {
    self.text = Self.fitting(text)
    self.style = style
    isNumber = false
  }

  public init(number: Int, _ style: Style = .plain) {
    text = String(number)
    self.style = style
    isNumber = true
  }

  /// The text as a cell can hold it.
  public static func fitting(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var units = 0
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      let kept: Unicode.Scalar = canHold(scalar) ? scalar : " "
      units += kept.value > 0xFFFF ? 2 : 1
      if units > longestText - 1 {
        scalars.append("…")
        break
      }
      scalars.append(kept)
    }
    return String(scalars)
  }

  /// Whether XML 1.0 knows the character (https://www.w3.org/TR/xml/#charsets), and no program changes it.
  private static func canHold(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
