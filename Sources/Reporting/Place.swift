// SPDX-License-Identifier: EUPL-1.2

/// A page of the site, or a spot on it.
struct Place: Sendable, Equatable {
  /// From the root of the site: `factsheets/JZ07.html`.
  var path: String
  var anchor: String?

  static let overview = Place(path: "index.html")
  static let national = Place(path: "landelijk.html")
  static let factsheets = Place(path: "factsheets/index.html")
  static let coverage = Place(path: "stukken/index.html")
  static let grid = Place(path: "raster.html")
  static let interviews = Place(path: "gesprekken.html")
  static let report = Place(path: "rapport.html")
  static let differences = Place(path: "verschillen.html")
  static let about = Place(path: "over.html")
  static let stylesheet = Place(path: "look.css")

  static func indicator(_ id: String) -> Place { Place(path: "indicatoren/\(safe(id)).html") }
  static func factsheet(_ code: String) -> Place { Place(path: "factsheets/\(safe(code)).html") }
  static func source(_ id: String, anchor: String? = nil) -> Place {
    Place(path: "stukken/\(safe(id)).html", anchor: anchor)
  }

  /// A name that is safe as a file name, in a link and as an anchor: letters, digits, `.` and `-` stay,
  /// every other byte becomes `_` and its two hexadecimal digits.
  static func safe(_ name: String) -> String {
    var result = ""
    for (place, byte) in name.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ".") where place > 0:
        result += "."
      default:
        let digits = String(byte, radix: 16)
        result += digits.count == 1 ? "_0\(digits)" : "_\(digits)"
      }
    }
    return result.isEmpty ? "_" : result
  }
}
