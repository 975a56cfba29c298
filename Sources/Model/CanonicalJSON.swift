// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// JSON with one way to write each value: keys in order, no white space, slashes as they are.
public enum CanonicalJSON {
  /// - Throws: `EncodingError`.
  public static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// - Throws: `DecodingError`.
  public static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value
  {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
