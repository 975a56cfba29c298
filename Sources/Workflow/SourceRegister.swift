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
    public init(
      path: String, version: VersionHash, description: SourceDescription, exclusion: String?
    ) {
      self.path = path
      self.version = version
      self.description = description
      self.exclusion = exclusion
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

  /// - Parameter found: in bytewise order of the paths.
  public static func compare(_ found: [Found], with study: Study) -> Changes {
    var changes = Changes()
    let present = Set(found.map(\.path))
    let gone = study.sortedSources.filter { !present.contains($0.path) }
    let newFiles = found.filter { study.sourceByPath[$0.path] == nil }
    let newByHash = Dictionary(grouping: newFiles, by: \.version)
    let goneByHash = Dictionary(grouping: gone, by: \.current)
    var movedTo: [String: SourceID] = [:]
    for source in gone {
      if let targets = newByHash[source.current], targets.count == 1,
        goneByHash[source.current]?.count == 1
      {
        movedTo[targets[0].path] = source.id
      } else if !source.isMissing {
        changes.events.append(.sourceMissing(id: source.id))
        changes.missing.append(source.path)
      }
    }
    var count = study.sources.count
    for file in found {
      let id: SourceID
      if let moved = movedTo[file.path] {
        id = moved
        changes.events.append(.sourceMoved(id: id, path: file.path))
        changes.moved.append(file.path)
      } else if let known = study.sourceByPath[file.path], let source = study.sources[known] {
        id = known
        if source.current != file.version || source.isMissing {
          changes.events.append(.versionFound(id: id, version: file.version))
          changes.changed.append(file.path)
        } else {
          changes.unchanged += 1
        }
      } else {
        count += 1
        id = SourceID(Study.identifier("s", count))
        changes.events.append(
          .sourceRegistered(
            id: id, path: file.path, version: file.version, description: file.description))
        changes.new.append(file.path)
      }
      describe(file, id, study.sources[id], &changes)
    }
    return changes
  }

  private static func describe(
    _ file: Found, _ id: SourceID, _ known: Source?, _ changes: inout Changes
  ) {
    if let known, known.description != file.description {
      changes.events.append(.sourceDescribed(id: id, description: file.description))
    }
    if known?.exclusion != file.exclusion {
      changes.events.append(.sourceExcluded(id: id, reason: file.exclusion))
    }
  }
}
