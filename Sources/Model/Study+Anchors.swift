// SPDX-License-Identifier: EUPL-1.2

/// What a person said of the place of a coding in another version of its document.
public struct Placement: Sendable, Equatable {
  /// The place; nil where the words are not in that version.
  public var locator: Locator?
  public var version: VersionHash
  public var readerVersion: String

  public init(locator: Locator?, version: VersionHash, readerVersion: String) {
    self.locator = locator
    self.version = version
    self.readerVersion = readerVersion
  }
}

/// The rules for placing codings again: the coding itself stays as it was made.
extension Study {
  /// The last place that a person gave a coding: where it was placed last, or where it was made.
  public func lastLocator(of coding: Coding) -> Locator {
    placements[coding.id]?.last { $0.locator != nil }?.locator ?? coding.locator
  }

  /// What a person said last of the place of a coding; nil where nothing but the coding itself.
  public func lastPlacement(of id: CodingID) -> Placement? { placements[id]?.last }

  /// The codings that answers and settlements of a wave rest on, in the order of their identifiers.
  public func codings(under round: Round) -> [Coding] {
    let answers = Array(round.answers.values.joined()) + Array(round.settlements.values)
    var ids: Set<CodingID> = []
    for case .codings(let used) in answers.map(\.evidence) { ids.formUnion(used) }
    for answer in answers { ids.formUnion(answer.against ?? []) }
    return ids.subtracting(withdrawn).compactMap { codings[$0] }.sorted { $0.id < $1.id }
  }

  /// Every version that a coding names, where it was made and where it was placed.
  public var codedVersions: Set<VersionHash> {
    var versions = Set(codings.values.map(\.locator.version))
    versions.formUnion(openCodes.standing().map(\.locator.version))
    for placed in placements.values.joined() { versions.insert(placed.version) }
    return versions
  }

  mutating func place(_ id: CodingID, at locator: Locator) throws(Violation) {
    try checkPlacing(id, in: locator.version)
    guard !locator.quote.isEmpty, !locator.stretches.isEmpty else {
      throw Violation(.emptyQuote, "een vindplaats heeft een citaat nodig")
    }
    placements[id, default: []].append(
      Placement(
        locator: locator, version: locator.version, readerVersion: locator.readerVersion))
  }

  mutating func lose(
    _ id: CodingID, version: VersionHash, readerVersion: String, reason: String
  ) throws(Violation) {
    try checkPlacing(id, in: version)
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem waarom het citaat verdwenen is")
    }
    placements[id, default: []].append(
      Placement(locator: nil, version: version, readerVersion: readerVersion))
  }

  mutating func withdrawPlacement(_ id: CodingID, reason: String) throws(Violation) {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem de reden van het intrekken")
    }
    guard placements[id]?.isEmpty == false else {
      throw Violation(
        .nothingToWithdraw, "de vindplaats van codering \(id) is nooit bevestigd of aangewezen")
    }
    _ = try workingPlace()
    placements[id]?.removeLast()
    if placements[id]?.isEmpty == true { placements[id] = nil }
  }

  private func checkPlacing(_ id: CodingID, in version: VersionHash) throws(Violation) {
    guard let coding = codings[id], !withdrawn.contains(id) else {
      throw Violation(.unknownCoding, "codering \(id) bestaat niet of is ingetrokken")
    }
    guard let source = sources[coding.source], source.versions.contains(version) else {
      throw Violation(
        .unknownVersion, "het stuk van codering \(id) heeft geen versie \(version)")
    }
    _ = try workingPlace()
  }
}
