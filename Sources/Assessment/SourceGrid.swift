// SPDX-License-Identifier: EUPL-1.2
import Model

/// Unit by theme by kind of source: how many papers there are, and in how many passages of them the terms of
/// the theme were found. It shows where a picture rests on much, on little and on nothing.
///
/// Only a unit's own sources are counted, those whose description names it, so that no paper stands in two
/// rows because it may be used for both. Of sources with the same bytes the first counts.
public struct SourceGrid: Sendable, Equatable {
  /// What stands where a unit, a theme and a kind of source meet.
  public struct Square: Sendable, Equatable {
    public var sources = 0
    /// How many of the sources could be searched.
    public var searchable = 0
    /// In how many passages a term of the theme stands; 0 for a theme without terms.
    public var passages = 0
    public init(sources: Int = 0, searchable: Int = 0, passages: Int = 0) {
      self.sources = sources
      self.searchable = searchable
      self.passages = passages
    }

    /// Why there is nothing, or that there is something.
    public enum Finding: Sendable, Equatable { case found, nothingFound, unreadable, noSource }

    public var finding: Finding {
      if passages > 0 { return .found }
      if sources == 0 { return .noSource }
      return searchable == 0 ? .unreadable : .nothingFound
    }

    static func + (left: Square, right: Square) -> Square {
      Square(
        sources: left.sources + right.sources, searchable: left.searchable + right.searchable,
        passages: left.passages + right.passages)
    }
  }

  /// Where a square lies; `kind` is empty for sources of which nobody said the kind.
  public struct Place: Hashable, Sendable {
    public var unit: UnitCode
    public var theme: String
    public var kind: String
    public init(unit: UnitCode, theme: String, kind: String) {
      self.unit = unit
      self.theme = theme
      self.kind = kind
    }
  }

  /// Regions, each followed by its examined municipalities; then the areas and other examined units.
  public var units: [StudyUnit]
  /// The themes that have terms: only there can something be found.
  public var themes: [Theme]
  /// The themes that no search can fill.
  public var themesWithoutTerms: [Theme]
  /// In the order of the framework; an empty identifier at the end where a source has no kind.
  public var kinds: [String]
  private var squares: [Place: Square]

  /// - Parameter passages: for each version, in how many passages a term of each theme stands.
  public init(_ picture: Picture, passages: [VersionHash: [String: Int]]) {
    let framework = picture.framework
    let terms = Self.terms(of: framework)
    themes = framework.themes.filter { terms[$0.id]?.isEmpty == false }
    themesWithoutTerms = framework.themes.filter { terms[$0.id]?.isEmpty != false }
    units = Self.ordered(picture)
    let examined = Set(units.map(\.code))
    var kinds = Set<String>()
    var squares: [Place: Square] = [:]
    var seen = Set<VersionHash>()
    for row in picture.coverage.sorted(by: { $0.source.id < $1.source.id })
    where row.source.exclusion == nil && seen.insert(row.source.current).inserted {
      let kind = row.source.description.kind ?? ""
      let isSearchable = row.facts.state.isSearchable
      for unit in Set(row.source.description.units) where examined.contains(unit) {
        kinds.insert(kind)
        for theme in framework.themes {
          let found = isSearchable ? passages[row.source.current]?[theme.id] ?? 0 : 0
          let square = Square(sources: 1, searchable: isSearchable ? 1 : 0, passages: found)
          let place = Place(unit: unit, theme: theme.id, kind: kind)
          squares[place] = (squares[place] ?? Square()) + square
        }
      }
    }
    self.squares = squares
    self.kinds = framework.sourceKinds.map(\.id) + (kinds.contains("") ? [""] : [])
  }

  private static func ordered(_ picture: Picture) -> [StudyUnit] {
    var units: [StudyUnit] = []
    var seen = Set<UnitCode>()
    let municipalities = picture.examined(kind: "gemeente")
    for region in picture.examined(kind: "regio") {
      units += [region] + municipalities.filter { $0.parents.contains(region.code) }
    }
    units += municipalities + picture.examined(kind: "vt")
    return units.filter { seen.insert($0.code).inserted }
  }

  /// The terms of the fields of each theme, for telling whose hits a passage holds.
  public static func terms(of framework: Framework) -> [String: Set<TermID>] {
    var result: [String: Set<TermID>] = [:]
    for theme in framework.themes {
      var terms = Set<TermID>()
      for field in theme.questions.flatMap(\.fields) where field.isEnabled {
        terms.formUnion(field.terms.map(\.id))
        terms.formUnion(field.categories.flatMap(\.terms).map(\.id))
        terms.formUnion(framework.items(of: field).flatMap(\.terms).map(\.id))
      }
      result[theme.id] = terms
    }
    return result
  }

  public func square(_ unit: UnitCode, _ theme: Theme, _ kind: String) -> Square {
    squares[Place(unit: unit, theme: theme.id, kind: kind)] ?? Square()
  }

  /// All kinds of source together.
  public func total(_ unit: UnitCode, _ theme: Theme) -> Square {
    kinds.reduce(Square()) { $0 + square(unit, theme, $1) }
  }

  /// The kinds of which there is at least one source.
  public var kindsPresent: [String] {
    kinds.filter { kind in
      units.contains { unit in
        (themes + themesWithoutTerms).first.map { square(unit.code, $0, kind).sources > 0 } == true
      }
    }
  }
}
