// SPDX-License-Identifier: EUPL-1.2

/// An outcome of a wave that asks for attention: what was found, what may go wrong, and what may help.
///
/// It is not part of the framework, because it follows from the answers. Every part says where it comes from,
/// so that a reader can tell what was counted, what was said in a conversation, and what the researchers
/// thought of themselves.
public struct AttentionPoint: Codable, Sendable, Equatable {
  /// A short name that stays the same: `A1`. The number on a page is counted and not kept.
  public var id: AttentionPointID
  public var title: String
  /// The identifier of the theme in whose chapter it stands.
  public var theme: String
  /// In the order of the file.
  public var parts: [Part]

  public init(id: AttentionPointID, title: String, theme: String, parts: [Part] = []) {
    self.id = id
    self.title = title
    self.theme = theme
    self.parts = parts
  }

  /// What a part is, in the words of `attention.csv`.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case finding = "bevinding"
    case bottleneck = "knelpunt"
    case solution = "oplossing"
  }

  /// A finding, a possible bottleneck or a possible solution.
  public struct Part: Codable, Sendable, Equatable {
    public var kind: Kind
    /// Empty only for a finding that rests on indicators: their sentences are shown then.
    public var text: String
    /// Whom a solution is for: `gemeenten`; empty for other parts.
    public var addressee: String
    /// Where it comes from; never empty.
    public var basis: [Basis]

    public init(kind: Kind, text: String, addressee: String = "", basis: [Basis]) {
      self.kind = kind
      self.text = text
      self.addressee = addressee
      self.basis = basis
    }
  }

  /// Where a part comes from.
  public enum Basis: Codable, Sendable, Equatable {
    /// The count of an indicator of the framework.
    case indicator(String)
    case interview(InterviewID)
    /// A paper, by its path below `sources/`.
    case paper(String)
    /// The session in which the points were discussed, on a date (`yyyy-mm-dd`).
    case feedback(date: String)
    /// The researchers' own consideration.
    case researchers
  }

  /// The parts of a kind, in the order of the file.
  public func parts(_ kind: Kind) -> [Part] { parts.filter { $0.kind == kind } }
}

extension Study {
  /// The rules for the attention points of a wave: nothing stands there without saying where it comes from.
  func check(_ points: [AttentionPoint], in wave: WaveID) throws(Violation) {
    guard let round = round(wave) else {
      throw Violation(.noOpenWave, "er is geen meting \(wave); open die met wave open")
    }
    guard let framework = round.framework else {
      throw Violation(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    var seen = Set<AttentionPointID>()
    for point in points {
      guard Self.isPlain(point.id.rawValue), seen.insert(point.id).inserted else {
        throw Violation(
          .badIdentifier,
          "aandachtspunt ‘\(point.id)’ heeft geen eigen, korte naam; gebruik letters, cijfers en "
            + "streepjes, zoals A1, en elke naam één keer")
      }
      guard !point.title.allSatisfy(\.isWhitespace) else {
        throw Violation(.emptyReason, "aandachtspunt \(point.id) heeft geen titel")
      }
      guard framework.themes.contains(where: { $0.id == point.theme }) else {
        throw Violation(
          .unknownField, "aandachtspunt \(point.id): ‘\(point.theme)’ is geen thema van het kader")
      }
      for part in point.parts { try check(part, of: point, framework, round) }
    }
  }

  private func check(
    _ part: AttentionPoint.Part, of point: AttentionPoint, _ framework: Framework, _ round: Round
  ) throws(Violation) {
    let name = "aandachtspunt \(point.id), \(part.kind.rawValue)"
    guard !part.basis.isEmpty else {
      throw Violation(
        .noEvidence,
        "\(name): er staat niet waar dit vandaan komt; noem een telling, gesprek, stuk, "
          + "terugkoppelsessie of onderzoekers")
    }
    let isCounted = part.basis.contains { if case .indicator = $0 { true } else { false } }
    if part.text.allSatisfy(\.isWhitespace), part.kind != .finding || !isCounted {
      throw Violation(.emptyReason, "\(name): de tekst ontbreekt")
    }
    if part.kind == .solution, part.addressee.allSatisfy(\.isWhitespace) {
      throw Violation(.emptyReason, "\(name): er staat niet voor wie")
    }
    for basis in part.basis {
      switch basis {
      case .indicator(let id) where !framework.indicators.contains { $0.id == id }:
        throw Violation(.unknownField, "\(name): indicator ‘\(id)’ staat niet in het kader")
      case .interview(let id) where !round.interviews.contains { $0.id == id }:
        throw Violation(.noEvidence, "\(name): gesprek ‘\(id)’ staat niet in interviews.csv")
      default: break
      }
    }
  }
}
