// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads `answers.csv`, against the framework, the units and the files.
struct AnswerTable {
  static let required = ["unit", "field", "answer"]
  static let optional = ["quote", "file", "page", "occurrence", "coder", "note", "reason"]
  /// Columns that came later: a row that leaves them empty keeps the fingerprint that it had before.
  static let later = ["certainty", "against", "against_file", "against_page"]

  private let framework: Framework
  private let units: [UnitCode: StudyUnit]
  private let codes: [String]
  private let fieldNames: [String]
  private let paths: SourcePaths
  private var report: TableReport
  private(set) var rows: [AnswerRow] = []

  /// What was wrong; each wrong row is left out, the others are kept.
  var diagnostics: [Diagnostic] { report.diagnostics }

  init(
    text: String, file: String, framework: Framework, units: [StudyUnit], files: SourcePaths
  ) {
    self.framework = framework
    self.units = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    codes = units.map(\.code.rawValue)
    fieldNames = framework.fields.map(\.id.rawValue)
    paths = files
    let table = CSVTable(
      text: text, file: file, required: Self.required, known: Self.optional + Self.later)
    report = TableReport(file: file, diagnostics: table.diagnostics)
    var lines: [String: Int] = [:]
    for row in table.rows {
      guard let answer = answerRow(row) else { continue }
      if let first = lines[answer.fingerprint] {
        report.add(
          .note, row.line, "deze regel is gelijk aan regel \(first) en telt één keer",
          expected: nil, "U hoeft niets te doen")
        continue
      }
      lines[answer.fingerprint] = row.line
      rows.append(answer)
    }
  }

  private mutating func answerRow(_ row: CSVTable.Row) -> AnswerRow? {
    let before = report.diagnostics.count { $0.severity == .error }
    let target = self.target(row)
    let unit = target.flatMap { examined(row, $0.field) }
    let value = target.flatMap { answer(row, $0.field) }
    let page = number(row, "page")
    let occurrence = number(row, "occurrence")
    let path = quoted(row, "file")
    let certainty = certainty(row)
    let againstPath = quoted(row, "against_file")
    let againstPage = number(row, "against_page")
    if row["against"].isEmpty, againstPath != nil || againstPage != nil {
      report.add(
        .warning, row.line, "er staat wel waar, maar niet welk citaat het antwoord tegenspreekt",
        expected: "een citaat in de kolom against", "Vul against in, of maak against_file leeg")
    }
    guard let target, let unit, let value,
      before == report.diagnostics.count(where: { $0.severity == .error })
    else { return nil }
    let added = Self.later.map { row[$0] }
    let cells =
      (Self.required + Self.optional).map { row[$0] }
      + (added.allSatisfy(\.isEmpty) ? [] : added)
    return AnswerRow(
      line: row.line, cell: Cell(unit: unit, field: target.field.id, item: target.item),
      value: value, quote: row["quote"], file: path, page: page, occurrence: occurrence,
      coder: CoderID(row["coder"].isEmpty ? "lezer-1" : row["coder"]), note: row["note"],
      reason: row["reason"], fingerprint: ContentHash.of(cells.joined(separator: "\u{1F}")),
      certainty: certainty, against: row["against"], againstFile: againstPath,
      againstPage: againstPage)
  }

  private mutating func certainty(_ row: CSVTable.Row) -> Certainty? {
    report.choice(
      row, "certainty", Certainty.allCases.map { Choice(id: $0.rawValue, label: $0.rawValue) }
    )
    .flatMap(Certainty.init)
  }

  // MARK: - Field and unit

  private mutating func target(_ row: CSVTable.Row) -> (field: Field, item: ItemID?)? {
    let parts = row["field"].split(separator: "/", maxSplits: 1).map(\.trimmed)
    let name = parts.first ?? ""
    guard let field = framework.field(FieldID(name)), field.isEnabled else {
      let isOff = framework.field(FieldID(name)) != nil
      report.add(
        .error, row.line,
        isOff ? "het veld \(name) staat uit" : "het veld ‘\(row["field"])’ bestaat niet",
        expected: "een van \(fieldNames.joined(separator: ", "))",
        isOff
          ? "Zet het veld aan in het analysekader, of verwijder de regel"
          : Spelling.remedy(name, among: fieldNames, else: "Verbeter het veld"))
      return nil
    }
    let items = framework.items(of: field).map { Choice(id: $0.id.rawValue, label: $0.label) }
    if field.itemList == nil {
      if parts.count == 1 { return (field, nil) }
      report.add(
        .error, row.line, "veld \(name) heeft geen onderdelen", expected: name,
        "Schrijf alleen \(name)")
      return nil
    }
    let written = parts.count > 1 ? parts[1] : ""
    if let item = TableReport.match(written, items) { return (field, ItemID(item)) }
    let names = items.map(\.id)
    report.add(
      .error, row.line,
      written.isEmpty
        ? "veld \(name) wordt per onderdeel beantwoord"
        : "veld \(name) heeft geen onderdeel ‘\(written)’",
      expected: "\(name)/ met een van \(names.joined(separator: ", "))",
      Spelling.remedy(written, among: names, else: "Schrijf \(name)/\(names.first ?? "")"))
    return nil
  }

