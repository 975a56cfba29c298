// SPDX-License-Identifier: EUPL-1.2

/// What an answer is about, in a wave: a region, a municipality, a Veilig Thuis area.
public struct StudyUnit: Codable, Sendable, Equatable {
  /// What a municipality is in its region: assigned, never derived.
  public enum Role: String, Codable, Sendable {
    case central = "centrum"
    case other = "regiogemeente"
  }
  /// The unit's place on the tile map, from the upper left corner.
  public struct Tile: Codable, Sendable, Equatable {
    public var column: Int
    public var row: Int
    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  public var code: UnitCode
  public var name: String
  /// `regio`, `gemeente`, `vt`, `veiligheidsregio`.
  public var kind: String
  /// The units that it belongs to, of any kind.
  public var parents: [UnitCode]
  public var role: Role?
  /// Why it has that role: `centrumgemeente vrouwenopvang`.
  public var ground: String
  /// Whether a municipality is examined; other kinds are always examined.
  public var isExamined: Bool
  /// Plain dates, `yyyy-mm-dd`.
  public var validFrom: String
  public var validUntil: String
  public var short: String
  public var tile: Tile?
  public var note: String

  public init(
    code: UnitCode, name: String, kind: String, parents: [UnitCode] = [], role: Role? = nil,
    ground: String = "", isExamined: Bool = true, validFrom: String = "", validUntil: String = "",
    short: String = "", tile: Tile? = nil, note: String = ""
  ) {
    self.code = code
    self.name = name
    self.kind = kind
    self.parents = parents
    self.role = role
    self.ground = ground
    self.isExamined = isExamined
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.short = short
    self.tile = tile
    self.note = note
  }

  /// The name on the tile map.
  public var shortName: String { short.isEmpty ? String(name.prefix(6)) : short }
}
