// SPDX-License-Identifier: EUPL-1.2
import Model

/// Reads `readers.csv`: which reader reads which regions and fields.
enum ReaderAssignmentTable {
  static let required = ["coder"]
  static let optional = ["units", "fields", "purpose", "note"]
  /// What `purpose` says where readers learn to read alike.
  static let calibration = "ijking"

  /// Reads the rows; a row that names something unknown is left out, since a reader who is not told what to
  /// read would read too much or too little.
  static func read(
    text: String, file: String, units: [StudyUnit], framework: Framework
  ) -> ([ReaderAssignment], [Diagnostic]) {
    let table = CSVTable(text: text, file: file, required: required, known: optional)
    var report = TableReport(file: file, diagnostics: table.diagnostics)
    let codes = units.map(\.code.rawValue)
    let known = Set(codes)
    let parts = fieldsByName(framework)
    var assignments: [ReaderAssignment] = []
    for row in table.rows {
      var isWhole = true
      let coder = row["coder"]
      if !CoderID(coder).isPseudonym {
        report.add(
          .error, row.line, coder.isEmpty ? "de lezer ontbreekt" : "‘\(coder)’ is geen pseudoniem",
          expected: "letters, cijfers en streepjes, zoals lezer-1", "Verbeter coder; nooit een naam"
        )
        isWhole = false
      }
      let named = names(row["units"]).map { $0.uppercased() }
      for code in named where !known.contains(code) {
        report.add(
          .error, row.line, "de code \(code) komt niet voor in units.csv",
          expected: "codes uit units.csv met een puntkomma ertussen, of leeg voor alle",
          Spelling.remedy(code, among: codes, else: "Verbeter de code"))
        isWhole = false
      }
      var fields: [FieldID] = []
      for name in names(row["fields"]) {
        guard let found = parts[name] else {
          report.add(
            .error, row.line, "‘\(name)’ is geen veld, vraag of thema van het analysekader",
            expected: "zoals 4.1, 4 of A, met een puntkomma ertussen, of leeg voor alle",
            Spelling.remedy(name, among: Array(parts.keys).sorted(), else: "Verbeter fields"))
          isWhole = false
          continue
        }
        fields += found.filter { !fields.contains($0) }
      }
      let purpose = row["purpose"].lowercased()
      if !purpose.isEmpty, purpose != calibration {
        report.add(
          .warning, row.line, "purpose ‘\(purpose)’ is onbekend",
          expected: "\(calibration), of leeg", "Laat purpose leeg of schrijf \(calibration)")
      }
      guard isWhole else { continue }
      assignments.append(
        ReaderAssignment(
          coder: CoderID(coder), units: named.map { UnitCode($0) }, fields: fields,
          isCalibration: purpose == calibration))
    }
    return (assignments, report.diagnostics)
  }

  private static func names(_ text: String) -> [String] {
    text.split(whereSeparator: { ";|,".contains($0) || $0.isWhitespace }).map(String.init)
  }

  /// The fields under every field, question and theme.
  private static func fieldsByName(_ framework: Framework) -> [String: [FieldID]] {
    var parts: [String: [FieldID]] = [:]
    for theme in framework.themes {
      for question in theme.questions {
        let fields = question.fields.map(\.id)
        parts[theme.id, default: []] += fields
        parts[question.id] = fields
      }
    }
    for field in framework.fields { parts[field.id.rawValue] = [field.id] }
    return parts
  }
}
