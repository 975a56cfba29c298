// SPDX-License-Identifier: EUPL-1.2
import Model

/// What came in since a cell was answered on a search, or its hits were set aside: what must be looked at again.
public struct Reopening: Sendable, Equatable {
  /// The sources in scope that could not be searched then (added, changed, or readable by now), or in which more is
  /// found by now.
  public var sources: [SourceID]
  /// The labels of the terms that were not looked for then; empty where the terms are the same.
  public var terms: [String]
  /// What was answered; nil where hits were set aside.
  public var earlier: AnswerValue?
  /// Why it is open again, in Dutch.
  public var reason: String

  /// Whether it can be said what is new; else all passages must be looked at again.
  public var isFocused: Bool { !sources.isEmpty || !terms.isEmpty }
}

extension SearchRecord {
  /// The sources with more hits for the same terms in the same bytes, as a better reader or matcher finds them.
  func foundMore(than earlier: SearchRecord) -> [SourceID] {
    guard termsFingerprint == earlier.termsFingerprint else { return [] }
    let before = Dictionary(
      earlier.searched.map { ($0.version, $0.hits) }, uniquingKeysWith: max)
    return searched.filter { $0.hits > before[$0.version] ?? .max }.map(\.source)
  }
}

extension Assessor {
  /// What came in since; nil where the cell was not opened again.
  func reopening(
    _ cell: Cell, _ standing: Outcome.Standing, _ now: SearchRecord
  ) -> Reopening? {
    guard case .open(.reopened(let reason)) = standing else { return nil }
    let answer = round.settlements[cell] ?? round.answers[cell]?.first
    var reopening = Reopening(sources: [], terms: [], earlier: answer?.value, reason: reason)
    if case .collectionLog = answer?.evidence {
      reopening.sources = Self.sources(in: now, besides: [])
    } else if let answer {
      guard case .search(let id) = answer.evidence, let then = study.searches[id] else {
        return reopening
      }
      reopening.sources = Self.sources(
        in: now, besides: Set(then.searched.filter(\.state.isSearchable).map(\.version)))
      if reopening.sources.isEmpty { reopening.sources = now.foundMore(than: then) }
      if then.termsFingerprint != now.termsFingerprint {
        let new = now.terms.filter { !then.terms.contains($0) }
        // The same labels with other forms or exceptions: any of them may find something else.
        reopening.terms = new.isEmpty ? now.terms : new
      }
    } else if let aside = round.setAside[cell]
      ?? round.setAside[Cell(unit: cell.unit, field: cell.field)]
    {
      reopening.sources = Self.sources(in: now, besides: Set(aside.versions))
    }
    return reopening
  }

  private static func sources(
    in now: SearchRecord, besides before: Set<VersionHash>
  ) -> [SourceID] {
    now.searched.filter { $0.state.isSearchable && !before.contains($0.version) }.map(\.source)
  }

  /// How many of the open units of an indicator were answered before, and opened again.
  func reopenedCount(_ value: IndicatorValue) -> Int {
    guard reopenedCells > 0, !value.open.isEmpty else { return 0 }
    let indicator = value.indicator
    let ids = Set(
      [indicator.field].compactMap { $0 } + (indicator.count?.fields ?? [])
        + (indicator.filter?.fields ?? []))
    let fields = framework.fields.filter { ids.contains($0.id) }
    return value.open.count { unit in
      fields.contains { field in
        cells(of: field, unit: unit).contains { outcome($0).reopening != nil }
      }
    }
  }
}
