// SPDX-License-Identifier: EUPL-1.2
import Model

/// What follows for one cell from the answers, the searches and the other cells.
public struct Outcome: Sendable, Equatable {
  /// What the outcome rests on.
  public enum Basis: Sendable, Equatable {
    /// A reader answered, or several who agree, or a third who settled.
    indirect case reader(Answer, coders: [CoderID], isSettled: Bool)
    /// Search alone gives it.
    case search
    /// It follows from these fields.
    case derived([FieldID])
  }

  /// Why a cell waits for a person.
  public enum Waiting: Sendable, Equatable {
    /// There are so many hits to look at; nil where search only suggests.
    case forReader(hits: Int)
    /// Several must read it apart, and so many have not answered yet; what the others answered stays hidden.
    case awaitsReaders(Int)
    /// Readers differ.
    case readersDiffer
    /// The answer rested on a search that no longer covers all papers or terms.
    case reopened(String)
    /// The evidence was withdrawn.
    case evidenceWithdrawn
    /// Whether the field applies hangs on these fields, which are open.
    case dependsOn([FieldID])
  }

  public enum Standing: Sendable, Equatable {
    case known([CategoryID], Basis)
    case open(Waiting)
    /// *niet te bepalen*
    case undetermined(reason: String)
    case notApplicable(reason: String)
  }

  public var cell: Cell
  public var standing: Standing
  /// The search that was done for the cell; its identifier is empty while it is not recorded.
  public var search: SearchRecord? {
    get { sharedSearch?.wrappedValue }
    set { sharedSearch = newValue.map(Shared.init(wrappedValue:)) }
  }
  /// What came in since, where the cell was answered on a search and is open again.
  public var reopening: Reopening? {
    get { sharedReopening?.wrappedValue }
    set { sharedReopening = newValue.map(Shared.init(wrappedValue:)) }
  }
  // There may be an outcome for every document: what is large stands apart, so that copies are small.
  private var sharedSearch: Shared<SearchRecord>?
  private var sharedReopening: Shared<Reopening>?

  public init(cell: Cell, standing: Standing, search: SearchRecord? = nil) {
    self.cell = cell
    self.standing = standing
    self.search = search
  }

  /// The categories, where they are known.
  public var categories: [CategoryID]? {
    if case .known(let categories, _) = standing { return categories }
    return nil
  }

  /// The one word under which the standing stands in files: `answered`, `search`, `derived`, `open`,
  /// `unknown`, `notapplicable`.
  public var standingName: String {
    switch standing {
    case .known(_, .reader): "answered"
    case .known(_, .search): "search"
    case .known(_, .derived): "derived"
    case .open: "open"
    case .undetermined: "unknown"
    case .notApplicable: "notapplicable"
    }
  }
}

/// A test on a unit, when some answers are not known.
public enum Truth: Sendable, Equatable {
  case yes, no
  /// It hangs on something that is *niet te bepalen*.
  case unknown
  /// It hangs on something that waits for a reader.
  case open

  var negated: Truth {
    switch self {
    case .yes: .no
    case .no: .yes
    default: self
    }
  }
}
