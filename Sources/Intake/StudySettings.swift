// SPDX-License-Identifier: EUPL-1.2
import Model

/// How much one document may cost; beyond it, reading stops and says so.
public struct DocumentLimits: Sendable, Equatable {
  /// The largest text file, in MB.
  public var textMegabytes = 64
  public var secondsPerFile = 60
  /// The memory of a reading process, in MB.
  public var memoryMegabytes = 1536
  /// What may come out of one compressed document, in MB.
  public var expandedMegabytes = 256

  public init() {}
}

/// What `study.yaml` says.
public struct StudySettings: Sendable, Equatable {
  public var title = ""
  /// The file of the framework, in the study folder.
  public var frameworkFile = "framework.yaml"
  /// The layout that `units.csv` began as; for the reader only.
  public var layout = ""
  /// The wave that takes answers now.
  public var wave: Wave?
  public var limits = DocumentLimits()
  /// When the text of pages is recognised on their pictures; nil where the file does not say.
  public var recognition: RecognitionMode?

  public init() {}

  /// Reads the text of a `study.yaml`.
  ///
  /// - Parameter file: the name that the diagnostics carry.
  public static func parse(text: String, file: String) -> (StudySettings, [Diagnostic]) {
    var settings = StudySettings()
    var reader = YAMLReader(file: file)
    guard let root = reader.root(text),
      let top = reader.object(
        root, "het onderzoek", required: ["title", "wave"],
        optional: ["framework", "layout", "limits", "ocr"], unknown: .warning)
    else { return (settings, reader.diagnostics) }
    settings.title = reader.text(top, "title")
    settings.layout = reader.text(top, "layout", mayBeEmpty: true)
    if top.has("framework") {
      let name = reader.text(top, "framework")
      if name.contains("/") || name.contains("\\") || name == ".." {
        reader.error(
          top.line(of: "framework"), "framework is ‘\(name)’",
          expected: "de naam van een bestand in de map van het onderzoek",
          "Zet het analysekader in de map van het onderzoek")
      } else if !name.isEmpty {
        settings.frameworkFile = name
      }
    }
    settings.wave = wave(top, &reader)
    settings.limits = limits(top, &reader)
    settings.recognition = recognition(top, &reader)
    return (settings, reader.diagnostics)
  }

  private static func wave(_ top: YAMLObject, _ reader: inout YAMLReader) -> Wave? {
    guard let node = top.values["wave"],
      let object = reader.object(
        node, "de meting", required: ["id"],
        optional: ["title", "not_before", "reference_date", "earlier"],
        unknown: .warning)
    else { return nil }
    let id = reader.text(object, "id")
    guard !id.isEmpty else { return nil }
    if !id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }) {
      reader.error(
        object.line(of: "id"), "de id ‘\(id)’ van de meting is niet bruikbaar",
        expected: "letters, cijfers en streepjes, zoals 2015", "Verander de id")
    }
    let title = reader.text(object, "title", mayBeEmpty: true)
    return Wave(
      id: WaveID(id), title: title.isEmpty ? "Meting \(id)" : title,
      notBefore: date(object, "not_before", &reader),
      referenceDate: date(object, "reference_date", &reader), earlier: earlier(object, &reader))
  }

  private static func earlier(_ wave: YAMLObject, _ reader: inout YAMLReader) -> EarlierWave? {
    guard let node = wave.values["earlier"],
      let object = reader.object(
        node, "de meting ervoor", required: [], optional: ["title", "documents", "explanation"],
        unknown: .warning)
    else { return nil }
    return EarlierWave(
      title: reader.text(object, "title", mayBeEmpty: true),
      documents: reader.integer(object, "documents", in: 0...1_000_000),
      explanation: reader.text(object, "explanation", mayBeEmpty: true))
  }

  private static func recognition(
    _ top: YAMLObject, _ reader: inout YAMLReader
  ) -> RecognitionMode? {
    guard top.has("ocr") else { return nil }
    let text = reader.text(top, "ocr")
    if let mode = RecognitionMode(rawValue: text) { return mode }
    reader.error(
      top.line(of: "ocr"), "ocr is ‘\(text)’", expected: "auto, off of force",
      "Kies een van de drie, of haal de regel weg voor auto")
    return nil
  }

  private static func date(
    _ object: YAMLObject, _ key: String, _ reader: inout YAMLReader
  ) -> String {
    let text = reader.text(object, key, mayBeEmpty: true)
    guard !text.isEmpty else { return "" }
    if let date = PlainDate.parseFull(text) { return date }
    reader.error(
      object.line(of: key), "\(key) is ‘\(text)’", expected: "jjjj-mm-dd of dd-mm-jjjj",
      "Verbeter de datum, of laat hem leeg")
    return ""
  }

  private static func limits(_ top: YAMLObject, _ reader: inout YAMLReader) -> DocumentLimits {
    var limits = DocumentLimits()
    let keys = ["text_megabytes", "seconds_per_file", "memory_megabytes", "expanded_megabytes"]
    guard let node = top.values["limits"],
      let object = reader.object(
        node, "de grenzen", required: [], optional: keys, unknown: .warning)
    else { return limits }
    let large = 1...65_536
    limits.textMegabytes = reader.integer(object, keys[0], in: large) ?? limits.textMegabytes
    limits.secondsPerFile = reader.integer(object, keys[1], in: 1...3_600) ?? limits.secondsPerFile
    limits.memoryMegabytes =
      reader.integer(object, keys[2], in: 64...65_536)
      ?? limits.memoryMegabytes
    limits.expandedMegabytes =
      reader.integer(object, keys[3], in: large)
      ?? limits.expandedMegabytes
    return limits
  }
}
