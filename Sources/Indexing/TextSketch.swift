// SPDX-License-Identifier: EUPL-1.2

/// Half a kilobyte of a text, from which follows about how much two texts have in common.
///
/// One permutation hashing: the runs of words are dealt over 128 bins by their hash, and each bin keeps its
/// lowest. Li, Owen, Zhang, *One permutation hashing*, 2012, https://arxiv.org/abs/1208.1259; a bin without a
/// run borrows from the next that has one, Shrivastava, Li, 2014, https://arxiv.org/abs/1406.4784.
public struct TextSketch: Sendable, Equatable {
  static let binCount = 128
  /// A text with fewer runs says too little to be compared.
  static let fewestRuns = 40
  /// Bins that must all be the same for two texts to be compared; at a share of 0.8 all bands miss a pair once
  /// in 20,000.
  static let bandWidth = 5
  static let bandCount = binCount / bandWidth

  let bins: [UInt32]

  /// nil where the text is too short to be compared.
  init?(_ shingles: Shingles) {
    guard shingles.values.count >= Self.fewestRuns else { return nil }
    var lowest = [UInt32](repeating: .max, count: Self.binCount)
    var isFilled = [Bool](repeating: false, count: Self.binCount)
    for run in shingles.values {
      let bin = Int(run % UInt64(Self.binCount))
      lowest[bin] = min(lowest[bin], UInt32(truncatingIfNeeded: run >> 32))
      isFilled[bin] = true
    }
    var bins = lowest
    for bin in bins.indices where !isFilled[bin] {
      var distance = 1
      while !isFilled[(bin + distance) % Self.binCount] { distance += 1 }
      bins[bin] = lowest[(bin + distance) % Self.binCount] &+ UInt32(distance) &* 0x9E37_79B1
    }
    self.bins = bins
  }

  /// As stored; nil where it is not of this form.
  init?(packed: [UInt8]) {
    guard packed.count == Self.binCount * 4 else { return nil }
    bins = stride(from: 0, to: packed.count, by: 4).map { place in
      packed[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  /// Four bytes for each bin, the lowest first.
  var packed: [UInt8] {
    bins.flatMap { bin in (0..<4).map { UInt8(truncatingIfNeeded: bin >> (8 * $0)) } }
  }

  /// About the share of runs that both texts have, from 0 to 1.
  func likeness(to other: TextSketch) -> Double {
    var same = 0
    for place in bins.indices where bins[place] == other.bins[place] { same += 1 }
    return Double(same) / Double(Self.binCount)
  }

  /// A number for each band of bins, which tells the band too.
  var bands: [UInt64] {
    (0..<Self.bandCount).map { band in
      var hash = UInt64(band) &+ 0xCBF2_9CE4_8422_2325
      for bin in bins[band * Self.bandWidth..<(band + 1) * Self.bandWidth] {
        hash = (hash ^ UInt64(bin)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
      }
      return hash
    }
  }
}

/// Finds, for documents in order, the earlier ones that may be nearly the same, without comparing all pairs:
/// each band of a document leads to the first document that has the same band.
struct SketchIndex {
  private var sketches: [TextSketch] = []
  private var firstByBand: [UInt64: Int] = [:]

  init(documentCount: Int) {
    sketches.reserveCapacity(documentCount)
    firstByBand.reserveCapacity(documentCount * TextSketch.bandCount)
  }

  /// Adds the next document.
  ///
  /// - Returns: the numbers of earlier documents, counted from 0, that may be nearly the same, and about how
  ///   much they have in common; the most first, and of those alike the earliest.
  mutating func add(_ sketch: TextSketch) -> [(document: Int, likeness: Double)] {
    let number = sketches.count
    var candidates = Set<Int>()
    for band in sketch.bands {
      if let first = firstByBand[band] {
        candidates.insert(first)
      } else {
        firstByBand[band] = number
      }
    }
    sketches.append(sketch)
    return candidates.map { ($0, sketches[$0].likeness(to: sketch)) }
      .sorted { ($1.likeness, $0.document) < ($0.likeness, $1.document) }
  }
}
