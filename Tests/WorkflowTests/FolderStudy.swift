// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import TestSupport

@testable import Workflow

/// A study in a temporary folder with the shipped framework, removed by whoever made it.
struct FolderStudy {
  let paths: StudyPaths

  /// - Parameter files: contents by path within the folder.
  init(_ files: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("onderzoek-\(UUID().uuidString)")
    paths = StudyPaths(folder)
    let settings = "title: Proef\nwave: {id: \"2015\", title: Meting 2015}\n"
    for (path, text) in files.merging(["study.yaml": settings], uniquingKeysWith: { own, _ in own })
    {
      try write(text, to: path)
    }
    try FileManager.default.copyItem(
      at: SharedMaterial.packageRoot
        .appendingPathComponent("Resources/frameworks/kindermishandeling-2015.yaml"),
      to: folder.appendingPathComponent("framework.yaml"))
  }

  func write(_ text: String, to path: String) throws {
    let place = paths.folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
  }

  func monitor() async throws -> Monitor.Result {
    let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 1)
    return try await Monitor(paths: paths, plan: plan, progress: { _ in }).run()
  }

  /// The text of a file of the draft.
  func draft(_ file: String) throws -> String {
    try String(contentsOf: paths.draft.appendingPathComponent(file), encoding: .utf8)
  }

  /// The rows of a table of the draft.
  func rows(_ file: String) throws -> [CSVTable.Row] {
    CSVTable(text: try draft(file), file: file).rows
  }

  func remove() throws { try FileManager.default.removeItem(at: paths.folder) }
}
