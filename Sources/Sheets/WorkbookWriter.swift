// SPDX-License-Identifier: EUPL-1.2

extension Workbook {
  /// The workbook as an XLSX file: the same workbook gives the same bytes, with no clock in them.
  public var bytes: [UInt8] {
    var zip = StoredZip()
    zip.add("[Content_Types].xml", contentTypes)
    zip.add("_rels/.rels", Self.packageRelations)
    zip.add("docProps/core.xml", properties)
    zip.add("xl/workbook.xml", overview)
    zip.add("xl/_rels/workbook.xml.rels", relations)
    zip.add("xl/styles.xml", Self.styles)
    for (place, sheet) in sheets.enumerated() {
      zip.add(
        "xl/worksheets/sheet\(place + 1).xml",
        WorksheetText(sheet: sheet, isActive: place == activeSheet).text)
    }
    return zip.bytes
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  fileprivate static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
  fileprivate static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let media = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private var contentTypes: String {
    let parts = sheets.indices.map {
      "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(Self.media).worksheet+xml\"/>"
    }
    return """
      \(Self.head)<Types xmlns="\(Self.package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(Self.media).sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(Self.media).styles+xml"/>\
      <Override PartName="/docProps/core.xml" \
      ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
      \(parts.joined())</Types>
      """
  }

  private static let packageRelations = """
    \(head)<Relationships xmlns="\(package)/relationships">\
    <Relationship Id="rId1" Type="\(office)/relationships/officeDocument" Target="xl/workbook.xml"/>\
    <Relationship Id="rId2" Type="\(package)/relationships/metadata/core-properties" \
    Target="docProps/core.xml"/></Relationships>
    """

  private var properties: String {
    """
    \(Self.head)<cp:coreProperties xmlns:cp="\(Self.package)/metadata/core-properties" \
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title.asMarkup)</dc:title>\
    <dc:language>nl</dc:language></cp:coreProperties>
    """
  }

  private var overview: String {
    let entries = sheets.enumerated().map { place, sheet in
      let state = sheet.isHidden ? " state=\"hidden\"" : ""
      return
        "<sheet name=\"\(sheet.name.asMarkup)\" sheetId=\"\(place + 1)\"\(state) r:id=\"rId\(place + 1)\"/>"
    }
    // The filter, and the rows that stand on top of every printed page.
    let names = sheets.enumerated().flatMap { place, sheet -> [String] in
      guard sheet.frozenRows > 0 else { return [] }
      let quoted = "'\(sheet.name.replacing("'", with: "''"))'".asMarkup
      let top =
        "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(place)\">\(quoted)!$1:$\(sheet.frozenRows)</definedName>"
      guard sheet.hasFilter, let range = sheet.filterRange else { return [top] }
      let absolute = range.split(separator: ":").map { Self.absolute($0) }.joined(separator: ":")
      let filter =
        "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(place)\" hidden=\"1\">\(quoted)!\(absolute)</definedName>"
      return [filter, top]
    }
    let defined = names.isEmpty ? "" : "<definedNames>\(names.joined())</definedNames>"
    return """
      \(Self.head)<workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)/relationships">\
      <bookViews><workbookView activeTab="\(activeSheet)"/></bookViews>\
      <sheets>\(entries.joined())</sheets>\(defined)</workbook>
      """
  }

  /// `H12` as `$H$12`.
  private static func absolute(_ address: Substring) -> String {
    "$\(address.prefix { $0.isLetter })$\(address.drop { $0.isLetter })"
  }

  private var relations: String {
    var entries = sheets.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.office)/relationships/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
    }
    entries.append(
      "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(Self.office)/relationships/styles\" Target=\"styles.xml\"/>"
    )
    return
      "\(Self.head)<Relationships xmlns=\"\(Self.package)/relationships\">\(entries.joined())</Relationships>"
  }

  /// The looks of `SheetCell.Style`, in its order; every cell is wrapped, and text stays text.
  private static let styles = """
    \(head)<styleSheet xmlns="\(main)">\
    <fonts count="4"><font><sz val="10"/><name val="Calibri"/></font>\
    <font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>\
    <font><b/><sz val="14"/><name val="Calibri"/></font>\
    <font><b/><sz val="10"/><name val="Calibri"/></font></fonts>\
    <fills count="5"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FF3A4750"/></patternFill></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FF7A5C00"/></patternFill></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill></fills>\
    <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
    <border><left style="thin"><color rgb="FFC9CED2"/></left><right style="thin"><color rgb="FFC9CED2"/></right>\
    <top style="thin"><color rgb="FFC9CED2"/></top><bottom style="thin"><color rgb="FFC9CED2"/></bottom>\
    <diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="6">\
    \(form(font: 0, fill: 0, border: 1))\(form(font: 1, fill: 2, border: 1))\
    \(form(font: 1, fill: 3, border: 1))\(form(font: 0, fill: 4, border: 1, isLocked: false))\
    \(form(font: 2, fill: 0, border: 0))\(form(font: 3, fill: 0, border: 1))</cellXfs>\
    <cellStyles count="1"><cellStyle name="Standaard" xfId="0" builtinId="0"/></cellStyles></styleSheet>
    """

  /// Number format 49 is text: what looks like a date stays as it was typed.
  private static func form(font: Int, fill: Int, border: Int, isLocked: Bool = true) -> String {
    """
    <xf numFmtId="49" fontId="\(font)" fillId="\(fill)" borderId="\(border)" xfId="0" \
    applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" \
    applyProtection="1"><alignment vertical="top" wrapText="1"/>\
    <protection locked="\(isLocked ? 1 : 0)"/></xf>
    """
  }
}

