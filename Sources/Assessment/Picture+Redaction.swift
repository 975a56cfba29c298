// SPDX-License-Identifier: EUPL-1.2
import Model

extension Redaction {
  /// The picture that everybody may see.
  ///
  /// Every part is named here, so that one that is added to `Picture` is left out until it is let through.
  public func apply(to picture: Picture) -> Picture {
    let named: [SourceID: Source] = Dictionary(
      uniqueKeysWithValues: picture.sources.values.map { (source($0.id), redacted($0)) })
    var result = Picture(
      title: clean(picture.title),
      wave: Wave(
        id: picture.wave.id, title: clean(picture.wave.title), notBefore: picture.wave.notBefore,
        referenceDate: picture.wave.referenceDate),
      framework: picture.framework, units: units.values.sorted { $0.code < $1.code },
      regions: picture.regions.map(redacted),
      documents: picture.documents.compactMap { named[source($0.id)] }.sorted { $0.id < $1.id },
      sources: named,
      codings: Dictionary(
        uniqueKeysWithValues: picture.codings.values.map { (coding($0.id), redacted($0)) }),
      anchors: [:],
      searches: rules.naming == .none
        ? [:] : picture.searches.compactMapValues { redacted($0) },
      outcomes: Outcomes(picture.outcomes.values.map { redacted($0, picture.framework) }),
      indicators: picture.indicators.map(redacted),
      coverage: picture.coverage.map(redacted).sorted {
        $0.source.path.utf8.lexicographicallyPrecedes($1.source.path.utf8)
      }, collection: redacted(picture.collection), growth: redacted(picture.growth),
      interviews: redacted(picture.interviews))
    result.attentionPoints = redacted(picture.attentionPoints, picture)
    result.flow = redacted(picture.flow)
    result.redaction = RedactionNotice(
      naming: rules.naming,
      withheld: Dictionary(
        uniqueKeysWithValues: withheld.map { (source($0.key), $0.value) }),
      namingQuotes: picture.codings.values.count { isShown($0.source) && !isShown($0) })
    return result
  }

  private func redacted(_ unit: StudyUnit) -> StudyUnit { units[unit.code] ?? unit }

  private func redacted(_ region: Picture.Region) -> Picture.Region {
    Picture.Region(
      region: redacted(region.region), central: region.central.map(redacted),
      other: region.other.map(redacted),
      safeHomes: rules.naming == .none ? [] : region.safeHomes.map(redacted))
  }

  private func redacted(_ value: IndicatorValue) -> IndicatorValue {
    let codes = { (list: [UnitCode]) in list.map(code).sorted() }
    var shown = IndicatorValue(
      indicator: value.indicator, numerator: codes(value.numerator), others: codes(value.others),
      unknown: codes(value.unknown), open: codes(value.open),
      notApplicable: codes(value.notApplicable), outside: codes(value.outside),
      wording: value.wording, sentence: value.sentence)
    shown.reopened = value.reopened
    return shown
  }

  private func redacted(_ entries: [CollectionEntry]) -> [CollectionEntry] {
    guard rules.naming != .none else { return [] }
    return entries.map { entry in
      CollectionEntry(
        unit: code(entry.unit), date: entry.date, place: clean(entry.place),
        terms: clean(entry.terms), result: clean(entry.result), note: "")
    }
  }

  private func redacted(_ growth: CorpusGrowth) -> CorpusGrowth {
    var growth = growth
    growth.earlierTitle = clean(growth.earlierTitle)
    growth.explanation = clean(growth.explanation)
    return growth
  }

  /// How many were held, and with whom by role; nothing else.
  private func redacted(_ plan: InterviewPlan) -> InterviewPlan {
    var plan = plan
    plan.rows = plan.rows.filter { $0.interview?.status == .held }.map { row in
      InterviewPlan.Row(
        region: nil,
        unit: row.unit.map {
          StudyUnit(code: "", name: "", kind: $0.kind, role: $0.role)
        }, interview: Interview(id: "", unit: nil, role: "", status: .held), ground: row.ground)
    }
    return plan
  }
}

// MARK: What the wave came to

extension Redaction {
  /// The attention points. They are written to be published; a text that names a hidden unit is left out.
  ///
  /// Of an interview remains that there was one, of a paper that is not shown its reference.
  func redacted(_ points: [AttentionPoint], _ picture: Picture) -> [AttentionPoint] {
    points.enumerated().map { place, point in
      AttentionPoint(
        id: AttentionPointID("A\(place + 1)"), title: shown(point.title), theme: point.theme,
        parts: point.parts.map { part in
          AttentionPoint.Part(
            kind: part.kind, text: part.text.isEmpty ? "" : shown(part.text),
            addressee: part.addressee.isEmpty ? "" : shown(part.addressee),
            basis: part.basis.map { redacted($0, picture) })
        })
    }
  }

  /// A text, or what stands where a text was.
  private func shown(_ text: String) -> String {
    let text = clean(text)
    return text.isEmpty ? Self.noText : text
  }

  private func redacted(
    _ basis: AttentionPoint.Basis, _ picture: Picture
  ) -> AttentionPoint.Basis {
    switch basis {
    case .indicator, .feedback, .researchers: return basis
    case .interview: return .interview("")
    case .paper(let path):
      let source = picture.sources.values.first { $0.path == path }
      return .paper(source.map { redacted($0).path } ?? Self.noText)
    }
  }

  /// The numbers of the flow; reasons for which papers were excluded are free text.
  func redacted(_ flow: SourceFlow) -> SourceFlow {
    var flow = flow
    let excluded = flow.excludedCount
    flow.excluded = excluded == 0 ? [] : [.init(reason: Self.noText, count: excluded)]
    if rules.naming == .none {
      flow.searches = 0
      flow.emptySearches = 0
    }
    return flow
  }
}
