// SPDX-License-Identifier: EUPL-1.2

/// One round of measurement.
public struct Wave: Codable, Sendable, Equatable {
  public var id: WaveID
  public var title: String
  /// Papers dated before this are proposed for exclusion; `yyyy-mm-dd`, or empty.
  public var notBefore: String
  /// The date that the findings speak of; `yyyy-mm-dd`, or empty.
  public var referenceDate: String
  /// The wave before, where this study does not hold it, and why the papers differ from it.
  public var earlier: EarlierWave?
  public init(
    id: WaveID, title: String, notBefore: String = "", referenceDate: String = "",
    earlier: EarlierWave? = nil
  ) {
    self.id = id
    self.title = title
    self.notBefore = notBefore
    self.referenceDate = referenceDate
    self.earlier = earlier
  }
}

/// What a person says of the wave before: how many papers it rested on, and what explains the difference.
public struct EarlierWave: Codable, Sendable, Equatable {
  /// `Nulmeting 2014`; empty where this study holds that wave.
  public var title: String
  /// How many papers it counted; nil where that is not known or this study holds that wave.
  public var documents: Int?
  public var explanation: String
  public init(title: String = "", documents: Int? = nil, explanation: String = "") {
    self.title = title
    self.documents = documents
    self.explanation = explanation
  }
}
