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
  /// What stands behind one pointer: a look at it is not checked for overlapping access, as one at a property of an
  /// object is for every word of every text.
  private struct Store {
    var slots: UnsafeMutablePointer<Slot>
    var slotCount: Int
    /// All words one after the other.
    var letters: UnsafeMutablePointer<UInt8>
    var letterCount = 0
    var letterCapacity: Int
    /// Where each word begins, and at the end where the last one ends.
    var starts: UnsafeMutablePointer<Int>
    var startCapacity: Int
    var count = 0
  }
  private let store: UnsafeMutablePointer<Store>

  /// A vocabulary without words.
  public init() {
    let (slotCount, letterCapacity, startCapacity) = (1 << 13, 1 << 15, 1 << 12)
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
    let starts = UnsafeMutablePointer<Int>.allocate(capacity: startCapacity)
    starts[0] = 0
    store = .allocate(capacity: 1)
    store.initialize(
      to: Store(
        slots: slots, slotCount: slotCount, letters: .allocate(capacity: letterCapacity),
        letterCapacity: letterCapacity, starts: starts, startCapacity: startCapacity))
  }

  deinit {
    store.pointee.slots.deallocate()
    store.pointee.letters.deallocate()
    store.pointee.starts.deallocate()
    store.deallocate()
  }

  /// How many distinct words have been met.
  public var count: Int { store.pointee.count }

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
    let (slots, mask) = (store.pointee.slots, store.pointee.slotCount - 1)
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
  public func bytes(_ number: Int) -> ArraySlice<UInt8> { ArraySlice(letters(number)) }

  /// The same where they stand; until the next word comes.
  private func letters(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(number >= 0 && number < count, "no word has the number \(number)")
    let start = store.pointee.starts[number]
    return UnsafeBufferPointer(
      start: store.pointee.letters + start, count: store.pointee.starts[number + 1] - start)
  }

  /// The word with a number.
  public func word(_ number: Int) -> String { String(decoding: letters(number), as: UTF8.self) }

  /// The numbers of all words, in the order of their bytes.
  public func sorted() -> [Int] {
    struct Entry {
      /// The first eight bytes as one number, filled up with zeros.
      var key: UInt64
      var number: Int
    }
    var entries = (0..<count).map { number in
      let letters = letters(number)
      var key: UInt64 = 0
      for offset in 0..<8 {
        key = key << 8 | (offset < letters.count ? UInt64(letters[offset]) : 0)
      }
      return Entry(key: key, number: number)
    }
    entries.sort { one, other in
      one.key != other.key
        ? one.key < other.key
        : letters(one.number).lexicographicallyPrecedes(letters(other.number))
    }
    return entries.map(\.number)
  }

  /// Forgets all words.
  public func removeAll() {
    store.pointee.letterCount = 0
    store.pointee.count = 0
    store.pointee.slots.update(repeating: Slot(), count: store.pointee.slotCount)
  }

  private func same(_ word: UnsafePointer<UInt8>, _ number: Int) -> Bool {
    let start = store.pointee.starts[number]
    let letters = store.pointee.letters + start
    for offset in 0..<store.pointee.starts[number + 1] - start
    where letters[offset] != word[offset] {
      return false
    }
    return true
  }

  private func insert(_ word: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, at place: Int)
    -> Int
  {
    let number = count
    let end = store.pointee.letterCount + length
    if end > store.pointee.letterCapacity {
      let capacity = max(end, store.pointee.letterCapacity * 2)
      store.pointee.letters = Self.moved(
        store.pointee.letters, store.pointee.letterCount, to: capacity)
      store.pointee.letterCapacity = capacity
    }
    if number + 2 > store.pointee.startCapacity {
      let capacity = store.pointee.startCapacity * 2
      store.pointee.starts = Self.moved(store.pointee.starts, number + 1, to: capacity)
      store.pointee.startCapacity = capacity
    }
    (store.pointee.letters + store.pointee.letterCount).update(from: word, count: length)
    store.pointee.letterCount = end
    store.pointee.starts[number + 1] = end
    store.pointee.count = number + 1
    store.pointee.slots[place] = Slot(hash: hash, length: UInt32(length), number: Int32(number))
    if (number + 1) * 2 > store.pointee.slotCount { grow() }
    return number
  }

  private static func moved<Value>(
    _ old: UnsafeMutablePointer<Value>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Value> {
    let new = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }

  private func grow() {
    let (old, oldCount) = (store.pointee.slots, store.pointee.slotCount)
    let mask = oldCount * 2 - 1
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: oldCount * 2)
    slots.initialize(repeating: Slot(), count: oldCount * 2)
    for slot in UnsafeBufferPointer(start: old, count: oldCount) where slot.number >= 0 {
      var place = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[place].number >= 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
    old.deallocate()
    store.pointee.slots = slots
    store.pointee.slotCount = oldCount * 2
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
