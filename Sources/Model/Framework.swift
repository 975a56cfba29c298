// SPDX-License-Identifier: EUPL-1.2

/// What a study asks: themes, questions, fields, terms, indicators and the table of words. It is data.
public struct Framework: Codable, Sendable, Equatable {
  public var id: String
  public var version: String
  public var title: String
  public var summary: String
  public var basis: String
  /// Which answer counts where several papers differ; nil where the framework does not say.
  public var severalPapers: String?
  public var unitKinds: [UnitKind]
  public var sourceKinds: [SourceKind]
  public var sourceLevels: [SourceLevel]
  public var sourceStatuses: [Choice]
  public var usageRights: [Choice]
  public var itemLists: [ItemList]
  public var termLists: [TermList]
  public var themes: [Theme]
  public var indicators: [Indicator]
  public var wording: [WordingRule]
  public var classes: [WordClass]

  public init(
    id: String, version: String, title: String, summary: String = "", basis: String = "",
    unitKinds: [UnitKind], sourceKinds: [SourceKind], sourceLevels: [SourceLevel],
    sourceStatuses: [Choice], usageRights: [Choice], itemLists: [ItemList] = [],
    termLists: [TermList] = [], themes: [Theme], indicators: [Indicator] = [],
    wording: [WordingRule] = [], classes: [WordClass] = [], severalPapers: String? = nil
  ) {
    self.id = id
    self.severalPapers = severalPapers
    self.version = version
    self.title = title
    self.summary = summary
    self.basis = basis
    self.unitKinds = unitKinds
    self.sourceKinds = sourceKinds
    self.sourceLevels = sourceLevels
    self.sourceStatuses = sourceStatuses
    self.usageRights = usageRights
    self.itemLists = itemLists
    self.termLists = termLists
    self.themes = themes
    self.indicators = indicators
    self.wording = wording
    self.classes = classes
  }

  /// All fields that are switched on, in the order of the framework.
  public var fields: [Field] {
    themes.flatMap(\.questions).flatMap(\.fields).filter(\.isEnabled)
  }

  /// The field with this identifier, switched on or not.
  public func field(_ id: FieldID) -> Field? {
    for theme in themes {
      for question in theme.questions {
        if let field = question.fields.first(where: { $0.id == id }) { return field }
      }
    }
    return nil
  }

  /// The items of a field that is answered per item; empty for every other field.
  public func items(of field: Field) -> [Item] {
    guard let list = field.itemList else { return [] }
    return itemLists.first { $0.id == list }?.items ?? []
  }

  public func unitKind(_ id: String) -> UnitKind {
    unitKinds.first { $0.id == id } ?? UnitKind(id: id, one: id, many: id)
  }

  /// Whether absence can be established in a source of this kind.
  public func isCore(kind: String?) -> Bool {
    sourceKinds.first { $0.id == kind }?.isCore ?? false
  }

  /// Whether a source of this kind is the report of an interview.
  public func isInterview(kind: String?) -> Bool {
    sourceKinds.first { $0.id == kind }?.isInterview ?? false
  }

  /// Whether a source of this level counts as a unit of its own.
  public func isCounted(level: String?) -> Bool {
    sourceLevels.first { $0.id == level }?.isCounted ?? true
  }

  /// The terms of the lists for documents, in the order of the framework.
  public var listedTerms: [Term] {
    termLists.filter { $0.use == .documents }.flatMap(\.terms)
  }

  /// Every term that is looked for in documents: the lists for documents, then the terms of the fields.
  public var documentTerms: [Term] {
    var terms = listedTerms
    for field in fields {
      terms += field.terms
      terms += field.categories.flatMap(\.terms)
      terms += items(of: field).flatMap(\.terms)
    }
    var seen = Set<TermID>()
    return terms.filter { seen.insert($0.id).inserted }
  }
}

