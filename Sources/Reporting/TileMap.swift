// SPDX-License-Identifier: EUPL-1.2
import Model

/// A map with one tile for each region, all equal, because regions count equally.
struct TileMap {
  struct Tile {
    var unit: StudyUnit
    var column: Int
    var row: Int
    var chip: Chip
    /// What the tile says, in full.
    var label: String
    var target: String?
  }

  var title: String
  var tiles: [Tile]

  private static let size = 56
  private static let step = 60

  var html: HTML {
    guard let columns = tiles.map(\.column).max(), let rows = tiles.map(\.row).max() else {
      return .none
    }
    let width = columns * Self.step + Self.size + 4
    let height = rows * Self.step + Self.size + 4
    return """
      <svg class="map" viewBox="-2 -2 \(raw: width) \(raw: height)" width="\(raw: width)" \
      height="\(raw: height)" role="group" aria-label="\(title)">\(tiles.map(draw))</svg>

      """
  }

  private func draw(_ tile: Tile) -> HTML {
    let shape = tile.chip.shade.rectangle(
      "width=\"\(raw: Self.size)\" height=\"\(raw: Self.size)\" rx=\"4\"")
    let body: HTML = """
      <g transform="translate(\(raw: tile.column * Self.step) \(raw: tile.row * Self.step))">\
      <title>\(tile.label)</title>\(shape)\
      <text class="tn on-\(tile.chip.shade.name)" x="28" y="25">\(tile.unit.shortName)</text>\
      <text class="ta on-\(tile.chip.shade.name)" x="28" y="41">\(tile.chip.short)</text></g>
      """
    guard let target = tile.target else { return body }
    return "<a href=\"\(target)\" aria-label=\"\(tile.label)\">\(body)</a>\n"
  }
}
