// SPDX-License-Identifier: EUPL-1.2

/// The distinct folded words met so far, each with a number from 0 in the order in which they came.
///
/// ```swift
/// let words = Vocabulary()
/// words.number(of: "aanpak")  // 0
/// words.number(of: "regie")   // 1
/// words.number(of: "aanpak")  // 0
/// ```
///
/// - Invariant: belongs to one thread.
public final class Vocabulary {
  /// A place in the table: all that tells most words apart stands together, so that one look at memory is enough.
  private struct Slot {
    var hash: UInt64 = 0
    var length: UInt32 = 0
    /// -1 where the place is free.
    var number: Int32 = -1
  }
  private var slots: UnsafeMutablePointer<Slot>
  private var slotCount: Int
  /// All words one after the other.
  private var letters: [UInt8] = []
  /// Where each word begins, and at the end where the last one ends.
  private var starts: [Int] = [0]

  /// A vocabulary without words.
  public init() {
    slotCount = 1 << 13
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
  }

  deinit { slots.deallocate() }

  /// How many distinct words have been met.
  public var count: Int { starts.count - 1 }

  /// The number of a word, given now if it is new.
  public func number(of word: String) -> Int {
    var bytes = Array(word.utf8)
    let length = bytes.count
    bytes += [0, 0, 0, 0, 0, 0, 0, 0]
    return bytes.withUnsafeBufferPointer {
      number(of: $0.baseAddress.unsafelyUnwrapped, length: length)
    }
  }

  /// The number of a word, given now if it is new.
  ///
  /// - Parameter word: folded bytes, followed by at least eight readable bytes.
  public func number(of word: UnsafePointer<UInt8>, length: Int) -> Int {
    let hash = Self.hash(word, length)
    let (slots, mask) = (slots, slotCount - 1)
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot.number < 0 { break }
      // Up to eight bytes, words of one length with one hash are the same word; see `hash`.
      if slot.hash == hash, slot.length == UInt32(length),
        length <= 8 || same(word, Int(slot.number))
      {
        return Int(slot.number)
      }
      place = (place + 1) & mask
    }
    return insert(word, length, hash, at: place)
  }

  /// The folded bytes of a word.
  public func bytes(_ number: Int) -> ArraySlice<UInt8> {
    letters[starts[number]..<starts[number + 1]]
  }

  /// The word with a number.
  public func word(_ number: Int) -> String { String(decoding: bytes(number), as: UTF8.self) }

  /// The numbers of all words, in the order of their bytes.
  public func sorted() -> [Int] {
    struct Entry {
      /// The first eight bytes as one number, filled up with zeros.
      var key: UInt64
      var number: Int
    }
    return letters.withUnsafeBufferPointer { letters in
      var entries = (0..<count).map { number in
        var key: UInt64 = 0
        for offset in 0..<8 {
          let place = starts[number] + offset
          key = key << 8 | (place < starts[number + 1] ? UInt64(letters[place]) : 0)
        }
        return Entry(key: key, number: number)
      }
      let bytes = { (number: Int) in letters[self.starts[number]..<self.starts[number + 1]] }
      entries.sort { one, other in
        one.key != other.key
          ? one.key < other.key
          : bytes(one.number).lexicographicallyPrecedes(bytes(other.number))
      }
      return entries.map(\.number)
    }
  }

  /// Forgets all words.
  public func removeAll() {
    letters.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    slots.update(repeating: Slot(), count: slotCount)
  }

  private func same(_ word: UnsafePointer<UInt8>, _ number: Int) -> Bool {
    letters.withUnsafeBufferPointer { letters in
      let start = starts[number]
      for offset in 0..<starts[number + 1] - start where letters[start + offset] != word[offset] {
        return false
      }
      return true
    }
  }

  private func insert(_ word: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, at place: Int)
    -> Int
  {
    let number = count
    letters.append(contentsOf: UnsafeBufferPointer(start: word, count: length))
    starts.append(letters.count)
    slots[place] = Slot(hash: hash, length: UInt32(length), number: Int32(number))
    if count * 2 > slotCount { grow() }
    return number
  }

  private func grow() {
    let (old, oldCount) = (slots, slotCount)
    slotCount *= 2
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
    for slot in UnsafeBufferPointer(start: old, count: oldCount) where slot.number >= 0 {
      var place = Int(truncatingIfNeeded: slot.hash) & (slotCount - 1)
      while slots[place].number >= 0 { place = (place + 1) & (slotCount - 1) }
      slots[place] = slot
    }
    old.deallocate()
  }

  /// Eight bytes at a time, multiplied and mixed; only has to spread well within one run.
  ///
  /// For words of one length of at most eight bytes every step can be undone, so that no two have the same.
  private static func hash(_ word: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(word)
    var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset < length {
      var part = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      let rest = length - offset
      if rest < 8 { part &= (1 << UInt64(rest * 8)) &- 1 }
      hash = (hash ^ part) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      offset += 8
    }
    return hash
  }
}
