// SPDX-License-Identifier: EUPL-1.2
import Model

/// Everything that follows for a wave, ready to be put into words and pages.
public struct Picture: Sendable {
  /// A region with the columns of its factsheet.
  public struct Region: Sendable, Equatable {
    public var region: StudyUnit
    /// nil where no municipality has that role: n.v.t.
    public var central: StudyUnit?
    public var other: StudyUnit?
    /// The Veilig Thuis areas that the region is in; usually one.
    public var safeHomes: [StudyUnit]
  }

  public var title: String
  public var wave: Wave
  public var framework: Framework
  public var units: [StudyUnit]
  public var regions: [Region]
  /// The documents that count as units of their own.
  public var documents: [Source]
  public var sources: [SourceID: Source]
  /// Each where it stands: where it was made, where a person placed it, or where it is intact now.
  public var codings: [CodingID: Coding]
  /// The codings that do not stand where they were made or placed last, and where they may be.
  public var anchors: [CodingID: AnchorPlacement]
  public var searches: [SearchID: SearchRecord]
  public var outcomes: Outcomes
  public var indicators: [IndicatorValue]
  public var coverage: [CoverageRow]
  public var collection: [CollectionEntry]
  /// How many papers the wave rests on, beside the wave before.
  public var growth: CorpusGrowth
  /// Who was interviewed, and who still has to be.
  public var interviews: InterviewPlan
  /// The attention points by theme, in the order in which they are numbered: from 1, over all themes.
  public var attentionPoints: [AttentionPoint] = []
  /// Where readers who read alone came to other answers.
  public var differences: [ReaderDifference] = []
  /// What was left out for a public edition; nil where nothing was.
  public var redaction: RedactionNotice?
  /// What was put before officials, and what came back.
  public var factChecks: [FactCheckRecord] = []
  /// What became of the papers, from found to included.
  public var flow = SourceFlow()

  /// The units of a kind that are examined, in the order of their codes.
  public func examined(kind: String) -> [StudyUnit] {
    units.filter { $0.kind == kind && $0.isExamined }.sorted { $0.code < $1.code }
  }

  public func unit(_ code: UnitCode) -> StudyUnit? { units.first { $0.code == code } }

  /// How the units of a field are spread over its categories, in the order of the framework.
  ///
  /// A unit with several categories counts under each; so the counts may add up to more than the units.
  public func distribution(of field: Field) -> (
    counts: [(category: Category, units: [UnitCode])], unknown: [UnitCode], open: [UnitCode],
    notApplicable: [UnitCode]
  ) {
    var counts = field.categories.map { (category: $0, units: [UnitCode]()) }
    var unknown: [UnitCode] = []
    var open: [UnitCode] = []
    var notApplicable: [UnitCode] = []
    for outcome in outcomes.values where outcome.cell.field == field.id {
      switch outcome.standing {
      case .known(let categories, _):
        for place in counts.indices where categories.contains(counts[place].category.id) {
          counts[place].units.append(outcome.cell.unit)
        }
      case .open: open.append(outcome.cell.unit)
      case .undetermined: unknown.append(outcome.cell.unit)
      case .notApplicable: notApplicable.append(outcome.cell.unit)
      }
    }
    return (counts, unknown, open, notApplicable)
  }
}

extension Assessor {
  /// Works out everything that follows.
  public func picture() -> Picture {
    var outcomes: [Outcome] = []
    for field in framework.fields {
      for unit in units(of: field) {
        for cell in cells(of: field, unit: unit) { outcomes.append(outcome(cell)) }
      }
    }
    return Picture(
      title: study.title, wave: round.wave, framework: framework, units: round.units,
      regions: regions(), documents: sourceIndex.documents, sources: study.sources,
      codings: standingCodings(), anchors: corpus.anchors,
      searches: study.searches, outcomes: Outcomes(outcomes),
      indicators: framework.indicators.map(value(of:)), coverage: coverage(),
      collection: round.collection, growth: CorpusGrowth(of: round, study: study),
      interviews: InterviewPlan(of: round),
      attentionPoints: framework.themes.flatMap { theme in
        round.attentionPoints.filter { $0.theme == theme.id }
      },
      differences: ReaderDifference.all(in: round, of: study), factChecks: round.factChecks,
      flow: flow())
  }

  /// Whether a coding belongs to an answer that the other readers of the cell may not see yet.
  private func isHidden(_ coding: Coding) -> Bool {
    !study.awaited(coding.cell, in: round).isEmpty
  }

  /// The codings that were not withdrawn, each where it stands.
  private func standingCodings() -> [CodingID: Coding] {
    study.codings.filter { id, coding in
      !study.withdrawn.contains(id) && !isHidden(coding)
    }.mapValues { coding in
      var coding = coding
      coding.locator = study.lastLocator(of: coding)
      if let placed = corpus.anchors[coding.id], placed.state == .intact,
        let locator = placed.locator
      {
        coding.locator = locator
      }
      return coding
    }
  }

  private func regions() -> [Picture.Region] {
    study.examinedUnits(kind: "regio", in: round).map { region in
      let own = study.examinedUnits(kind: "gemeente", in: round)
        .filter { $0.parents.contains(region.code) }
      return Picture.Region(
        region: region, central: own.first { $0.role == .central },
        other: own.first { $0.role == .other },
        safeHomes: region.parents.compactMap { round.unit($0) }.filter { $0.kind == "vt" })
    }
  }
}
