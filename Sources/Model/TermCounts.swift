// SPDX-License-Identifier: EUPL-1.2

/// How often each term occurs in the body of each document, packed for adding up over many documents.
///
/// A document has a row with an entry for each term that occurs in it. Which terms are added up is prepared
/// once as a `Selection`, so that a sum looks at numbers only.
///
/// ```swift
/// var counts = TermCounts()
/// counts["a1b2"] = ["privacy": 2, "regie": 1]
/// counts.sum(of: counts.selection([privacy]), in: "a1b2")  // 2
/// ```
public struct TermCounts: Sendable {
  /// Where the entries of a document stand.
  public struct Row: Sendable {
    fileprivate var entries: Range<Int>
  }

  /// Terms whose counts are added up; a term that is named twice counts twice.
  public struct Selection: Sendable {
    /// How often a term is named, by its column; empty where none of the terms occurs anywhere.
    fileprivate var weights: [Int]
  }

  /// Terms that weigh differently.
  public struct Weights: Sendable {
    /// By column; 0 for a term that does not count.
    fileprivate var weights: [Double]
  }

  private var rows: [VersionHash: Row] = [:]
  private var columns: [TermID: Int] = [:]
  private var terms: [TermID] = []
  private var entryColumns: [UInt32] = []
  private var entryCounts: [UInt32] = []

  public init() {}

  /// The number of documents that have a row, also those in which no term occurs.
  public var documentCount: Int { rows.count }

  /// The documents that have a row, in no order.
  public var versions: some Collection<VersionHash> { rows.keys }

  /// The counts of a document by term, for looking at one; nil where it has no row.
  public subscript(version: VersionHash) -> [TermID: Int]? {
    get {
      rows[version].map { row in
        var counts: [TermID: Int] = [:]
        forEachCount(in: row) { counts[$0] = $1 }
        return counts
      }
    }
    set {
      rows[version] = nil
      guard let newValue else { return }
      let sorted = newValue.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      append(version, sorted.map { (column: column(of: $0.key), count: $0.value) })
    }
  }

  /// The row of a document, to be looked up once for several sums; nil where it has none.
  public func row(of version: VersionHash) -> Row? { rows[version] }

  /// Prepares terms for adding up.
  public func selection(_ wanted: some Sequence<TermID>) -> Selection {
    var weights: [Int] = []
    for term in wanted {
      guard let column = columns[term] else { continue }
      if weights.isEmpty { weights = [Int](repeating: 0, count: terms.count) }
      weights[column] += 1
    }
    return Selection(weights: weights)
  }

  /// How often the selected terms occur in a document, together.
  ///
  /// - Complexity: linear in the number of terms that occur in the document.
  public func sum(of selection: Selection, in row: Row?) -> Int {
    guard let row, !selection.weights.isEmpty else { return 0 }
    return selection.weights.withUnsafeBufferPointer { weights in
      var sum = 0
      for place in row.entries {
        let column = Int(entryColumns[place])
        if column < weights.count { sum += Int(entryCounts[place]) * weights[column] }
      }
      return sum
    }
  }

  /// Prepares terms with a weight each.
  public func weights(of wanted: some Sequence<TermID>, _ weight: (TermID) -> Double) -> Weights {
    var weights = [Double](repeating: 0, count: terms.count)
    for term in wanted {
      if let column = columns[term] { weights[column] = weight(term) }
    }
    return Weights(weights: weights)
  }

  /// The sum over the terms in a document of weight times what a count is worth.
  ///
  /// - Complexity: linear in the number of terms that occur in the document.
  public func sum(of weights: Weights, in row: Row, each worth: (Int) -> Double) -> Double {
    weights.weights.withUnsafeBufferPointer { weights in
      var sum = 0.0
      for place in row.entries {
        let column = Int(entryColumns[place])
        guard column < weights.count, weights[column] != 0 else { continue }
        sum += weights[column] * worth(Int(entryCounts[place]))
      }
      return sum
    }
  }

  /// Calls the body with each term that occurs in a document, in the order in which they were added.
  public func forEachCount(in row: Row, _ body: (TermID, Int) -> Void) {
    for place in row.entries { body(terms[Int(entryColumns[place])], Int(entryCounts[place])) }
  }

  /// The number of documents in which each term occurs.
  public var documentFrequency: [TermID: Int] {
    var frequency = [Int](repeating: 0, count: terms.count)
    for row in rows.values {
      for place in row.entries { frequency[Int(entryColumns[place])] += 1 }
    }
    return Dictionary(zip(terms, frequency), uniquingKeysWith: { first, _ in first })
      .filter { $0.value > 0 }
  }

  // MARK: Filling

  /// The column of a term, given now if it is new.
  public mutating func column(of term: TermID) -> Int {
    if let known = columns[term] { return known }
    columns[term] = terms.count
    terms.append(term)
    return terms.count - 1
  }

  /// Gives a document its row.
  ///
  /// - Parameter entries: columns of different terms, each with a count above 0.
  public mutating func append(
    _ version: VersionHash, _ entries: some Sequence<(column: Int, count: Int)>
  ) {
    let start = entryColumns.count
    for (column, count) in entries {
      entryColumns.append(UInt32(column))
      entryCounts.append(UInt32(clamping: count))
    }
    rows[version] = Row(entries: start..<entryColumns.count)
  }
}
