// SPDX-License-Identifier: EUPL-1.2

/// One round of measurement.
public struct Wave: Codable, Sendable, Equatable {
  public var id: WaveID
  public var title: String
  /// Papers dated before this are proposed for exclusion; `yyyy-mm-dd`, or empty.
  public var notBefore: String
  /// The date that the findings speak of; `yyyy-mm-dd`, or empty.
  public var referenceDate: String
  public init(id: WaveID, title: String, notBefore: String = "", referenceDate: String = "") {
    self.id = id
    self.title = title
    self.notBefore = notBefore
    self.referenceDate = referenceDate
  }
}