/// A kind of thing that an answer can be about, with its name on screen.
public struct UnitKind: Codable, Sendable, Equatable {
  public var id: String
  public var one: String
  public var many: String
  /// Whether the word takes *het*: it is *geen enkel stuk*, but *geen enkele regio*.
  public var isNeuter: Bool
  public init(id: String, one: String, many: String, isNeuter: Bool = false) {
    self.id = id
    self.one = one
    self.many = many
    self.isNeuter = isNeuter
  }
}

/// One of a closed list of values, with its label.
public struct Choice: Codable, Sendable, Equatable {
  public var id: String
  public var label: String
  public init(id: String, label: String) {
    self.id = id
    self.label = label
  }
}

/// A kind of source; a core kind can establish absence.
public struct SourceKind: Codable, Sendable, Equatable {
  public var id: String
  public var label: String
  public var isCore: Bool
  /// Words in a file's name that tell the kind.
  public var names: [String]
  /// Whether it is the report of an interview: citable, and no paper.
  public var isInterview: Bool { interview == true }
  /// Nil in the frameworks of older journals, and where it is not.
  private var interview: Bool?
  public init(
    id: String, label: String, isCore: Bool, names: [String] = [], isInterview: Bool = false
  ) {
    self.id = id
    self.label = label
    self.isCore = isCore
    self.names = names
    interview = isInterview ? true : nil
  }
}

/// The level at which a source was made.
public struct SourceLevel: Codable, Sendable, Equatable {
  public var id: String
  public var label: String
  public var isCounted: Bool
  public init(id: String, label: String, isCounted: Bool = true) {
    self.id = id
    self.label = label
    self.isCounted = isCounted
  }
}

/// Items that a field is answered for one by one, such as the partners.
public struct ItemList: Codable, Sendable, Equatable {
  public var id: String
  public var items: [Item]
  public init(id: String, items: [Item]) {
    self.id = id
    self.items = items
  }
}

/// One thing on a list that a field asks about, with the terms that find it.
public struct Item: Codable, Sendable, Equatable {
  public var id: ItemID
  public var label: String
  public var terms: [Term]
  public init(id: ItemID, label: String, terms: [Term] = []) {
    self.id = id
    self.label = label
    self.terms = terms
  }
}

/// A list of terms with its use: for collecting papers, or counted in every document.
public struct TermList: Codable, Sendable, Equatable {
  public enum Use: String, Codable, Sendable { case collection, documents }
  public var id: String
  public var title: String
  public var use: Use
  public var source: String
  public var terms: [Term]
  public init(id: String, title: String, use: Use, source: String = "", terms: [Term]) {
    self.id = id
    self.title = title
    self.use = use
    self.source = source
    self.terms = terms
  }
}

public struct Theme: Codable, Sendable, Equatable {
  public var id: String
  public var title: String
  public var questions: [Question]
  public init(id: String, title: String, questions: [Question]) {
    self.id = id
    self.title = title
    self.questions = questions
  }
}

public struct Question: Codable, Sendable, Equatable {
  public var id: String
  public var text: String
  public var fields: [Field]
  public init(id: String, text: String, fields: [Field]) {
    self.id = id
    self.text = text
    self.fields = fields
  }
}

/// What search alone may decide of a field.
public enum SearchRule: String, Codable, Sendable {
  /// Search gives the answer, with or without hits.
  case decides
  /// No hits gives the lowest answer; hits go to a reader.
  case decidesAbsence
  /// Search only shows where to look.
  case suggests
}

/// Which sources may carry the answer of a field for a unit.
public enum Scope: String, Codable, Sendable {
  /// A region's own papers, those of its Veilig Thuis area, those of its examined municipalities.
  case region = "regio"
  /// A municipality's own papers only.
  case municipality = "gemeente"
  /// The papers of the Veilig Thuis area and of every region in it.
  case safeHome = "vt"
  /// The document itself.
  case document = "stuk"
}

