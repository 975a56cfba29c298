// SPDX-License-Identifier: EUPL-1.2
import Model

/// Which sources a public edition may only refer to, and why.
struct SourceRights {
  private(set) var withheld: [SourceID: Withheld] = [:]

  init(_ picture: Picture, naming: Naming, names: HiddenStrings) {
    var strict: [VersionHash: Withheld] = [:]
    let consent = Self.consent(picture)
    let sorted = picture.sources.values.sorted { $0.id < $1.id }
    for source in sorted {
      guard let reason = Self.reason(source, picture.framework, consent) else { continue }
      withheld[source.id] = reason
      // Of a copy that nobody said anything of, the other may still be public.
      if reason == .unstated { continue }
      for version in source.versions { strict[version] = strict[version] ?? reason }
    }
    let units = Dictionary(
      picture.units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let titles = Dictionary(
      picture.coverage.map { ($0.source.id, $0.facts.title ?? "") },
      uniquingKeysWith: { first, _ in first })
    for source in sorted where withheld[source.id] == nil {
      if let reason = source.versions.lazy.compactMap({ strict[$0] }).first {
        withheld[source.id] = reason
      } else if naming != .municipality {
        let texts = [source.path, source.description.address, titles[source.id] ?? ""]
        let isNamed =
          Self.isNamed(source, naming, units, picture.framework)
          && texts.allSatisfy { names.first(in: $0) == nil }
        if !isNamed { withheld[source.id] = .naming }
      }
    }
    hideCopies(of: sorted)
  }

  /// Bytes that a reference hides must not be shown at another path, which carries their hash.
  private mutating func hideCopies(of sources: [Source]) {
    var hidden = Set<VersionHash>()
    for source in sources where withheld[source.id] == .naming {
      hidden.formUnion(source.versions)
    }
    for source in sources
    where withheld[source.id] == nil && !hidden.isDisjoint(with: source.versions) {
      withheld[source.id] = .naming
    }
  }

  private static func reason(
    _ source: Source, _ framework: Framework, _ consent: [String: Bool]
  ) -> Withheld? {
    if framework.isInterview(kind: source.description.kind) || consent[source.path] != nil {
      if consent[source.path] != true { return .interview }
    }
    switch UsageRight(usage: source.description.usage) {
    case .open: return nil
    case .confidential: return .confidential
    case .background: return .background
    case .unstated: return .unstated
    }
  }

  /// Whether every interview with a report at this path may be quoted as it is.
  private static func consent(_ picture: Picture) -> [String: Bool] {
    var consent: [String: Bool] = [:]
    for interview in picture.interviews.rows.compactMap(\.interview) where !interview.report.isEmpty
    {
      consent[interview.report] = (consent[interview.report] ?? true) && interview.consent == .quote
    }
    return consent
  }

  /// Whether a source is about units that are named, or about the whole country.
  private static func isNamed(
    _ source: Source, _ naming: Naming, _ units: [UnitCode: StudyUnit], _ framework: Framework
  ) -> Bool {
    let said = source.description
    guard !said.units.isEmpty else { return !framework.isCounted(level: said.level) }
    return naming == .region
      && said.units.allSatisfy { units[$0].map { $0.kind != "gemeente" } ?? false }
  }
}
