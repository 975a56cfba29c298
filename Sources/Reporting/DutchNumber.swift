// SPDX-License-Identifier: EUPL-1.2

/// Numbers and dates as they are written in Dutch, whatever the machine's locale.
enum DutchNumber {
  /// `1.234`
  static func text(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { grouped += "." }
      grouped.append(digit)
    }
    return number < 0 ? "-" + grouped : grouped
  }

  /// `12,5`, rounded to tenths.
  static func tenths(_ numerator: Int, of denominator: Int) -> String {
    guard denominator > 0 else { return "0" }
    let tenths = (numerator * 20 + denominator) / (2 * denominator)
    let whole = text(tenths / 10)
    return tenths % 10 == 0 ? whole : "\(whole),\(tenths % 10)"
  }

  /// A whole percentage, rounded half up.
  static func percent(_ count: Int, of total: Int) -> Int {
    total > 0 ? (200 * count + total) / (2 * total) : 0
  }

  /// `14 april 2015` for `2015-04-14`; a month, a year or anything else stays as near as it can.
  static func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-").map { Int($0) }
    guard parts.allSatisfy({ $0 != nil }), let year = parts.first ?? nil else { return iso }
    guard parts.count > 1, let month = parts[1], (1...12).contains(month) else { return iso }
    let name = Dutch.months[month - 1]
    guard parts.count > 2, let day = parts[2] else { return "\(name) \(year)" }
    return "\(day) \(name) \(year)"
  }
}