/// One closed thing to answer under a question.
public struct Field: Codable, Sendable, Equatable {
  public enum Scale: String, Codable, Sendable { case ordinal, nominal }

  public var id: FieldID
  public var label: String
  /// The kind of unit that the answer is about: `regio`, `gemeente`, `vt`, `stuk`.
  public var unitKind: String
  public var scope: Scope
  public var scale: Scale
  /// Whether an answer may hold several categories.
  public var isMultiple: Bool
  public var isEnabled: Bool
  public var isInterview: Bool
  /// The rule for deciding between the categories, for the reader.
  public var help: String
  /// From lowest to highest where the scale is ordinal; the first is always the lowest or exclusive one.
  public var categories: [Category]
  /// The list whose items are answered one by one, if any.
  public var itemList: String?
  public var rule: SearchRule
  /// The category that a search without hits gives.
  public var absent: CategoryID?
  /// The category that a search with hits gives, where search decides.
  public var present: CategoryID?
  public var terms: [Term]
  /// The field is n.v.t. for a unit that does not meet this.
  public var applies: Condition?
  /// Answers that follow from other fields; the first that holds wins.
  public var derived: [DerivedAnswer]

  public init(
    id: FieldID, label: String, unitKind: String, scope: Scope, scale: Scale = .ordinal,
    isMultiple: Bool = false, isEnabled: Bool = true, isInterview: Bool = false, help: String = "",
    categories: [Category], itemList: String? = nil, rule: SearchRule = .suggests,
    absent: CategoryID? = nil, present: CategoryID? = nil, terms: [Term] = [],
    applies: Condition? = nil, derived: [DerivedAnswer] = []
  ) {
    self.id = id
    self.label = label
    self.unitKind = unitKind
    self.scope = scope
    self.scale = scale
    self.isMultiple = isMultiple
    self.isEnabled = isEnabled
    self.isInterview = isInterview
    self.help = help
    self.categories = categories
    self.itemList = itemList
    self.rule = rule
    self.absent = absent
    self.present = present
    self.terms = terms
    self.applies = applies
    self.derived = derived
  }

  /// The lowest, or exclusive, category.
  public var lowest: CategoryID { categories.first?.id ?? "" }

  public func category(_ id: CategoryID) -> Category? { categories.first { $0.id == id } }

  /// The place of a category on an ordinal scale, from 0.
  public func rank(_ id: CategoryID) -> Int? { categories.firstIndex { $0.id == id } }
}

/// An answer of a field.
public struct Category: Codable, Sendable, Equatable {
  public var id: CategoryID
  public var label: String
  /// At most seven letters, for the tile map.
  public var short: String
  /// Whether it cannot stand beside another category.
  public var isExclusive: Bool
  /// The terms that give this category, where search decides per category.
  public var terms: [Term]
  public init(
    id: CategoryID, label: String, short: String = "", isExclusive: Bool = false, terms: [Term] = []
  ) {
    self.id = id
    self.label = label
    self.short = short
    self.isExclusive = isExclusive
    self.terms = terms
  }
}

/// An answer that follows from another field.
public struct DerivedAnswer: Codable, Sendable, Equatable {
  public var category: CategoryID
  public var when: Condition
  public init(category: CategoryID, when: Condition) {
    self.category = category
    self.when = when
  }
}

