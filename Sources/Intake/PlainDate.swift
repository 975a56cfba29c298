// SPDX-License-Identifier: EUPL-1.2

/// A date as people write it in a table, brought to `yyyy`, `yyyy-mm` or `yyyy-mm-dd`.
enum PlainDate {
  static let forms = "jjjj-mm-dd, jjjj-mm, jjjj of dd-mm-jjjj"

  /// The date; nil where it is no date of the calendar.
  static func parse(_ text: String) -> String? {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    if parts.count == 3, parts[2].count == 4 { parts.reverse() }
    guard (1...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count <= 2 }),
      let year = Int(parts[0]), (1500...2999).contains(year)
    else { return nil }
    guard parts.count > 1 else { return parts[0] }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    guard parts.count > 2 else { return "\(parts[0])-\(two(month))" }
    guard let day = Int(parts[2]), day >= 1, day <= days(month, of: year) else { return nil }
    return "\(parts[0])-\(two(month))-\(two(day))"
  }

  /// The same, with year, month and day.
  static func parseFull(_ text: String) -> String? {
    parse(text).flatMap { $0.count == 10 ? $0 : nil }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func days(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
