// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Sheets

/// What is written is read again, and what is no workbook is refused in words.
struct WorkbookTests {
  private static let sheet = Worksheet(
    name: "Blad & <één>", columns: [.init(width: 10), .init(width: 20, isHidden: true)],
    rows: [
      [SheetCell("kop", .head), SheetCell("in te vullen", .inputHead)],
      [SheetCell("a < b & \"c\" 'd'\n tweede regel "), SheetCell("_x0041_ blijft zo", .input)],
      [SheetCell(number: 12), SheetCell("")],
      [SheetCell("=1+1"), SheetCell("😀 ë e\u{301}")],
    ], frozenRows: 1, frozenColumns: 1, isProtected: true, hasFilter: true,
    choices: [.init(column: 1, rows: [1, 3], source: "lijst!$A$1:$A$2", refusal: "Kies.")])
  private static let workbook = Workbook(
    title: "Proef",
    sheets: [sheet, Worksheet(name: "lijst", rows: [[SheetCell("x")]], isHidden: true)])

  @Test func whatIsWrittenIsReadAgain() throws {
    let read = try ReadWorkbook(Self.workbook.bytes)
    #expect(read.sheets.map(\.name) == ["Blad & <één>", "lijst"])
    let rows = try #require(read.sheet("blad & <ÉÉN>")).rows
    #expect(rows[1]?[0]?.text == "a < b & \"c\" 'd'\n tweede regel ")
    #expect(rows[1]?[1]?.text == "_x0041_ blijft zo")
    #expect(rows[2]?.mapValues(\.text) == [0: "12"])
    // Text that looks like a formula is text.
    #expect(rows[3]?[0]?.text == "=1+1")
    #expect(rows[3]?[0]?.isFormula == false)
    #expect(rows[3]?[1]?.text == "😀 ë e\u{301}")
  }