/// A test on a unit's answers and sources.
public indirect enum Condition: Codable, Sendable, Equatable {
  /// The answer is, or contains, one of these.
  case isOneOf(FieldID, [CategoryID])
  case below(FieldID, CategoryID)
  case atLeast(FieldID, CategoryID)
  case aboveLowest(FieldID)
  case isLowest(FieldID)
  /// The answer does not contain this category.
  case lacks(FieldID, CategoryID)
  /// At least so many items, leaving these out, stand above their lowest category.
  case itemsAtLeast(FieldID, Int, except: [ItemID])
  /// Every item has its lowest category.
  case noItems(FieldID)
  /// The unit has a counted source of one of these kinds; a document is of one of these kinds.
  case sourceKind([String])
  /// The same for the level.
  case sourceLevel([String])
  case all([Condition])
  case any([Condition])
  case not(Condition)

  /// The fields that the condition looks at.
  public var fields: [FieldID] {
    switch self {
    case .isOneOf(let field, _), .below(let field, _), .atLeast(let field, _),
      .aboveLowest(let field), .isLowest(let field), .lacks(let field, _),
      .itemsAtLeast(let field, _, _), .noItems(let field):
      return [field]
    case .sourceKind, .sourceLevel: return []
    case .all(let parts), .any(let parts): return parts.flatMap(\.fields)
    case .not(let part): return part.fields
    }
  }
}

/// A count over units, defined in the framework.
public struct Indicator: Codable, Sendable, Equatable {
  public enum Basis: String, Codable, Sendable {
    case search, searchOrReader, reader, metadata
  }
  /// The value that the report of an earlier wave states for it.
  public struct Comparison: Codable, Sendable, Equatable {
    public var wave: String
    public var stated: String
    public var isSameUnit: Bool
    public init(wave: String, stated: String, isSameUnit: Bool) {
      self.wave = wave
      self.stated = stated
      self.isSameUnit = isSameUnit
    }
  }

  public var id: String
  public var label: String
  public var theme: String
  public var unitKind: String
  /// The denominator: units with an answer on this field; nil counts documents.
  public var field: FieldID?
  /// Units that do not meet this are outside the denominator.
  public var filter: Condition?
  /// The numerator; nil while the indicator cannot be computed.
  public var count: Condition?
  public var basis: Basis
  /// A sentence with `{aantal}` in it.
  public var sentence: String
  public var comparison: Comparison?
  /// Why the indicator cannot be computed yet.
  public var pending: String?

  public init(
    id: String, label: String, theme: String, unitKind: String, field: FieldID?,
    filter: Condition? = nil, count: Condition?, basis: Basis, sentence: String,
    comparison: Comparison? = nil, pending: String? = nil
  ) {
    self.id = id
    self.label = label
    self.theme = theme
    self.unitKind = unitKind
    self.field = field
    self.filter = filter
    self.count = count
    self.basis = basis
    self.sentence = sentence
    self.comparison = comparison
    self.pending = pending
  }
}

/// One row of the table of words: when a word may stand for a share.
///
/// All bounds are inclusive; percents are of the known answers, rounded to whole percents.
public struct WordingRule: Codable, Sendable, Equatable {
  public var word: String
  /// The words with `{one}` or `{many}` for the unit: `een kwart van de {many}`, and `{none}`
  /// for *geen enkele* or *geen enkel*.
  public var form: String
  public var exactCount: Int?
  /// Only when every known unit counts.
  public var isAll: Bool
  public var minCount: Int?
  public var maxCount: Int?
  public var minPercent: Int?
  public var maxPercent: Int?

  public init(
    word: String, form: String, exactCount: Int? = nil, isAll: Bool = false, minCount: Int? = nil,
    maxCount: Int? = nil, minPercent: Int? = nil, maxPercent: Int? = nil
  ) {
    self.word = word
    self.form = form
    self.exactCount = exactCount
    self.isAll = isAll
    self.minCount = minCount
    self.maxCount = maxCount
    self.minPercent = minPercent
    self.maxPercent = maxPercent
  }
}

/// An ordinal class into which the words of an earlier wave are placed.
public struct WordClass: Codable, Sendable, Equatable {
  public var id: String
  public var label: String
  public var words: [String]
  /// The lowest whole percent of the class.
  public var minPercent: Int
  public init(id: String, label: String, words: [String], minPercent: Int) {
    self.id = id
    self.label = label
    self.words = words
    self.minPercent = minPercent
  }
}
