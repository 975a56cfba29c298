// SPDX-License-Identifier: EUPL-1.2
import Assessment
import Exchange
import Foundation
import Intake
import Model

extension StudyDesk {
  /// The work of all readers: one row each.
  public func readers() throws -> Table { ReadingTables.overview(try work(in: draft())) }

  /// The cells that wait for one reader.
  ///
  /// - Throws: `WorkflowError` where nothing is assigned to this reader.
  public func waiting(for coder: CoderID) throws -> Table {
    let draft = try draft()
    let all = work(in: draft)
    guard let work = all.first(where: { $0.coder == coder }) else {
      let known = all.map(\.coder.rawValue).joined(separator: ", ")
      throw WorkflowError(
        .notFound,
        "aan ‘\(coder)’ is niets toegewezen"
          + (known.isEmpty ? "; verdeel het werk met vindplaats assign" : "; lezers zijn: \(known)")
      )
    }
    return ReadingTables.waiting(work, in: draft.picture)
  }

  /// Where readers differ, with what each answered and on what passage.
  public func differences() throws -> Table { ReadingTables.differences(try draft().picture) }

  private func work(in draft: Draft) -> [ReaderWork] {
    draft.picture.work(in: draft.round, of: study)
  }
}

extension StudySetup {
  /// Divides the regions and areas over readers by lot, and writes `readers.csv`.
  ///
  /// - Parameters:
  ///   - again: whether a `readers.csv` that is there may be replaced.
  /// - Returns: how many units were divided.
  /// - Throws: `WorkflowError`.
  public static func assign(
    _ paths: StudyPaths, _ wish: ReadingDraw.Wish, again: Bool
  ) throws -> Int {
    let folder = StudyFolder.read(at: paths.folder)
    guard !folder.units.isEmpty, !folder.hasErrors(in: "units.csv"), folder.framework != nil else {
      let errors = folder.diagnostics.filter { $0.severity == .error }.map(\.text)
      throw WorkflowError(.badInput, errors.joined(separator: "\n"))
    }
    guard again || !folder.holds("readers.csv") else {
      throw WorkflowError(
        .badInput,
        "er is al een readers.csv; pas dat bestand aan, of verdeel opnieuw met --again. Wat twee lezers "
          + "moeten lezen en één al las, kan dan zichtbaar worden")
    }
    if let wrong = wish.coders.first(where: { !$0.isPseudonym }) {
      throw WorkflowError(
        .badInput,
        "‘\(wrong)’ kan geen lezer zijn; gebruik een pseudoniem van letters, cijfers en streepjes, zoals "
          + "lezer-1")
    }
    let codes = Set(folder.units.map(\.code))
    if let unknown = wish.calibration.first(where: { !codes.contains($0) }) {
      throw WorkflowError(
        .unknownUnit, "‘\(unknown)’ staat niet in units.csv; geef bij --calibration codes daaruit")
    }
    let divided = folder.units.filter { $0.kind != "gemeente" && $0.isExamined }.map(\.code)
    guard !divided.isEmpty else {
      throw WorkflowError(.badInput, "in units.csv staat geen regio om te verdelen")
    }
    try AtomicFile.write(
      ReadingDraw.text(units: divided, wish),
      to: paths.folder.appendingPathComponent("readers.csv"))
    return divided.count
  }
}