  private mutating func examined(_ row: CSVTable.Row, _ field: Field) -> UnitCode? {
    if field.unitKind == "stuk" { return document(row, field) }
    let code = UnitCode(row["unit"].uppercased())
    guard let unit = units[code] else {
      report.add(
        .error, row.line,
        code.rawValue.isEmpty ? "de code ontbreekt" : "de code \(code) komt niet voor in units.csv",
        expected: "een code uit de kolom code",
        Spelling.remedy(code.rawValue, among: codes, else: "Verbeter de code"))
      return nil
    }
    if unit.kind != field.unitKind {
      report.add(
        .error, row.line,
        "veld \(field.id) gaat over \(field.unitKind), en \(code) is \(unit.kind)",
        expected: "de code van een \(framework.unitKind(field.unitKind).one)", "Verbeter de code")
      return nil
    }
    if !unit.isExamined {
      report.add(
        .error, row.line, "\(unit.name) (\(code)) wordt niet onderzocht",
        expected: "examined: ja in units.csv", "Zet examined op ja, of verwijder de regel")
      return nil
    }
    return code
  }

  /// The identifier of a source, or the path of a file.
  private mutating func document(_ row: CSVTable.Row, _ field: Field) -> UnitCode? {
    let written = row["unit"]
    let digits = written.dropFirst()
    if written.first?.lowercased() == "s", digits.count >= 4, digits.allSatisfy(\.isNumber) {
      return UnitCode(written.lowercased())
    }
    if let path = SourcePaths.normalized(written), paths.contains(path) { return UnitCode(path) }
    report.add(
      .error, row.line, "veld \(field.id) gaat over een stuk, en ‘\(written)’ is er geen",
      expected: "het pad van een bestand in sources, of een bronnummer zoals s0001",
      paths.remedy(for: written))
    return nil
  }

  // MARK: - Answer

  private mutating func answer(_ row: CSVTable.Row, _ field: Field) -> AnswerValue? {
    let text = row["answer"]
    switch FoldedName(text).text {
    case "n v t", "nvt", "niet van toepassing": return .notApplicable
    case "niet te bepalen":
      let reason = row["reason"].isEmpty ? row["note"] : row["reason"]
      if !reason.isEmpty { return .undetermined(reason: reason) }
      report.add(
        .error, row.line, "‘niet te bepalen’ zonder reden",
        expected: "een reden in de kolom reason of note", "Vul reason in")
      return nil
    default: break
    }
    let choices = field.categories.map { Choice(id: $0.id.rawValue, label: $0.label) }
    let whole = TableReport.match(text, choices)
    let parts = whole == nil ? text.split(separator: ";").map(\.trimmed) : [text]
    var chosen = Set<CategoryID>()
    for part in parts where !part.isEmpty {
      if let id = TableReport.match(part, choices) {
        chosen.insert(CategoryID(id))
      } else {
        refuse(part, choices, field, row)
        return nil
      }
    }
    return check(chosen, field, row)
      ? .categories(field.categories.map(\.id).filter(chosen.contains)) : nil
  }

  private mutating func refuse(
    _ part: String, _ choices: [Choice], _ field: Field, _ row: CSVTable.Row
  ) {
    let labels = choices.map(\.label)
    report.add(
      .error, row.line, "veld \(field.id) kent het antwoord ‘\(part)’ niet",
      expected: "een van \(labels.joined(separator: "; ")); of niet te bepalen, n.v.t.",
      Spelling.remedy(part, among: labels, else: "Kies een van deze antwoorden"))
  }

  private mutating func check(
    _ chosen: Set<CategoryID>, _ field: Field, _ row: CSVTable.Row
  ) -> Bool {
    if chosen.isEmpty {
      report.add(
        .error, row.line, "het antwoord op veld \(field.id) ontbreekt",
        expected: "een van \(field.categories.map(\.label).joined(separator: "; "))",
        "Vul answer in of verwijder de regel")
      return false
    }
    if chosen.count > 1, !field.isMultiple {
      report.add(
        .error, row.line, "veld \(field.id) heeft één antwoord, en er staan er \(chosen.count)",
        expected: "één antwoord", "Kies er een")
      return false
    }
    if chosen.count > 1,
      let alone = field.categories.first(where: { $0.isExclusive && chosen.contains($0.id) })
    {
      report.add(
        .error, row.line, "‘\(alone.label)’ kan bij veld \(field.id) niet naast een ander antwoord",
        expected: "alleen ‘\(alone.label)’, of alleen de andere", "Kies een van beide")
      return false
    }
    return true
  }

  // MARK: - Place of the quote

  private mutating func number(_ row: CSVTable.Row, _ column: String) -> Int? {
    let text = row[column]
    guard !text.isEmpty else { return nil }
    if let number = Int(text), number > 0 { return number }
    report.add(
      .error, row.line, "‘\(text)’ in de kolom \(column) is geen nummer",
      expected: "een getal vanaf 1", "Verbeter \(column), of laat de cel leeg")
    return nil
  }

  private mutating func quoted(_ row: CSVTable.Row, _ column: String) -> String? {
    guard !row[column].isEmpty else { return nil }
    guard let path = SourcePaths.normalized(row[column]) else {
      report.add(
        .error, row.line, "‘\(row[column])’ is geen pad in de map sources",
        expected: "een pad zoals JZ01/regiovisie.pdf", "Verbeter \(column)")
      return nil
    }
    if !paths.contains(path) {
      report.add(
        .warning, row.line, "\(path) staat niet in de map sources",
        expected: "een bestand dat er is", paths.remedy(for: path))
    }
    return path
  }
}
