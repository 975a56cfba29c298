// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Indexing
import Journaling
import Model
import Reading

/// The sources that count, the units and the terms, as counting over all of them needs them.
///
/// `monitor` keeps it in the corpus, so that counting need not replay a journal that names every source. It is
/// derived: one that does not fit the journal and the documents any more is made anew from the study.
struct SourceRoster: Equatable {
  struct Entry: Equatable {
    /// The number of the reading in the corpus.
    var reading: Int64
    var isSearchable: Bool
    /// The identifier of the kind; empty where nobody named it.
    var kind: String
    var units: [String]
    var path: String
  }

  struct NamedTerm: Equatable {
    var id: TermID
    var label: String
    /// Whether it is one of a list for documents, and not a term of a field.
    var isListed: Bool
  }

  var terms: [NamedTerm] = []
  /// The units that are examined, by code.
  var units: [(code: String, name: String)] = []
  /// In the order of their paths.
  var sources: [Entry] = []

  init(_ study: Study, _ corpus: Corpus) throws(CorpusError) {
    guard let round = study.openRound ?? study.rounds.last, let framework = round.framework else {
      return
    }
    let listed = Set(framework.listedTerms.map(\.id))
    terms = framework.documentTerms.map {
      NamedTerm(id: $0.id, label: $0.label, isListed: listed.contains($0.id))
    }
    units = round.units.filter(\.isExamined).map { ($0.code.rawValue, $0.name) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    let readings = try corpus.readings()
    let states = try corpus.searchFacts()
    sources = study.documentUnits(in: round).compactMap { source in
      readings[source.current].map { reading in
        Entry(
          reading: reading, isSearchable: states[source.current]?.state.isSearchable ?? false,
          kind: source.description.kind ?? "", units: source.description.units.map(\.rawValue),
          path: source.path)
      }
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  // MARK: Keeping

  private static let setting = "roster"
  private static let keySetting = "roster.key"

  /// Events that change neither a source, nor a unit, nor a term.
  private static let harmless: Set<String> = [
    "passageCoded", "codingWithdrawn", "codingPlaced", "codingLost", "placementWithdrawn",
    "searchRecorded", "hitsSetAside", "answerRecorded", "answerWithdrawn", "answerSettled",
    "rowAdopted", "rowRefused", "reportPublished", "titleAdopted",
  ]

  /// Keeps the roster of a study that was read, where another one is kept.
  static func keep(_ study: Study, in corpus: Corpus) throws(CorpusError) {
    let key = try "\(study.headNumber) \(study.headHash) \(corpusKey(corpus))"
    guard try corpus.setting(keySetting) != key else { return }
    let roster = try SourceRoster(study, corpus)
    try corpus.set(keySetting, nil)
    try corpus.set(setting, roster.text)
    try corpus.set(keySetting, key)
  }

  private static func corpusKey(_ corpus: Corpus) throws(CorpusError) -> String {
    "\(Program.version) \(DocumentReader.version) \(try corpus.documentsStamp())"
  }

  /// The roster that is kept, where it says what journal and corpus say now.
  static func kept(_ journal: Journal, _ corpus: Corpus) throws -> SourceRoster? {
    guard let key = try corpus.setting(keySetting) else { return nil }
    let parts = key.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count == 3, let number = Int(parts[0]), try journal.hash(of: number) == parts[1],
      try corpusKey(corpus) == parts[2],
      try journal.kinds(after: number).isSubset(of: harmless),
      let bytes = try corpus.settingBytes(setting)
    else { return nil }
    return SourceRoster(bytes)
  }

  /// A line for each term, unit and source, its columns apart by tabs; a name comes last, its line ends and tabs
  /// replaced.
  var text: String {
    var text = ""
    for term in terms {
      text += "t\t\(term.id)\t\(term.isListed ? 1 : 0)\t\(Self.plain(term.label))\n"
    }
    for unit in units { text += "u\t\(unit.code)\t\(Self.plain(unit.name))\n" }
    for source in sources {
      text += "s\t\(source.reading)\t\(source.isSearchable ? 1 : 0)\t\(source.kind)\t"
      text += source.units.joined(separator: " ")
      text += "\t\(Self.plain(source.path))\n"
    }
    return text
  }

  private static func plain(_ name: String) -> String {
    name.utf8.contains { $0 == 0x0A || $0 == 0x09 }
      ? name.replacing("\n", with: " ").replacing("\t", with: " ") : name
  }

  /// Reads what `text` gave; nil where it is of another form.
  init?(_ bytes: [UInt8]) {
    guard bytes.withUnsafeBufferPointer({ read($0) }) else { return nil }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    var ends: [Int] = []
    // Neighbours mostly have the same kind and units, which then need not be made again.
    var (lastKind, kind) = (0..<0, "")
    var (lastUnits, units) = (0..<0, [String]())
    while place < bytes.count {
      ends.removeAll(keepingCapacity: true)
      let start = place
      while place < bytes.count, bytes[place] != 0x0A {
        if bytes[place] == 0x09 { ends.append(place) }
        place += 1
      }
      ends.append(place)
      place += 1
      func column(_ number: Int) -> Range<Int> { ends[number - 1] + 1..<ends[number] }
      func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
      }
      switch (bytes[start], ends.count) {
      case (UInt8(ascii: "t"), 4):
        terms.append(
          NamedTerm(
            id: TermID(text(column(1))), label: text(column(3)), isListed: text(column(2)) == "1"))
      case (UInt8(ascii: "u"), 3): self.units.append((text(column(1)), text(column(2))))
      case (UInt8(ascii: "s"), 6):
        guard let reading = Int64(text(column(1))) else { return false }
        if !bytes[column(3)].elementsEqual(bytes[lastKind]) { kind = text(column(3)) }
        lastKind = column(3)
        if !bytes[column(4)].elementsEqual(bytes[lastUnits]) {
          units = text(column(4)).split(separator: " ").map(String.init)
        }
        lastUnits = column(4)
        sources.append(
          Entry(
            reading: reading, isSearchable: bytes[ends[1] + 1] == UInt8(ascii: "1"), kind: kind,
            units: units, path: text(column(5))))
      default: return false
      }
    }
    return true
  }
}
