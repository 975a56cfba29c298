// SPDX-License-Identifier: EUPL-1.2

/// At which level a term matched. The raw values stand in `hits.csv`.
public enum MatchLevel: String, Codable, Sendable, CaseIterable {
  /// The word itself.
  case word
  /// A listed form of the same word, never merely a shared stem.
  case inflection
  /// The letters within a longer word; the parts around them explain it.
  case inside
  case prefix
  case phrase
  case near
}

/// What a term looks for, as written in the notation of the framework.
public indirect enum TermPattern: Codable, Sendable, Hashable {
  /// `regievoerder`: the word and its inflections.
  case word(String)
  /// `regie+`: also within longer words.
  case inside(String)
  /// `meld*`: every word that begins so.
  case prefix(String)
  /// `!OM`: exactly so, upper and lower case as written.
  case exact(String)
  /// `"Veilig Thuis"`, `"op- en afschal*"`: the words after each other; punctuation between them is skipped.
  case phrase([TermPattern])
  /// `uitwissel* NEAR/6 informatie`: both within so many words of each other, in either order.
  case near(TermPattern, TermPattern, distance: Int)
  /// `(jeugd)bescherming`: each of these; the longest wins at a place.
  case any([TermPattern])
}

/// The text that Swift itself gives of a pattern. Fingerprints in journals rest on it, so that it stands here for good,
/// and is made in a hundredth of the time.
extension TermPattern: CustomDebugStringConvertible {
  public var debugDescription: String {
    switch self {
    case .word(let word): "Model.TermPattern.word(\(word.debugDescription))"
    case .inside(let word): "Model.TermPattern.inside(\(word.debugDescription))"
    case .prefix(let word): "Model.TermPattern.prefix(\(word.debugDescription))"
    case .exact(let word): "Model.TermPattern.exact(\(word.debugDescription))"
    case .phrase(let parts): "Model.TermPattern.phrase(\(Self.list(parts)))"
    case .near(let one, let other, let distance):
      "Model.TermPattern.near(\(one.debugDescription), \(other.debugDescription), "
        + "distance: \(distance))"
    case .any(let choices): "Model.TermPattern.any(\(Self.list(choices)))"
    }
  }

  private static func list(_ patterns: [TermPattern]) -> String {
    "[" + patterns.map(\.debugDescription).joined(separator: ", ") + "]"
  }
}

/// A search term: a label, what it looks for, and at which levels a find counts.
public struct Term: Codable, Sendable, Hashable {
  public var id: TermID
  /// As a person wrote it: `Veilig Thuis`, `privacy+`.
  public var label: String
  public var patterns: [TermPattern]
  /// The levels at which a place is a hit. A phrase or near match has the level of its weakest word
  /// where that is `inside`, else `phrase` or `near`.
  public var levels: Set<MatchLevel>
  /// Words or phrases within which a find is not a hit: `geweldig` for `geweld`, "eigen regie" for `regie+`.
  public var exceptions: [TermPattern]

  public init(
    id: TermID, label: String, patterns: [TermPattern], levels: Set<MatchLevel>,
    exceptions: [TermPattern] = []
  ) {
    self.id = id
    self.label = label
    self.patterns = patterns
    self.levels = levels
    self.exceptions = exceptions
  }

  /// The levels in the order of their names: a set has none, and a term is written in one way only.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(label, forKey: .label)
    try container.encode(patterns, forKey: .patterns)
    try container.encode(levels.sorted { $0.rawValue < $1.rawValue }, forKey: .levels)
    try container.encode(exceptions, forKey: .exceptions)
  }
}

/// A place where a term occurs in a passage, with the reason why it matched.
public struct Hit: Codable, Sendable, Equatable {
  public var term: TermID
  public var level: MatchLevel
  /// The number of the passage in `Extraction.passages`, from 0.
  public var passage: Int
  public var zone: Zone
  /// The whole words matched: one stretch, or two where they run over a page end.
  public var stretches: [Stretch]
  /// The matched words, folded and joined: `kindermishandeling`.
  public var matched: String

  public init(
    term: TermID, level: MatchLevel, passage: Int, zone: Zone, stretches: [Stretch],
    matched: String
  ) {
    self.term = term
    self.level = level
    self.passage = passage
    self.zone = zone
    self.stretches = stretches
    self.matched = matched
  }
}