  @Test func theSameWorkbookGivesTheSameBytes() {
    #expect(Self.workbook.bytes == Self.workbook.bytes)
    // The check value of CRC-32: https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-32-iso-hdlc
    #expect(StoredZip.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  /// The elements of a sheet stand in the order of the standard, or Excel refuses to open it.
  @Test func elementsStandInTheOrderOfTheStandard() throws {
    let text = String(decoding: Self.workbook.bytes, as: UTF8.self)
    let order = [
      "<sheetPr>", "<sheetViews>", "<cols>", "<sheetData>", "<sheetProtection", "<autoFilter",
      "<dataValidations", "<pageMargins", "<pageSetup",
    ]
    let sheet = try #require(text.range(of: "<worksheet"))
    var rest = text[sheet.lowerBound...]
    for element in order {
      let found = try #require(rest.range(of: element), "\(element)")
      rest = rest[found.upperBound...]
    }
    #expect(text.contains("sqref=\"B2 B4\""))
    #expect(text.contains("state=\"hidden\""))
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
  func columnsHaveLetters(_ column: Int, _ letters: String) {
    #expect(Worksheet.letters(ofColumn: column) == letters)
    #expect(ReadWorkbook.place("\(letters)7").map { [$0.row, $0.column] } == [6, column])
  }

  @Test func aCellHoldsWhatItCan() {
    #expect(SheetCell("a\u{0}b\u{C}c\r\nd").text == "a b c\nd")
    let long = SheetCell(String(repeating: "é", count: 40_000)).text
    #expect(long.utf16.count == SheetCell.longestText)
    #expect(long.hasSuffix("…"))
  }

  // MARK: - As others save it

  /// A file with these parts in `xl/`.
  private func file(_ parts: [String: String]) -> [UInt8] {
    var zip = StoredZip()
    let standard = [
      "workbook.xml":
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Een\" r:id=\"a\"/></sheets></workbook>",
      "_rels/workbook.xml.rels":
        "<Relationships><Relationship Id=\"a\" Target=\"/xl/worksheets/een.xml\"/></Relationships>",
    ]
    for (name, text) in standard.merging(parts, uniquingKeysWith: { $1 }).sorted(by: {
      $0.key < $1.key
    }) {
      zip.add("xl/\(name)", text)
    }
    return zip.bytes
  }

  /// Shared strings with runs and readings, numbers, truth values, errors, formulas, a prefix before every
  /// name, and cells without an address.
  @Test func readsTheFormsThatProgramsWrite() throws {
    let read = try ReadWorkbook(
      file([
        "sharedStrings.xml":
          "<sst><si><t>heel</t></si><si><r><t>in </t></r><r><t xml:space=\"preserve\">delen_x000D_</t></r>"
          + "<rPh><t>lezing</t></rPh></si></sst>",
        "worksheets/een.xml": """
        <x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>1</x:v></x:c>
        <x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>9</x:v></x:c><x:c><x:v>12.0</x:v></x:c>
        <x:c><x:v>0.5</x:v></x:c></x:row><x:row><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c>
        <x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>uitkomst</x:v></x:c><x:c t="inlineStr"><x:is><x:t>hier</x:t></x:is>
        </x:c><x:c r="ZZZZ9"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>
        """,
      ]))
    let rows = try #require(read.sheets.first).rows
    #expect(rows[2]?.mapValues(\.text) == [1: "in delen\r", 2: "heel", 4: "12", 5: "0.5"])
    #expect(rows[3]?.mapValues(\.text) == [0: "WAAR", 1: "#N/A", 2: "uitkomst", 3: "hier"])
    #expect(rows[3]?[2]?.isFormula == true)
    #expect(rows[3]?[3]?.isFormula == false)
  }

  // MARK: - Hostile files

  private func refusal(_ bytes: [UInt8]) -> WorkbookError.Reason? {
    do throws(WorkbookError) {
      _ = try ReadWorkbook(bytes)
      return nil
    } catch {
      #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
      return error.reason
    }
  }

  @Test func whatIsNoWorkbookIsRefused() {
    #expect(refusal([]) == .notAWorkbook)
    #expect(refusal(Array("unit;field\n".utf8)) == .notAWorkbook)
    // An old .xls, or an .xlsx with a password: both are OLE files.
    #expect(refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .notAWorkbook)
    #expect(refusal([0x50, 0x4B, 3, 4]) == .damaged)
    var zip = StoredZip()
    zip.add("word/document.xml", "<w/>")
    #expect(refusal(zip.bytes) == .notAWorkbook)
    #expect(refusal(file([:])) == .noSheets)
    #expect(refusal(file(["worksheets/een.xml": "<worksheet><sheetData>"])) == .damaged)
    #expect(refusal([UInt8](repeating: 0x50, count: ReadWorkbook.fileLimitBytes + 1)) == .tooLarge)
  }

  @Test func aFileThatBreaksOffIsRefused() {
    let whole = Self.workbook.bytes
    for part in [10, 2, 4, 100] {
      #expect(refusal(Array(whole.dropLast(whole.count / part))) != nil)
    }
  }

  /// A document type could declare entities that grow without end.
  @Test func aDeclaredDocumentTypeIsRefused() {
    let laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
      + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>"
    #expect(refusal(file(["worksheets/een.xml": laughs])) == .damaged)
  }

  /// Entities that grow to a terabyte in an attribute, behind a long comment, in two bytes a letter: what
  /// looks among the bytes sees no declaration.
  @Test(arguments: ["<workbook><sheet name=\"&a11;\"/></workbook>", "<workbook name=\"&a11;\"/>"])
  func aDocumentTypeInAnotherEncodingIsRefused(_ root: String) {
    var entities = "<!ENTITY a0 \"haaaaaaaaa\">"
    for level in 1...11 {
      let inner = String(repeating: "&a\(level - 1);", count: 10)
      entities += "<!ENTITY a\(level) \"\(inner)\">"
    }
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!--" + String(repeating: "x", count: 100_000)
      + "--><!DOCTYPE workbook [" + entities + "]>" + root
    for isBigEndian in [false, true] {
      var bytes: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
      for unit in text.utf16 {
        let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
        bytes += isBigEndian ? [high, low] : [low, high]
      }
      var zip = StoredZip()
      zip.add("xl/workbook.xml", bytes: bytes)
      let start = ContinuousClock.now
      #expect(refusal(zip.bytes) == .damaged)
      #expect(ContinuousClock.now - start < .seconds(10))
    }
  }

  /// Words of a document type in a text declare nothing.
  @Test func aTextMayNameADocumentType() throws {
    let sheet =
      "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t><![CDATA[<!DOCTYPE x>]]></t></is></c></row>"
      + "</sheetData></worksheet>"
    let read = try ReadWorkbook(file(["worksheets/een.xml": sheet]))
    #expect(read.sheets.first?.rows[0]?[0]?.text == "<!DOCTYPE x>")
  }

  @Test(arguments: [
    "-9223372036854775808", "9223372036854775807", "0", "1048577", "99999999999999999999",
  ])
  func aRowWithAnImpossibleNumberComesNext(_ number: String) throws {
    let sheet =
      "<worksheet><sheetData><row r=\"2\"><c><v>1</v></c></row><row r=\"\(number)\"><c><v>2</v></c></row>"
      + "<row><c><v>3</v></c></row></sheetData></worksheet>"
    let rows = try #require(try ReadWorkbook(file(["worksheets/een.xml": sheet])).sheets.first).rows
    #expect(rows.mapValues { $0[0]?.text } == [1: "1", 2: "2", 3: "3"])
  }

  @Test func nothingStandsBelowTheLastRow() throws {
    let sheet =
      "<worksheet><sheetData><row r=\"1048576\"><c><v>1</v></c></row><row><c><v>2</v></c></row>"
      + "<row><c><v>3</v></c></row></sheetData></worksheet>"
    let rows = try #require(try ReadWorkbook(file(["worksheets/een.xml": sheet])).sheets.first).rows
    #expect(rows.mapValues { $0[0]?.text } == [1_048_575: "1"])
  }

  /// A workbook with so many sheets that all name the same part.
  private func workbook(ofSheets count: Int) -> String {
    "<workbook xmlns:r=\"r\"><sheets>"
      + (0..<count).map { "<sheet name=\"b\($0)\" r:id=\"a\"/>" }.joined()
      + "</sheets></workbook>"
  }

  @Test func sheetsThatNameOnePartCountEach() throws {
    let small = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
    let read = try ReadWorkbook(
      file(["workbook.xml": workbook(ofSheets: 2), "worksheets/een.xml": small]))
    #expect(read.sheets.map(\.name) == ["b0", "b1"])
    #expect(read.sheets.allSatisfy { $0.rows[0]?[0]?.text == "1" })
    let row = "<row>" + String(repeating: "<c><v>1</v></c>", count: 10_000) + "</row>"
    let large = "<worksheet><sheetData>\(row)</sheetData></worksheet>"
    #expect(
      refusal(file(["workbook.xml": workbook(ofSheets: 101), "worksheets/een.xml": large]))
        == .tooLarge)
    #expect(
      refusal(
        file([
          "workbook.xml": workbook(ofSheets: ReadWorkbook.sheetLimit + 1),
          "worksheets/een.xml": small,
        ])) == .tooLarge)
  }

