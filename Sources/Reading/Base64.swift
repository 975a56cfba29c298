// SPDX-License-Identifier: EUPL-1.2

/// Bytes as text of four letters for every three bytes (RFC 4648, section 4), padded.
///
/// Our own because the boxes of thousands of pages go through here, and Foundation's takes several copies.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// The value of each letter; 255 for what is no letter.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    let start = text.count
    let count = (bytes.count + 2) / 3 * 4
    text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: count))
    text.withUnsafeMutableBufferPointer { out in
      bytes.withUnsafeBufferPointer { source in
        letters.withUnsafeBufferPointer { letters in
          var place = start
          var index = 0
          while index < source.count {
            let left = source.count - index
            let second = left > 1 ? UInt32(source[index + 1]) : 0
            let third = left > 2 ? UInt32(source[index + 2]) : 0
            let group = UInt32(source[index]) << 16 | second << 8 | third
            out[place] = letters[Int(group >> 18)]
            out[place + 1] = letters[Int(group >> 12 & 63)]
            if left > 1 { out[place + 2] = letters[Int(group >> 6 & 63)] }
            if left > 2 { out[place + 3] = letters[Int(group & 63)] }
            place += 4
            index += 3
          }
        }
      }
    }
  }

  /// - Returns: nil for what is not of this form.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var length = text.count
    while length > 0, text.count - length < 2, text[length - 1] == UInt8(ascii: "=") { length -= 1 }
    let size = length * 3 / 4
    var isSound = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      values.withUnsafeBufferPointer { values in
        var (group, bits) = (UInt32(0), 0)
        for index in 0..<length {
          let value = values[Int(text[index])]
          if value == 255 { isSound = false }
          group = group << 6 | UInt32(value & 63)
          bits += 6
          if bits >= 8 {
            bits -= 8
            out[count] = UInt8(truncatingIfNeeded: group >> UInt32(bits))
            count += 1
          }
        }
      }
    }
    return isSound ? bytes : nil
  }
}
