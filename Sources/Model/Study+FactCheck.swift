// SPDX-License-Identifier: EUPL-1.2

/// The rules of the factual check: what was sent, what came back, what became of it.
extension Study {
  /// The identifier that the next factual check gets.
  public var nextFactCheckID: FactCheckID {
    FactCheckID(Self.identifier("f", rounds.reduce(0) { $0 + $1.factChecks.count } + 1))
  }

  mutating func applyFactCheck(_ event: Event) throws(Violation) {
    switch event {
    case .factCheckSent(let wave, let check): try send(check, in: wave)
    case .factCheckReceived(let wave, let reply): try receive(reply, in: wave)
    case .factCheckClosed(let wave, let entry, let reason):
      try close(entry, reason: reason, in: wave)
    default: break
    }
  }

  private mutating func send(_ check: FactCheck, in wave: WaveID) throws(Violation) {
    guard check.id == nextFactCheckID else {
      throw Violation(.numberTaken, "feitelijke controle \(check.id) bestaat al")
    }
    guard round(wave)?.unit(check.region) != nil else {
      throw Violation(.unknownUnit, "\(check.region) staat niet in units.csv")
    }
    guard !check.shown.isEmpty else {
      throw Violation(
        .nothingToCheck, "bij \(check.region) is nog geen antwoord om voor te leggen")
    }
    try change(wave) { $0.factChecks.append(FactCheckRecord(check: check)) }
  }

  private mutating func receive(_ reply: FactCheckReply, in wave: WaveID) throws(Violation) {
    guard
      let place = round(wave)?.factChecks.firstIndex(where: { $0.check.id == reply.check }),
      let record = round(wave)?.factChecks[place]
    else {
      throw Violation(
        .unknownCheck, "feitelijke controle \(reply.check) is in deze meting niet verstuurd")
    }
    guard !reply.from.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem de functie van wie reageert")
    }
    guard !reply.reactions.isEmpty || !reply.papers.isEmpty else {
      throw Violation(.nothingToCheck, "er is niets teruggekomen")
    }
    let shown = Set(record.check.shown.map(\.cell))
    for reaction in reply.reactions {
      guard shown.contains(reaction.cell) else {
        throw Violation(
          .unknownCheck,
          "veld \(reaction.cell.fieldLabel) van \(reaction.cell.unit) stond niet in feitelijke controle "
            + "\(reply.check)")
      }
      guard
        reaction.verdict == .agreed
          || !(reaction.correction + reaction.note).allSatisfy(\.isWhitespace)
      else {
        throw Violation(
          .emptyReason,
          "bij ‘\(reaction.verdict.rawValue)’ hoort een correctie of een toelichting")
      }
    }
    for paper in reply.papers where (paper.title + paper.address).allSatisfy(\.isWhitespace) {
      throw Violation(.emptyReason, "noem van een stuk de titel of het adres")
    }
    try change(wave) {
      for reaction in reply.reactions {
        for earlier in $0.factChecks.indices.prefix(place) {
          $0.factChecks[earlier].end(.replaced, reactionsOn: reaction.cell)
        }
        $0.factChecks[place].take(.reaction(reaction), from: reply.from)
      }
      for paper in reply.papers { $0.factChecks[place].take(.paper(paper), from: reply.from) }
    }
  }

  private mutating func close(
    _ id: FactEntryID, reason: String, in wave: WaveID
  ) throws(Violation) {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem de reden waarom dit wordt afgesloten")
    }
    let records = round(wave)?.factChecks ?? []
    guard let check = records.firstIndex(where: { $0.entries.contains { $0.id == id } }),
      let entry = records[check].entries.firstIndex(where: { $0.id == id })
    else {
      throw Violation(.unknownCheck, "‘\(id)’ staat niet in de lijst van de feitelijke controle")
    }
    guard records[check].entries[entry].end == nil else {
      throw Violation(.unknownCheck, "‘\(id)’ wacht niet meer")
    }
    try change(wave) { $0.factChecks[check].entries[entry].end = .closed(reason: reason) }
  }

  /// A reader who answers a cell has answered what the official said of it.
  mutating func answerFactChecks(on cell: Cell, in wave: WaveID) throws(Violation) {
    guard round(wave)?.factChecks.isEmpty == false else { return }
    try change(wave) { round in
      for place in round.factChecks.indices {
        round.factChecks[place].end(.answered, reactionsOn: cell)
      }
    }
  }

  /// Where a cell has no answer any more, what the official said last of it waits again.
  mutating func reopenFactChecks(on cell: Cell, in wave: WaveID) throws(Violation) {
    guard let place = place(of: wave), !rounds[place].factChecks.isEmpty,
      rounds[place].answers[cell]?.isEmpty ?? true, rounds[place].settlements[cell] == nil
    else { return }
    try change(wave) { round in
      for check in round.factChecks.indices.reversed() {
        if round.factChecks[check].reopen(reactionOn: cell) { break }
      }
    }
  }

  /// The source that is the announced paper, as far as its address or its file name says so; nil while there is
  /// none. What counts is the whole address, or the whole name of the file, whatever the case.
  public func source(for paper: AnnouncedPaper) -> Source? {
    let address = Self.plainAddress(paper.address)
    guard !address.isEmpty else { return nil }
    let file = address.split(separator: "/").last.map(String.init) ?? address
    return sortedSources.first { source in
      if Self.plainAddress(source.description.address) == address { return true }
      let path = source.path.lowercased()
      guard file.contains("."), !file.hasSuffix(".") else { return false }
      return path == address || path.hasSuffix("/" + file) || path == file
    }
  }

  /// In lower case, without scheme, `www.` and a slash at the end.
  private static func plainAddress(_ text: String) -> String {
    var address = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for start in ["https://", "http://", "www."] where address.hasPrefix(start) {
      address.removeFirst(start.count)
    }
    while address.hasSuffix("/") { address.removeLast() }
    return address
  }
}
