// SPDX-License-Identifier: EUPL-1.2
import Model

/// Gives the headings of a PDF their levels.
///
/// A number tells the level ("2.3" is 2). Other headings have the level of the numbered ones of their size;
/// sizes without numbers are ranked between those, the largest first.
struct PDFHeadingLevels {
  let text: PDFText

  func set(_ drafts: inout [PDFDraft]) {
    let headings = drafts.indices.filter { drafts[$0].kind == .heading }
    guard !headings.isEmpty else { return }
    let sizes = sizes(of: headings.map { size(drafts[$0]) })
    var depths = [[Int]](repeating: [], count: sizes.count)
    for index in headings {
      if let depth = depth(drafts[index]) { depths[rank(size(drafts[index]), sizes)].append(depth) }
    }
    var levels: [Int] = []
    for known in depths {
      let above = levels.last ?? 0
      let usual = known.isEmpty ? above + 1 : known.sorted()[known.count / 2]
      levels.append(min(max(usual, above), 9))
    }
    for index in headings {
      drafts[index].headingLevel =
        depth(drafts[index]) ?? levels[rank(size(drafts[index]), sizes)]
    }
  }

  private func depth(_ draft: PDFDraft) -> Int? {
    PDFLineShape.numberingDepth(text.bytes(text.lines[draft.pieces[0].line]))
  }

  private func size(_ draft: PDFDraft) -> Float { text.lines[draft.pieces[0].line].box.height }

  /// The sizes that differ by more than a twelfth, the largest first.
  private func sizes(of all: [Float]) -> [Float] {
    var kept: [Float] = []
    for size in all.sorted(by: >) where kept.last.map({ size < $0 * 0.92 }) ?? true {
      kept.append(size)
    }
    return kept
  }

  private func rank(_ size: Float, _ sizes: [Float]) -> Int {
    sizes.firstIndex { size >= $0 * 0.92 } ?? sizes.count - 1
  }
}
