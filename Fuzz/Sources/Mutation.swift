// SPDX-License-Identifier: EUPL-1.2
import Model

/// Ways to change the bytes of a document.
enum Mutation {
  /// Changes bytes in one way that chance chooses.
  ///
  /// - Returns: what was done, for the report.
  static func apply(to bytes: inout [UInt8], _ chance: inout SplitMix64, _ format: String) -> String
  {
    guard bytes.count > 8 else {
      bytes.append(UInt8(chance.number(below: 256)))
      return "one byte more"
    }
    let place = chance.number(below: bytes.count)
    let length = 1 + chance.number(below: min(bytes.count - place, 4096))
    switch chance.number(below: 9) {
    case 0:
      let count = 1 + chance.number(below: 32)
      for _ in 0..<count {
        bytes[chance.number(below: bytes.count)] ^= 1 << UInt8(chance.number(below: 8))
      }
      return "\(count) bits"
    case 1:
      bytes.removeSubrange(place..<(place + length))
      return "removed \(length) at \(place)"
    case 2:
      let times = 1 + chance.number(below: 20)
      let block = Array(bytes[place..<(place + length)])
      for _ in 0..<times { bytes.insert(contentsOf: block, at: place) }
      return "\(times) times \(length) at \(place)"
    case 3:
      let other = chance.number(below: bytes.count)
      let count = min(length, bytes.count - max(place, other))
      for index in 0..<count { bytes.swapAt(place + index, other + index) }
      return "swapped \(count) at \(place) and \(other)"
    case 4:
      bytes.removeSubrange(place...)
      return "cut at \(place)"
    case 5:
      for index in place..<(place + length) { bytes[index] = UInt8(chance.number(below: 256)) }
      return "noise \(length) at \(place)"
    case 6:
      return changeNumber(in: &bytes, from: place, &chance)
    default:
      let text = hostile(for: format, &chance)
      bytes.insert(contentsOf: text, at: place)
      return "inserted \(text.count) at \(place)"
    }
  }

  /// Replaces the first number after a place: lengths, counts, offsets.
  private static func changeNumber(
    in bytes: inout [UInt8], from place: Int, _ chance: inout SplitMix64
  ) -> String {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return "no number" }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    let numbers = ["0", "-1", "1", "65536", "2147483647", "4294967296", "99999999999999999999"]
    let number = numbers[chance.number(below: numbers.count)]
    bytes.replaceSubrange(start..<end, with: Array(number.utf8))
    return "number \(number) at \(start)"
  }

  private static func hostile(for format: String, _ chance: inout SplitMix64) -> [UInt8] {
    let parts: [String] =
      switch format {
      case "html", "xml":
        [
          "<div>", "<table><tr><td>", "<!--", "<script>", "]]>", "&#0;", "&lt;", "<p style=\"",
          "<td colspan=99999>", "<w:p><w:r><w:t>", "</w:p>", "<text:p>", "<![CDATA[", "&x;",
        ]
      case "pdf":
        ["endobj\n", "stream\n", "<<", ">>", "[", "(", "trailer\n", "startxref\n0\n", "BT ", "q "]
      default:
        [
          "[", "](", "*", "_", "`", "<", "kinder-\n", "\u{0C}", "\u{301}", "|", "# ", "> ", "\r\n",
          "\0",
        ]
      }
    let part = parts[chance.number(below: parts.count)]
    let times = [1, 1, 2, 10, 300, 5000][chance.number(below: 6)]
    return Array(String(repeating: part, count: times).utf8)
  }

  /// Where an ASCII text stands last, in whatever case.
  static func place(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return stride(from: bytes.count - wanted.count, through: 0, by: -1).first { start in
      wanted.indices.allSatisfy {
        wanted[$0] == bytes[start + $0] || wanted[$0] == bytes[start + $0] | 0x20
      }
    }
  }
}