  /// 150 MB of zeros in a file of 250 KB.
  @Test func aPackedFileThatGrowsTooLargeIsRefused() throws {
    let deflated = Self.deflated(zeros: 150 << 20)
    let bytes = Self.zip("xl/workbook.xml", deflated: deflated, size: 150 << 20)
    #expect(bytes.count < 2 << 20)
    #expect(refusal(bytes) == .tooLarge)
  }

  /// So many zero bytes as a deflate stream (RFC 1951) of fixed codes: one literal, then repeats of 258 bytes.
  private static func deflated(zeros: Int) -> [UInt8] {
    var bits: [Bool] = [true, true, false]
    func code(_ value: Int, _ width: Int) {
      for bit in stride(from: width - 1, through: 0, by: -1) { bits.append(value >> bit & 1 == 1) }
    }
    code(0x30, 8)
    // Length 258 is symbol 285, in fixed codes 0xC0 + 5 with eight bits; distance 1 is five zero bits.
    for _ in 0..<(zeros - 1) / 258 {
      code(0xC5, 8)
      code(0, 5)
    }
    code(0, 7)
    var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (place, bit) in bits.enumerated() where bit { bytes[place / 8] |= 1 << (place % 8) }
    return bytes
  }

  /// A zip of one deflated member.
  private static func zip(_ name: String, deflated: [UInt8], size: Int) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let common =
      number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + number(0, 4)
      + number(deflated.count, 4) + number(size, 4) + number(name.utf8.count, 2) + number(0, 2)
    let local = number(0x0403_4B50, 4) + common + Array(name.utf8) + deflated
    let directory =
      number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
      + number(0, 4) + number(0, 4) + Array(name.utf8)
    return local + directory + number(0x0605_4B50, 4) + number(0, 4) + number(1, 2) + number(1, 2)
      + number(directory.count, 4) + number(local.count, 4) + number(0, 2)
  }

  @Test func tooManyCellsAreRefused() {
    let row = "<row>" + String(repeating: "<c><v>1</v></c>", count: 10_000) + "</row>"
    let sheet =
      "<worksheet><sheetData>" + String(repeating: row, count: 101) + "</sheetData></worksheet>"
    #expect(refusal(file(["worksheets/een.xml": sheet])) == .tooLarge)
  }

  @Test func emptyCellsAndSharedStringsCountToo() {
    let empty =
      "<worksheet><sheetData><row>" + String(repeating: "<c/>", count: 500_001)
      + "</row></sheetData></worksheet>"
    let strings = "<sst>" + String(repeating: "<si/>", count: 500_000) + "</sst>"
    #expect(refusal(file(["worksheets/een.xml": empty])) == nil)
    #expect(
      refusal(file(["sharedStrings.xml": strings, "worksheets/een.xml": empty])) == .tooLarge)
  }
}
