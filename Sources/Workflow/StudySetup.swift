// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model

/// Makes a study, and draws the municipalities that are examined.
public enum StudySetup {
  /// The folder with the frameworks and layouts that ship with the program.
  ///
  /// It is `VINDPLAATS_RESOURCES` where that is set, else the folder `Resources` or
  /// `share/vindplaats` beside the program or above it.
  ///
  /// - Parameter executable: the path of the program.
  /// - Throws: `WorkflowError` where there is none.
  public static func resources(
    executable: String, environment: [String: String]
  ) throws(WorkflowError) -> URL {
    if let set = environment["VINDPLAATS_RESOURCES"] { return URL(fileURLWithPath: set) }
    var folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
    for _ in 0..<6 {
      for name in ["Resources", "share/vindplaats"] {
        let candidate = folder.appendingPathComponent(name)
        if FileManager.default.fileExists(
          atPath: candidate.appendingPathComponent("frameworks").path)
        {
          return candidate
        }
      }
      folder = folder.deletingLastPathComponent()
    }
    throw WorkflowError(
      .notFound,
      "de meegeleverde analysekaders zijn niet gevonden; zet VINDPLAATS_RESOURCES op de "
        + "map Resources van het programma")
  }

  /// Makes a study folder.
  ///
  /// - Returns: the next steps, a line each.
  public static func create(
    _ paths: StudyPaths, title: String, framework: String, layout: String, resources: URL
  ) throws -> [String] {
    do {
      return try StudyTemplate.create(
        at: paths.folder, title: title, frameworkName: framework, layoutName: layout,
        resources: resources)
    } catch let error as StudyTemplateError {
      throw WorkflowError(.badInput, error.text)
    }
  }

  /// Draws roles and writes them into `units.csv`.
  ///
  /// - Returns: how many municipalities are examined now.
  public static func draw(
    _ paths: StudyPaths, seed: UInt64, again: Bool, resources: URL
  ) throws -> Int {
    let folder = StudyFolder.read(at: paths.folder)
    let file = paths.folder.appendingPathComponent("units.csv")
    guard !folder.units.isEmpty, !folder.hasErrors(in: "units.csv") else {
      let errors = folder.diagnostics.filter { $0.severity == .error }.map(\.text)
      throw WorkflowError(.badInput, errors.joined(separator: "\n"))
    }
    let list = resources.appendingPathComponent("layouts/centrumgemeenten-2015.csv")
    let text = try String(contentsOf: list, encoding: .utf8)
    let (grounds, _) = RoleDraw.centralGrounds(text: text, file: list.lastPathComponent)
    let units = RoleDraw.draw(
      units: folder.units, seed: seed, centralGrounds: grounds, again: again)
    guard let rewritten = RoleDraw.rewrite(unitsText: folder.unitsText, units: units) else {
      throw WorkflowError(.badInput, "units.csv is geen tabel met een kolom code")
    }
    if rewritten != folder.unitsText { try AtomicFile.write(rewritten, to: file) }
    return units.filter { $0.kind == "gemeente" && $0.isExamined }.count
  }
}
