// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model

/// Why no study folder could be made, in words for a person.
public struct StudyTemplateError: Error, Equatable, Sendable {
  public enum Reason: String, Sendable {
    case holdsStudy, notAFolder, unknownFramework, unknownLayout, cannotWrite
  }
  public var reason: Reason
  /// What is wrong and what to do, in Dutch.
  public var text: String
}

/// Makes a new study folder from the frameworks and layouts that ship with the program.
public enum StudyTemplate {
  /// The names of the frameworks that ship, in order.
  public static func frameworks(in resources: URL) -> [String] {
    names(in: resources.appendingPathComponent("frameworks"), ending: ".yaml")
  }

  /// The names of the layouts that ship, in order: tables of units, not lists of something else.
  public static func layouts(in resources: URL) -> [String] {
    let folder = resources.appendingPathComponent("layouts")
    return names(in: folder, ending: ".csv").filter { name in
      var ignored: [Diagnostic] = []
      let text = TextFile.read(name + ".csv", in: folder, &ignored) ?? ""
      return CSVTable(text: text, file: name).columns.contains("kind")
    }
  }

  private static func names(in folder: URL, ending: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
        .map { String($0.dropLast(ending.count)) }.sorted()
    } catch {
      // A folder that cannot be read offers nothing to choose from; `create` says so.
      return []
    }
  }

  /// Makes the folder and its files; a file that is there already stays as it is.
  ///
  /// - Parameters:
  ///   - resources: the folder that holds `frameworks/` and `layouts/`.
  /// - Returns: the next steps, in Dutch, a line each.
  /// - Throws: `StudyTemplateError`; a folder that holds a study is not touched.
  public static func create(
    at root: URL, title: String, frameworkName: String, layoutName: String, resources: URL
  ) throws -> [String] {
    try refuseStudy(at: root)
    let framework = try copy(
      frameworkName, from: resources.appendingPathComponent("frameworks"), ending: ".yaml",
      known: frameworks(in: resources), .unknownFramework, "het analysekader")
    let layout = try copy(
      layoutName, from: resources.appendingPathComponent("layouts"), ending: ".csv",
      known: layouts(in: resources), .unknownLayout, "de indeling")
    let files: [(String, Data)] = [
      ("framework.yaml", framework),
      ("units.csv", layout),
      ("sources.csv", header(SourceTable.required + SourceTable.optional)),
      ("collection.csv", header(CollectionTable.required + CollectionTable.optional)),
      ("interviews.csv", header(InterviewTable.required + InterviewTable.optional)),
      ("attention.csv", header(AttentionTable.required + AttentionTable.optional)),
      ("answers.csv", header(AnswerTable.required + AnswerTable.optional)),
      ("LEESMIJ.txt", Data(StudyTemplate.readMe.utf8)),
      // Last: a folder with a study.yaml is a study, and then it is complete.
      ("study.yaml", Data(settings(title: title, layout: layoutName).utf8)),
    ]
    do {
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent("sources"), withIntermediateDirectories: true)
      for (name, data) in files {
        let place = root.appendingPathComponent(name)
        if !FileManager.default.fileExists(atPath: place.path) {
          try AtomicFile.write(data, to: place)
        }
      }
    } catch {
      throw StudyTemplateError(
        reason: .cannotWrite,
        text: "In \(root.lastPathComponent) kan niet worden geschreven. Kijk of de map van u is en "
          + "of er ruimte is op de schijf.")
    }
    return steps(root.lastPathComponent)
  }

  private static func refuseStudy(at root: URL) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw StudyTemplateError(
        reason: .notAFolder,
        text: "\(root.lastPathComponent) is een bestand. Kies de naam van een nieuwe map.")
    }
    for name in ["study.yaml", "journal.db", "framework.yaml", "units.csv"]
    where FileManager.default.fileExists(atPath: root.appendingPathComponent(name).path) {
      throw StudyTemplateError(
        reason: .holdsStudy,
        text: "In \(root.lastPathComponent) staat al een onderzoek (\(name)). "
          + "Kies een andere map, of ga verder met vindplaats monitor \(root.lastPathComponent).")
    }
  }

  private static func copy(
    _ name: String, from folder: URL, ending: String, known: [String],
    _ reason: StudyTemplateError.Reason, _ what: String
  ) throws -> Data {
    guard known.contains(name) else {
      let near = Spelling.nearest(name, among: known).map { " Bedoelde u \($0)?" } ?? ""
      let choices = known.isEmpty ? "geen" : known.joined(separator: ", ")
      throw StudyTemplateError(
        reason: reason, text: "\(what) ‘\(name)’ bestaat niet; er is: \(choices).\(near)")
    }
    do {
      return try Data(contentsOf: folder.appendingPathComponent(name + ending))
    } catch {
      throw StudyTemplateError(
        reason: reason,
        text: "\(what) ‘\(name)’ kan niet worden gelezen. Installeer het programma opnieuw.")
    }
  }

  private static func header(_ columns: [String]) -> Data {
    Data(CSVWriter(columns: columns).text.utf8)
  }
}
