// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// Reads `attention.csv`: the attention points of a wave, a row for each point and for each of its parts.
enum AttentionTable {
  static let required = ["point", "part", "text", "basis"]
  static let optional = ["theme", "addressee"]
  /// What `part` says on the row that names a point.
  static let head = "aandachtspunt"

  /// Reads the rows; a row that cannot be used is left out, and said to be.
  ///
  /// The row of a point may stand below those of its parts; parts without a point are refused.
  static func read(
    text: String, file: String, framework: Framework, interviews: [Interview], files: SourcePaths
  ) -> ([AttentionPoint], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: required, known: optional)
    var report = TableReport(file: file, diagnostics: table.diagnostics)
    var points: [AttentionPoint] = []
    var lines: [String: Int] = [:]
    for row in table.rows where FoldedName(row["part"]) == FoldedName(head) {
      guard let point = point(row, framework, &lines, &report) else { continue }
      points.append(point)
    }
    let places = Dictionary(
      points.enumerated().map { ($1.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    let basis = BasisReader(
      indicators: framework.indicators.map(\.id), interviews: interviews.map(\.id.rawValue),
      present: files)
    for row in table.rows where FoldedName(row["part"]) != FoldedName(head) {
      guard let place = places[row["point"]] else {
        // The row of the point was refused, and that is said there.
        guard lines[row["point"]] == nil else { continue }
        report.add(
          .error, row.line, "het aandachtspunt ‘\(row["point"])’ van deze regel staat er niet",
          expected: "een regel met part \(head) en dezelfde point",
          Spelling.remedy(
            row["point"], among: points.map(\.id.rawValue),
            else: "Voeg de regel van het aandachtspunt toe"))
        continue
      }
      if let part = part(row, basis, &report) { points[place].parts.append(part) }
    }
    return (points, report.diagnostics)
  }

  private static func point(
    _ row: CSVTable.Row, _ framework: Framework, _ lines: inout [String: Int],
    _ report: inout TableReport
  ) -> AttentionPoint? {
    let id = row["point"]
    guard let plain = report.plainName(row, "point", example: "A1") else {
      lines[id] = row.line
      return nil
    }
    if let first = lines[id] {
      report.add(
        .error, row.line, "aandachtspunt \(id) staat al op regel \(first)",
        expected: "elke point één keer met part \(head)", "Geef dit punt een andere naam")
      return nil
    }
    lines[id] = row.line
    guard !row["text"].isEmpty else {
      report.add(
        .error, row.line, "aandachtspunt \(id) heeft geen titel",
        expected: "een korte titel in text",
        "Vul text in")
      return nil
    }
    let themes = framework.themes.map { Choice(id: $0.id, label: $0.title) }
    guard let theme = report.choice(row, "theme", themes) else {
      if row["theme"].isEmpty {
        report.add(
          .error, row.line, "bij aandachtspunt \(id) staat geen thema",
          expected: "een van " + themes.map { "\($0.id) (\($0.label))" }.joined(separator: ", "),
          "Vul theme in")
      }
      return nil
    }
    return AttentionPoint(id: AttentionPointID(plain), title: row["text"], theme: theme)
  }

  private static func part(
    _ row: CSVTable.Row, _ reader: BasisReader, _ report: inout TableReport
  ) -> AttentionPoint.Part? {
    let kinds = AttentionPoint.Kind.allCases
    let named = report.choice(
      row, "part", kinds.map { Choice(id: $0.rawValue, label: $0.rawValue) })
    guard let kind = named.flatMap({ AttentionPoint.Kind(rawValue: $0) }) else {
      if row["part"].isEmpty {
        report.add(
          .error, row.line, "er staat niet wat voor deel dit is",
          expected: "\(head), " + kinds.map(\.rawValue).joined(separator: ", "), "Vul part in")
      }
      return nil
    }
    guard let basis = reader.read(row, &report) else { return nil }
    let isCounted = basis.contains { if case .indicator = $0 { true } else { false } }
    guard !row["text"].isEmpty || kind == .finding && isCounted else {
      report.add(
        .error, row.line, "de tekst van dit deel ontbreekt",
        expected: kind == .finding
          ? "een tekst, of een indicator in basis: dan staat diens zin er" : "een tekst",
        "Vul text in")
      return nil
    }
    if kind == .solution, row["addressee"].isEmpty {
      report.add(
        .error, row.line, "er staat niet voor wie deze oplossing is",
        expected: "een soort organisatie, zoals gemeenten of ministerie", "Vul addressee in")
      return nil
    }
    guard !report.namesAPerson(row, in: ["addressee"]) else { return nil }
    return AttentionPoint.Part(
      kind: kind, text: row["text"], addressee: kind == .solution ? row["addressee"] : "",
      basis: basis)
  }
}

/// Reads the column `basis`: where a part of an attention point comes from.
private struct BasisReader {
  let indicators: [String]
  let interviews: [String]
  let present: SourcePaths

  private static let feedback = "terugkoppeling"
  private static let researchers = "onderzoekers"
  private static let expectation =
    "een indicator (I01a), een gesprek (G01), een stuk (JZ01/visie.pdf), terugkoppeling met een datum, "
    + "of onderzoekers; met een puntkomma ertussen"

  /// nil, with an error, where the cell is empty or one of its parts is nothing that there is.
  func read(_ row: CSVTable.Row, _ report: inout TableReport) -> [AttentionPoint.Basis]? {
    let parts = row["basis"].split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
    guard !parts.isEmpty else {
      report.add(
        .error, row.line, "er staat niet waar dit vandaan komt", expected: Self.expectation,
        "Vul basis in; is het een eigen overweging, schrijf dan \(Self.researchers)")
      return nil
    }
    let found = parts.compactMap { basis($0, row, &report) }
    return found.count == parts.count ? found : nil
  }

  private func basis(
    _ text: String, _ row: CSVTable.Row, _ report: inout TableReport
  ) -> AttentionPoint.Basis? {
    let indicator = indicators.first { FoldedName($0) == FoldedName(text) }
    let interview = interviews.first { FoldedName($0) == FoldedName(text) }
    if let indicator, interview != nil {
      report.add(
        .error, row.line, "\(indicator) is een indicator en ook een gesprek",
        expected: "een naam die één ding is", "Geef het gesprek in interviews.csv een andere id")
      return nil
    }
    if let indicator { return .indicator(indicator) }
    if let interview { return .interview(InterviewID(interview)) }
    if FoldedName(text) == FoldedName(Self.researchers) { return .researchers }
    if text.lowercased().hasPrefix(Self.feedback) {
      let date = text.dropFirst(Self.feedback.count).trimmed
      if let full = PlainDate.parseFull(date) { return .feedback(date: full) }
      report.add(
        .error, row.line, "bij \(Self.feedback) staat geen datum",
        expected: "\(Self.feedback) 2015-04-16", "Zet de datum van de bijeenkomst erachter")
      return nil
    }
    guard text.contains("/") || text.contains("."), let path = SourcePaths.normalized(text) else {
      report.add(
        .error, row.line, "‘\(text)’ in de kolom basis is geen indicator, gesprek of stuk",
        expected: Self.expectation,
        Spelling.remedy(
          text, among: indicators + interviews, else: "Noem waar dit deel vandaan komt"))
      return nil
    }
    guard present.contains(path) else {
      report.add(
        .error, row.line, "het stuk \(path) staat niet in de map sources",
        expected: "een bestand dat er is", present.remedy(for: path))
      return nil
    }
    return .paper(path)
  }
}
