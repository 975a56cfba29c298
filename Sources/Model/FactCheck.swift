// SPDX-License-Identifier: EUPL-1.2

/// What was put before an official of a region for the factual check: each answer as it was shown then.
public struct FactCheck: Codable, Sendable, Equatable {
  /// An answer as the official saw it.
  public struct Shown: Codable, Sendable, Equatable {
    public var cell: Cell
    public var value: AnswerValue
    public init(cell: Cell, value: AnswerValue) {
      self.cell = cell
      self.value = value
    }
  }

  public var id: FactCheckID
  public var region: UnitCode
  /// In the order of the sheet.
  public var shown: [Shown]
  /// SHA-256 over all that the sheet showed: the same sheet is sent once.
  public var fingerprint: String

  public init(id: FactCheckID, region: UnitCode, shown: [Shown], fingerprint: String) {
    self.id = id
    self.region = region
    self.shown = shown
    self.fingerprint = fingerprint
  }
}

/// What an official says of one answer. It never changes the answer: a reader does, or says why not.
public struct FactReaction: Codable, Sendable, Equatable, Hashable {
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    case agreed = "ja"
    case disagreed = "nee"
    case remark = "opmerking"
  }

  public var cell: Cell
  public var verdict: Verdict
  /// What it should be, in the words of the official.
  public var correction: String
  public var note: String

  public init(cell: Cell, verdict: Verdict, correction: String = "", note: String = "") {
    self.cell = cell
    self.verdict = verdict
    self.correction = correction
    self.note = note
  }
}

/// A paper that an official misses among those that were read.
public struct AnnouncedPaper: Codable, Sendable, Equatable, Hashable {
  public var title: String
  /// A web address, or the name of a file.
  public var address: String
  /// As the official wrote it.
  public var date: String

  public init(title: String, address: String = "", date: String = "") {
    self.title = title
    self.address = address
    self.date = date
  }
}

/// What came back from a factual check at one time.
public struct FactCheckReply: Codable, Sendable, Equatable {
  public var check: FactCheckID
  /// The function of the official, never a name.
  public var from: String
  public var reactions: [FactReaction]
  public var papers: [AnnouncedPaper]

  public init(
    check: FactCheckID, from: String, reactions: [FactReaction] = [], papers: [AnnouncedPaper] = []
  ) {
    self.check = check
    self.from = from
    self.reactions = reactions
    self.papers = papers
  }
}

/// One thing that came back, and what became of it.
public struct FactCheckEntry: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case reaction(FactReaction)
    case paper(AnnouncedPaper)
  }

  /// Why nobody has to look at it any more.
  public enum End: Sendable, Equatable {
    /// The official agreed.
    case agreed
    /// A reader answered the cell afterwards, with the same answer or another.
    case answered
    /// The official said something else later, of this factual check or, while it waited, of a later one.
    case replaced
    /// A person closed it.
    case closed(reason: String)
  }

  public var id: FactEntryID
  public var from: String
  public var content: Content
  /// nil while it waits. A paper that was registered since waits no more either: see `Study.source(for:)`.
  public var end: End?
}

/// A factual check with all that came back.
public struct FactCheckRecord: Sendable, Equatable {
  public var check: FactCheck
  /// In the order in which they came.
  public internal(set) var entries: [FactCheckEntry] = []

  public init(check: FactCheck) { self.check = check }

  /// What the official said last of a cell.
  public func reaction(on cell: Cell) -> FactReaction? {
    for entry in entries.reversed() {
      if case .reaction(let reaction) = entry.content, reaction.cell == cell { return reaction }
    }
    return nil
  }

  /// The papers that the official announced.
  public var papers: [AnnouncedPaper] {
    entries.compactMap { entry in
      if case .paper(let paper) = entry.content { return paper }
      return nil
    }
  }

  mutating func take(_ content: FactCheckEntry.Content, from: String) {
    if case .reaction(let reaction) = content {
      end(.replaced, reactionsOn: reaction.cell, alsoAgreed: true)
    }
    var end: FactCheckEntry.End?
    if case .reaction(let reaction) = content, reaction.verdict == .agreed { end = .agreed }
    entries.append(
      FactCheckEntry(
        id: FactEntryID("\(check.id)-\(entries.count + 1)"), from: from, content: content, end: end
      ))
  }

  /// Ends what waits on a cell.
  ///
  /// - Parameter alsoAgreed: whether an agreement ends too, which only a later word on the same answer does.
  mutating func end(
    _ end: FactCheckEntry.End, reactionsOn cell: Cell, alsoAgreed: Bool = false
  ) {
    for place in entries.indices {
      guard case .reaction(let reaction) = entries[place].content, reaction.cell == cell else {
        continue
      }
      let before = entries[place].end
      if before == nil || (alsoAgreed && before == .agreed) { entries[place].end = end }
    }
  }

  /// Lets what the official said last of a cell wait again, where only a reader's answer had ended it.
  ///
  /// - Returns: whether the official said anything of the cell here.
  mutating func reopen(reactionOn cell: Cell) -> Bool {
    let said = entries.indices.filter { place in
      if case .reaction(let reaction) = entries[place].content { return reaction.cell == cell }
      return false
    }
    guard let last = said.last else { return false }
    if entries[last].end == .answered { entries[last].end = nil }
    return true
  }
}
