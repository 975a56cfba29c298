// SPDX-License-Identifier: EUPL-1.2

/// Where a stretch of text stands on its page: one rectangle for each line that it runs over.
public struct MarkedStretch: Codable, Sendable, Hashable {
  /// The page, counted from 1.
  public var page: Int
  /// In points from the top left of the page.
  public var rectangles: [PageRectangle]

  public init(page: Int, rectangles: [PageRectangle]) {
    self.page = page
    self.rectangles = rectangles
  }

  /// With every measure to a tenth of a point, which is as precise as boxes are kept.
  public var inTenths: MarkedStretch {
    func tenths(_ points: Double) -> Double { (points * 10).rounded() / 10 }
    return MarkedStretch(
      page: page,
      rectangles: rectangles.map {
        PageRectangle(
          left: tenths($0.left), top: tenths($0.top), right: tenths($0.right),
          bottom: tenths($0.bottom))
      })
  }
}
