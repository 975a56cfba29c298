// SPDX-License-Identifier: EUPL-1.2
import Model

/// Compares the files in `sources/` with what the journal knows, and says which events follow.
///
/// The same path with another hash is a new version; a missing path whose hash appears at exactly one
/// new path has moved; everything else is a new source.
public struct SourceRegister: Sendable {
  /// A file as it stands in the folder now.
  public struct Found: Sendable, Equatable {
    public var path: String
    public var version: VersionHash
    public var description: SourceDescription
    /// Why a person excludes it, from `sources.csv`.
    public var exclusion: String?
    /// Whether `sources.csv` has a row for it.
    public var hasRow: Bool
    public init(
      path: String, version: VersionHash, description: SourceDescription, exclusion: String?,
      hasRow: Bool = false
    ) {
      self.path = path
      self.version = version
      self.description = description
      self.exclusion = exclusion
      self.hasRow = hasRow
    }
  }

  /// What a comparison comes to.
  public struct Changes: Sendable, Equatable {
    public var events: [Event] = []
    public var new: [String] = []
    public var changed: [String] = []
    public var moved: [String] = []
    public var missing: [String] = []
    public var unchanged = 0
  }

  /// What the folder cannot say now, so that what is known stays as it is.
  public struct Gaps: Sendable, Equatable {
    /// Whether `sources.csv` is missing or has mistakes: sources without a row keep their description.
    public var table: Bool
    /// Paths that are there but cannot be read; a folder stands for all below it.
    public var unreadable: [String]
    public init(table: Bool = false, unreadable: [String] = []) {
      self.table = table
      self.unreadable = unreadable
    }

    func covers(_ path: String) -> Bool {
      unreadable.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
  }

  /// - Parameters:
  ///   - found: in bytewise order of the paths.
  ///   - rows: what `sources.csv` says of files that are not there.
  public static func compare(
    _ found: [Found], with study: Study, rows: [String: Found] = [:], gaps: Gaps = Gaps()
  ) -> Changes {
    var changes = Changes()
    let present = Set(found.map(\.path))
    let gone = study.sortedSources.filter {
      !present.contains($0.path) && !gaps.covers($0.path)
    }
    let newFiles = found.filter { study.sourceByPath[$0.path] == nil }
    let newByHash = Dictionary(grouping: newFiles, by: \.version)
    let goneByHash = Dictionary(grouping: gone, by: \.current)
    var movedTo: [String: SourceID] = [:]
    for source in gone {
      if let targets = newByHash[source.current], targets.count == 1,
        goneByHash[source.current]?.count == 1
      {
        movedTo[targets[0].path] = source.id
      } else {
        if !source.isMissing {
          changes.events.append(.sourceMissing(id: source.id))
          changes.missing.append(source.path)
        }
        // A paper that is gone still counts, until a person excludes it.
        if let row = rows[source.path] { describe(row, source.id, source, gaps, &changes) }
      }
    }
    var count = study.sources.count
    for file in found {
      if let moved = movedTo[file.path] {
        changes.events.append(.sourceMoved(id: moved, path: file.path))
        changes.moved.append(file.path)
        describe(file, moved, study.sources[moved], gaps, &changes)
      } else if let known = study.sourceByPath[file.path], let source = study.sources[known] {
        take(file, known, source, gaps, &changes)
      } else {
        count += 1
        take(file, SourceID(Study.identifier("s", count)), nil, gaps, &changes)
      }
    }
    return changes
  }

  /// What a file comes to by itself, looked at without the others: a new source, or a new version of a known one.
  ///
  /// - Returns: nil where the others tell, or nothing changed: a file whose bytes another source has or had may be
  ///   that one, moved.
  /// - Parameters:
  ///   - isKnown: whether any source has or had a version.
  ///   - before: how many new sources come before this one.
  static func changes(
    of file: Found, with study: Study, gaps: Gaps, before: Int, isKnown: (VersionHash) -> Bool
  ) -> Changes? {
    var changes = Changes()
    if let id = study.sourceByPath[file.path], let source = study.sources[id] {
      guard isOther(file, source) else { return nil }
      take(file, id, source, gaps, &changes)
    } else {
      guard !isKnown(file.version) else { return nil }
      let id = SourceID(Study.identifier("s", study.sources.count + 1 + before))
      take(file, id, nil, gaps, &changes)
    }
    return changes
  }

  private static func isOther(_ file: Found, _ source: Source) -> Bool {
    source.current != file.version || source.isMissing
  }

  /// A file that did not move: a new source, or what became of a known one.
  private static func take(
    _ file: Found, _ id: SourceID, _ known: Source?, _ gaps: Gaps, _ changes: inout Changes
  ) {
    if let known {
      if isOther(file, known) {
        changes.events.append(.versionFound(id: id, version: file.version))
        changes.changed.append(file.path)
      } else {
        changes.unchanged += 1
      }
    } else {
      changes.events.append(
        .sourceRegistered(
          id: id, path: file.path, version: file.version, description: file.description))
      changes.new.append(file.path)
    }
    describe(file, id, known, gaps, &changes)
  }

  private static func describe(
    _ file: Found, _ id: SourceID, _ known: Source?, _ gaps: Gaps, _ changes: inout Changes
  ) {
    if let known, !file.hasRow {
      // A row that is lost with its table, or with the old path of a file that moved, takes no decision back.
      let isMoved = known.hasMoved || known.path != file.path
      let hadRow = known.description.basis == .table || known.exclusion != nil
      if gaps.table || (isMoved && hadRow) { return }
    }
    if let known, known.description != file.description {
      changes.events.append(.sourceDescribed(id: id, description: file.description))
    }
    if known?.exclusion != file.exclusion {
      changes.events.append(.sourceExcluded(id: id, reason: file.exclusion))
    }
  }
}
