// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model
import Testing

/// A study folder in a temporary place, removed when the test is over.
final class StudyFixture {
  let root: URL

  /// - Parameter files: contents by path; nil leaves a file of the good study out.
  init(_ files: [String: String?] = [:]) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("vindplaats-intake-\(UUID().uuidString)")
    for (path, text) in Self.good.merging(files, uniquingKeysWith: { $1 }) {
      guard let text else { continue }
      let place = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: root)
    } catch {
      Issue.record("cannot remove \(root.lastPathComponent)")
    }
  }

  static let good: [String: String?] = [
    "study.yaml": "title: Proef\nwave: {id: 2015, title: Meting 2015, not_before: 2014-01-01}\n",
    "framework.yaml": FrameworkParserTests.good,
    "units.csv": """
    code,name,kind,parents,role,ground,examined,tile
    JZ01,Groningen,regio,,,,,5:0
    JZ02,Friesland (Fryslân),regio,,,,,3:0
    GM0014,Groningen,gemeente,JZ01,centrum,centrumgemeente,ja,
    GM0080,Leeuwarden,gemeente,JZ02,,,,
    GM0518,'s-Gravenhage,gemeente,JZ02,,,,
    VR01,Groningen,veiligheidsregio,,,,,

    """,
    "sources/JZ01/regiovisie.txt": "tekst",
  ]

  static let unitsHeader =
    "code,name,kind,parents,role,ground,examined,valid_from,valid_until,tile\n"
}
