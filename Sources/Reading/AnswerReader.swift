// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// Reads one answer of a worker, in any order of its keys and with any white space.
struct AnswerReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// - Throws: `WorkerAnswer.Malformed`.
  mutating func answer() throws -> WorkerAnswer {
    var answer = WorkerAnswer(id: -1, extraction: Extraction(state: .failed, format: ""))
    try object { key, reader in
      switch key {
      case "id": answer.id = try reader.number()
      case "extraction": answer.extraction = try reader.extraction()
      case "picture":
        reader.space()
        answer.picture = try reader.base64()
      default: try reader.skip()
      }
    }
    return answer
  }

  private mutating func extraction() throws -> Extraction {
    var extraction = Extraction(state: .failed, format: "")
    try object { key, reader in
      switch key {
      case "state":
        guard let state = DocumentState(rawValue: try reader.string()) else {
          throw reader.malformed()
        }
        extraction.state = state
      case "format": extraction.format = try reader.string()
      case "pages":
        try reader.array { reader in
          let text = try reader.string()
          extraction.pages.append(PageText(number: extraction.pages.count + 1, text: text))
        }
      case "passages":
        try reader.array { extraction.passages.append(try $0.passage()) }
      case "boxes":
        try reader.array { reader in
          let packed = try reader.base64()
          extraction.boxes.append(PageBoxes(page: extraction.boxes.count + 1, packed: packed))
        }
      case "pagesWithoutText":
        try reader.array { extraction.pagesWithoutText.append(try $0.number()) }
      case "recognized":
        try reader.array { extraction.recognized.append(try $0.recognition()) }
      case "openToRecognition": extraction.isOpenToRecognition = try reader.number() == 1
      case "language": extraction.language = try reader.string()
      case "title": extraction.title = try reader.string()
      case "metadataDate": extraction.metadataDate = try reader.string()
      case "lock":
        guard let lock = DocumentLock(rawValue: try reader.string()) else {
          throw reader.malformed()
        }
        extraction.lock = lock
      case "diagnostics": extraction.diagnostics = try reader.diagnostics()
      default: try reader.skip()
      }
    }
    try check(extraction.boxes, extraction.pages)
    for page in extraction.recognized {
      guard extraction.pages.indices.contains(page.page - 1), page.confidence <= 100 else {
        throw malformed()
      }
    }
    return extraction
  }

  /// Boxes are there for all pages or for none, and point into their text.
  private func check(_ boxes: [PageBoxes], _ pages: [PageText]) throws {
    guard boxes.isEmpty || boxes.count == pages.count else { throw malformed() }
    for (boxes, page) in zip(boxes, pages)
    where !boxes.isSound(textBytes: page.text.utf8.count) { throw malformed() }
  }

  private mutating func recognition() throws -> PageRecognition {
    try take(0x5B)
    let page = try number()
    try take(0x2C)
    let confidence = try number()
    try take(0x2C)
    space()
    let words = try base64()
    try take(0x5D)
    return PageRecognition(page: page, confidence: confidence, words: words)
  }

  private mutating func base64() throws -> [UInt8] {
    try take(0x22)
    let start = place
    guard let end = bytes.place(of: 0x22, from: start),
      let packed = Base64.decode(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    else { throw malformed() }
    place = end
    place += 1
    return packed
  }

  private mutating func passage() throws -> Passage {
    var numbers = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var count = 0
    try array { reader in
      let number = try reader.number()
      guard number >= 0, count < 10 else { throw reader.malformed() }
      withUnsafeMutableBytes(of: &numbers) {
        $0.storeBytes(of: number, toByteOffset: count * 8, as: Int.self)
      }
      count += 1
    }
    guard count == 6 || count == 10, numbers.0 < WorkerAnswer.kinds.count,
      numbers.1 < WorkerAnswer.zones.count, numbers.4 <= numbers.5, numbers.7 <= numbers.8
    else { throw malformed() }
    var stretches = [Stretch(page: numbers.3, utf8Range: numbers.4..<numbers.5)]
    if count == 10 { stretches.append(Stretch(page: numbers.6, utf8Range: numbers.7..<numbers.8)) }
    return Passage(
      kind: WorkerAnswer.kinds[numbers.0], zone: WorkerAnswer.zones[numbers.1],
      headingLevel: numbers.2, stretches: stretches, joinsWord: numbers.9 == 1)
  }

  private mutating func diagnostics() throws -> [Diagnostic] {
    space()
    let start = place
    try skip()
    guard place - start > 2, let base = bytes.baseAddress else { return [] }
    return try JSONDecoder().decode(
      [Diagnostic].self, from: Data(bytes: base + start, count: place - start))
  }

  // MARK: JSON

  private func malformed() -> WorkerAnswer.Malformed { .init(offset: place) }

  private mutating func space() {
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws {
    space()
    guard place < bytes.count, bytes[place] == byte else { throw malformed() }
    place += 1
  }

  private mutating func has(_ byte: UInt8) -> Bool {
    space()
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func object(_ body: (String, inout Self) throws -> Void) throws {
    try take(0x7B)
    if has(0x7D) { return }
    repeat {
      let key = try string()
      try take(0x3A)
      try body(key, &self)
    } while has(0x2C)
    try take(0x7D)
  }

  private mutating func array(_ body: (inout Self) throws -> Void) throws {
    try take(0x5B)
    if has(0x5D) { return }
    repeat { try body(&self) } while has(0x2C)
    try take(0x5D)
  }

  private mutating func number() throws -> Int {
    space()
    let isNegative = has(0x2D)
    let start = place
    var value = 0
    while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 {
      guard place - start < 15 else { throw malformed() }
      value = value * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    guard place > start else { throw malformed() }
    return isNegative ? -value : value
  }

  private mutating func string() throws -> String {
    try take(0x22)
    let start = place
    while place < bytes.count, bytes[place] != 0x22, bytes[place] != 0x5C { place += 1 }
    guard place < bytes.count else { throw malformed() }
    if bytes[place] == 0x22 {
      defer { place += 1 }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws -> String {
    var text: [UInt8] = []
    text.reserveCapacity((place - start) * 4 + 256)
    var run = start
    while place < bytes.count {
      let byte = bytes[place]
      if byte != 0x22 && byte != 0x5C {
        place += 1
        continue
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<place]))
      place += 1
      if byte == 0x22 { return String(decoding: text, as: UTF8.self) }
      try escape(into: &text)
      run = place
    }
    throw malformed()
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard place < bytes.count else { throw malformed() }
    let byte = bytes[place]
    place += 1
    switch byte {
    case 0x6E: text.append(0x0A)
    case 0x74: text.append(0x09)
    case 0x72: text.append(0x0D)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x75:
      var value = try hexadecimal()
      if (0xD800..<0xDC00).contains(value), place + 1 < bytes.count, bytes[place] == 0x5C {
        place += 2
        value = 0x10000 + (value - 0xD800) << 10 + (try hexadecimal() & 0x3FF)
      }
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: text.append(byte)
    }
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard place + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
    else { throw malformed() }
    place += 4
    return value
  }

  /// Passes over a value of any kind.
  private mutating func skip() throws {
    space()
    guard place < bytes.count else { throw malformed() }
    switch bytes[place] {
    case 0x7B: try object { _, reader in try reader.skip() }
    case 0x5B: try array { try $0.skip() }
    case 0x22: _ = try string()
    default:
      let start = place
      while place < bytes.count, !",]}".utf8.contains(bytes[place]), bytes[place] > 0x20 {
        place += 1
      }
      guard place > start else { throw malformed() }
    }
  }
}
