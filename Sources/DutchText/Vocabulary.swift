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
  private struct Entry {
    var hash: UInt64
    var start: Int
    var length: Int
  }
  private var entries: [Entry] = []
  private var letters: [UInt8] = []
  private var slots: UnsafeMutablePointer<Int32>
  private var slotCount: Int

  /// A vocabulary without words.
  public init() {
    slotCount = 1 << 14
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: -1, count: slotCount)
  }

  deinit { slots.deallocate() }

  /// How many distinct words have been met.
  public var count: Int { entries.count }

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
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    while true {
      let number = Int(slots[slot])
      if number < 0 { break }
      let entry = entries[number]
      if entry.hash == hash, entry.length == length, same(word, entry) { return number }
      slot = (slot + 1) & (slotCount - 1)
    }
    return insert(word, length, hash, at: slot)
  }

  /// The folded bytes of a word.
  public func bytes(_ number: Int) -> ArraySlice<UInt8> {
    let entry = entries[number]
    return letters[entry.start..<entry.start + entry.length]
  }

  /// The word with a number.
  public func word(_ number: Int) -> String { String(decoding: bytes(number), as: UTF8.self) }

  /// Forgets all words.
  public func removeAll() {
    entries.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    slots.update(repeating: -1, count: slotCount)
  }

  private func same(_ word: UnsafePointer<UInt8>, _ entry: Entry) -> Bool {
    letters.withUnsafeBufferPointer { letters in
      for offset in 0..<entry.length where letters[entry.start + offset] != word[offset] {
        return false
      }
      return true
    }
  }

  private func insert(_ word: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, at slot: Int)
    -> Int
  {
    let number = entries.count
    entries.append(Entry(hash: hash, start: letters.count, length: length))
    letters.append(contentsOf: UnsafeBufferPointer(start: word, count: length))
    slots[slot] = Int32(number)
    if entries.count * 2 > slotCount { grow() }
    return number
  }

  private func grow() {
    slots.deallocate()
    slotCount *= 4
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: -1, count: slotCount)
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slotCount - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// Eight bytes at a time, multiplied and mixed; only has to spread well within one run.
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
