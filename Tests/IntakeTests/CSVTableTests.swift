// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Testing

struct CSVTableTests {
  private func read(
    _ text: String, required: [String] = ["code"], known: [String] = ["name"]
  ) -> CSVTable {
    CSVTable(text: text, file: "t.csv", required: required, known: known)
  }

  /// The same table as spreadsheets write it.
  @Test(arguments: [
    "code,name\nJZ01,\"Kop, noord\"\n",
    "code;name\nJZ01;Kop, noord\n",
    "code\tname\r\nJZ01\tKop, noord\r\n",
    "\u{FEFF}Code , NAME\r\nJZ01,\"Kop, noord\"",
    "sep=;\ncode;name\nJZ01;Kop, noord",
    "\n\n\"code\";\"name\"\n\n  JZ01  ;\"Kop, noord\"\n;\n",
    "code,name\rJZ01,\"Kop, noord\"\r",
    "name,code,,\n\"Kop, noord\",JZ01,,,\n",
  ])
  func readsEveryWayOfWritingATable(text: String) throws {
    let table = read(text)
    #expect(table.diagnostics.map(\.text) == [])
    let row = try #require(table.rows.first)
    #expect(table.rows.count == 1)
    #expect(row["code"] == "JZ01")
    #expect(row["name"] == "Kop, noord")
    #expect(row["absent"] == "")
  }

  @Test func keepsLineNumbersAcrossLineBreaksInFields() {
    let table = read("code,name\nA,\"een\ntwee\r\ndrie\"\nB,\"\"\"x\"\"\"\n")
    #expect(table.rows.map(\.line) == [2, 5])
    #expect(table.rows[0]["name"] == "een\ntwee\r\ndrie")
    #expect(table.rows[1]["name"] == "\"x\"")
  }

  /// Each mistake once: text, line, a part of the problem, and how many rows are left.
  @Test(arguments: [
    ("", 1, "leeg", 0),
    ("name\nx\n", 1, "code ontbreekt", 0),
    ("code,code\nA,B\n", 1, "twee keer", 0),
    ("code,name\nA,b,c\nB,c\n", 2, "3 velden", 1),
    ("code,name\nA,b\nB,\"open\nen verder\n", 3, "sluit nergens", 1),
    ("code,name\nA,\"b\"c\nB,c\n", 2, "na een sluitend", 1),
  ])
  func saysWhatIsWrongAndWhere(text: String, line: Int, problem: String, rows: Int) {
    let table = read(text)
    #expect(table.diagnostics.count == 1)
    #expect(table.diagnostics.first?.severity == .error)
    #expect(table.diagnostics.first?.line == line)
    #expect(table.diagnostics.first?.problem.contains(problem) == true)
    #expect(table.rows.count == rows)
  }

  @Test func namesUnknownColumnsInANote() {
    let table = read("code,colour\nA,red\n")
    #expect(table.diagnostics.map(\.severity) == [.note])
    #expect(table.diagnostics[0].problem.contains("colour"))
    #expect(table.rows.count == 1)
  }

  @Test func proposesTheMisspeltColumn() {
    let table = read("cod,name\nA,b\n")
    #expect(table.diagnostics.contains { $0.remedy == "Hernoem de kolom cod tot code" })
  }

  @Test func readsWindows1252WithAWarning() {
    // 0x80 is the euro sign and 0xEB is ë: https://encoding.spec.whatwg.org/#index-windows-1252
    let bytes = Array("code,name\nA,".utf8) + [0x80, 0xEB, 0x0A]
    let (text, diagnostics) = TextFile.decode(bytes, file: "t.csv")
    #expect(text == "code,name\nA,€ë\n")
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.first?.line == 2)
  }

  @Test func readsUTF8AndUTF16WithMarks() {
    #expect(TextFile.decode([0xEF, 0xBB, 0xBF, 0x61], file: "t").text == "a")
    #expect(TextFile.decode([0xFF, 0xFE, 0x61, 0x00, 0xAC, 0x20], file: "t").text == "a€")
    #expect(TextFile.decode([0xFE, 0xFF, 0x00, 0x61], file: "t").text == "a")
    #expect(TextFile.decode([], file: "t").text == "")
  }

  /// Random content, from a fixed seed, comes back as it was written.
  @Test(arguments: [",", ";", "\t"] as [Character], 0..<60 as Range<UInt64>)
  func readsBackWhatWasWritten(separator: Character, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let letters: [Unicode.Scalar] = [
      "a", "é", "\u{301}", "\"", ",", ";", "\t", "\n", "\r", " ", "'", "€", "😀", "\u{FEFF}", "=",
    ]
    let columns = (0..<Int.random(in: 2...5, using: &generator)).map { "c\($0)" }
    var writer = CSVWriter(columns: columns, separator: separator)
    var written: [[String]] = []
    for _ in 0..<20 {
      var row = columns.map { _ in
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 0...8, using: &generator)).map { _ in
              letters[Int.random(in: 0..<letters.count, using: &generator)]
            }))
      }
      row[0] = "x" + row[0]
      written.append(row)
      writer.append(row)
    }
    let table = CSVTable(text: writer.text, file: "t.csv")
    #expect(table.diagnostics.map(\.text) == [])
    #expect(
      table.rows.map { $0.fields.map { Array($0.utf8) } }
        == written.map { $0.map { Array($0.utf8) } })
  }
}