extension Worksheet {
  /// From the last frozen row to the end, over the columns in view.
  fileprivate var filterRange: String? {
    let shown = columns.lastIndex { !$0.isHidden } ?? columns.count - 1
    guard frozenRows > 0, shown >= 0, rows.count > frozenRows else { return nil }
    return Self.address(row: frozenRows - 1, column: 0) + ":"
      + Self.address(row: rows.count - 1, column: shown)
  }
}

/// Writes one sheet.
private struct WorksheetText {
  let sheet: Worksheet
  let isActive: Bool

  /// The parts in the order that the standard asks for (18.3.1.99).
  var text: String {
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <worksheet xmlns="\(Workbook.main)"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
    \(view)\(columns)<sheetData>\(rows)</sheetData>\(protection)\(filter)\(choices)\
    <pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>\
    <pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>
    """
  }

  private var view: String {
    var pane = ""
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      let corner = Worksheet.address(row: sheet.frozenRows, column: sheet.frozenColumns)
      var name = "bottomRight"
      if sheet.frozenColumns == 0 { name = "bottomLeft" }
      if sheet.frozenRows == 0 { name = "topRight" }
      let across = sheet.frozenColumns > 0 ? " xSplit=\"\(sheet.frozenColumns)\"" : ""
      let down = sheet.frozenRows > 0 ? " ySplit=\"\(sheet.frozenRows)\"" : ""
      pane =
        "<pane\(across)\(down) topLeftCell=\"\(corner)\" activePane=\"\(name)\" state=\"frozen\"/>"
        + "<selection pane=\"\(name)\" activeCell=\"\(corner)\" sqref=\"\(corner)\"/>"
    }
    let selected = isActive ? " tabSelected=\"1\"" : ""
    return
      "<sheetViews><sheetView showGridLines=\"0\"\(selected) workbookViewId=\"0\">\(pane)</sheetView></sheetViews>"
  }

  private var columns: String {
    guard !sheet.columns.isEmpty else { return "" }
    let parts = sheet.columns.enumerated().map { place, column in
      let hidden = column.isHidden ? " hidden=\"1\"" : ""
      return
        "<col min=\"\(place + 1)\" max=\"\(place + 1)\" width=\"\(column.width)\"\(hidden) customWidth=\"1\"/>"
    }
    return "<cols>\(parts.joined())</cols>"
  }

  private var rows: String {
    var text = ""
    for (place, row) in sheet.rows.enumerated() {
      text += "<row r=\"\(place + 1)\" ht=\"\(height(of: row))\" customHeight=\"1\">"
      for (column, cell) in row.enumerated() {
        let address = Worksheet.address(row: place, column: column)
        let style = " s=\"\(cell.style.rawValue)\""
        if cell.isNumber {
          text += "<c r=\"\(address)\"\(style)><v>\(cell.text)</v></c>"
        } else if cell.text.isEmpty {
          text += "<c r=\"\(address)\"\(style)/>"
        } else {
          text +=
            "<c r=\"\(address)\"\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            + "\(cell.text.asCellText)</t></is></c>"
        }
      }
      text += "</row>"
    }
    return text
  }

  /// In points. Not every program works out for itself how high wrapped text is.
  private func height(of row: [SheetCell]) -> Int {
    var lines = 1
    var isTitle = false
    for (column, cell) in row.enumerated() where sheet.columns.indices.contains(column) {
      guard !sheet.columns[column].isHidden else { continue }
      if cell.style == .title { isTitle = true }
      let letters = sheet.columns[column].width * (cell.style == .title ? 0.6 : 1)
      let width = max(1, Int(letters))
      let own = cell.text.split(separator: "\n", omittingEmptySubsequences: false)
        .reduce(0) { $0 + max(1, ($1.count + width - 1) / width) }
      lines = max(lines, own)
    }
    // 409 points is the most that a row may have.
    return min(409, lines * (isTitle ? 20 : 14) + 3)
  }

  /// Without a password: it keeps a hand from slipping, and no one out.
  private var protection: String {
    sheet.isProtected
      ? "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" formatRows=\"0\" autoFilter=\"0\"/>"
      : ""
  }

  private var filter: String {
    guard sheet.hasFilter, let range = sheet.filterRange else { return "" }
    return "<autoFilter ref=\"\(range)\"/>"
  }

  private var choices: String {
    let written = sheet.choices.filter { !$0.rows.isEmpty }
    guard !written.isEmpty else { return "" }
    let parts = written.map { choice in
      let cells = choice.rows.map { Worksheet.address(row: $0, column: choice.column) }
      return """
        <dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" \
        errorTitle="Dit antwoord kan hier niet" error="\(choice.refusal.asMarkup)" \
        sqref="\(cells.joined(separator: " "))"><formula1>\(choice.source.asMarkup)</formula1></dataValidation>
        """
    }
    return "<dataValidations count=\"\(parts.count)\">\(parts.joined())</dataValidations>"
  }
}

extension String {
  /// With what XML gives a meaning written out.
  fileprivate var asMarkup: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// As markup, where `_x0041_` in the text is no letter A: the standard (22.9.2.19) would read it so.
  fileprivate var asCellText: String {
    let text = contains("_x") ? replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_") : self
    return text.asMarkup
  }
}
