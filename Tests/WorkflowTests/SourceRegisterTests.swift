// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing
import TestSupport

@testable import Workflow

/// Identity: the same path with other bytes is a new version, the same bytes elsewhere a move.
@Suite struct SourceRegisterTests {
  private func found(_ path: String, _ version: VersionHash, unit: UnitCode) -> SourceRegister.Found
  {
    SourceRegister.Found(
      path: path, version: version,
      description: SourceDescription(units: [unit], basis: .table, kind: "regiovisie"),
      exclusion: nil)
  }

  private let a = SmallStudy.hash("s0001")
  private let b = SmallStudy.hash("s0002")
  private let c = SmallStudy.hash("s0003")

  private func all() -> [SourceRegister.Found] {
    var d = found("d.txt", SmallStudy.hash("s0004"), unit: "R2")
    d.description.kind = "anders"
    return [
      found("a.txt", a, unit: "R1"), found("b.txt", b, unit: "G1"), found("c.txt", c, unit: "V1"),
      d,
    ]
  }

  private func compare(_ files: [SourceRegister.Found]) throws -> SourceRegister.Changes {
    let study = try SmallStudy.study()
    let changes = SourceRegister.compare(files, with: study)
    var after = study
    for event in changes.events { try after.apply(event) }
    return changes
  }

  @Test func nothingChangedGivesNoEvents() throws {
    let changes = try compare(all())
    #expect(changes.events.isEmpty)
    #expect(changes.unchanged == 4)
  }

  @Test func otherBytesAreANewVersion() throws {
    var files = all()
    files[0].version = "nieuw"
    #expect(try compare(files).events == [.versionFound(id: "s0001", version: "nieuw")])
  }

  @Test func sameBytesAtOneNewPathHaveMoved() throws {
    var files = all()
    files[0].path = "map/a.txt"
    #expect(try compare(files).events == [.sourceMoved(id: "s0001", path: "map/a.txt")])
  }

  @Test func sameBytesAtTwoNewPathsAreNewSources() throws {
    var files = all()
    files[0].path = "x.txt"
    files.append(found("y.txt", a, unit: "R1"))
    let changes = try compare(files)
    #expect(changes.missing == ["a.txt"])
    #expect(changes.new == ["x.txt", "y.txt"])
  }

  @Test func missingFileIsSaidOnce() throws {
    let files = Array(all().dropFirst())
    var study = try SmallStudy.study()
    let changes = SourceRegister.compare(files, with: study)
    #expect(changes.events == [.sourceMissing(id: "s0001")])
    for event in changes.events { try study.apply(event) }
    #expect(SourceRegister.compare(files, with: study).events.isEmpty)
    let back = SourceRegister.compare(all(), with: study)
    #expect(back.events == [.versionFound(id: "s0001", version: a)])
  }

  @Test func lostTableTakesNoDecisionBack() throws {
    var study = try SmallStudy.study()
    try study.apply(.sourceExcluded(id: "s0001", reason: "te oud"))
    var files = all()
    files[1].description = SourceDescription()
    let gaps = SourceRegister.Gaps(table: true)
    #expect(SourceRegister.compare(files, with: study, gaps: gaps).events.isEmpty)
    #expect(SourceRegister.compare(files, with: study).events.count == 2)
  }

  @Test func movedFileKeepsItsRow() throws {
    var study = try SmallStudy.study()
    try study.apply(.sourceExcluded(id: "s0001", reason: "te oud"))
    var files = all()
    files[0].path = "map/a.txt"
    files[0].description = SourceDescription()
    let changes = SourceRegister.compare(files, with: study)
    #expect(changes.events == [.sourceMoved(id: "s0001", path: "map/a.txt")])
    for event in changes.events { try study.apply(event) }
    #expect(SourceRegister.compare(files, with: study).events.isEmpty)
    files[0].hasRow = true
    #expect(SourceRegister.compare(files, with: study).events.count == 2)
  }

  @Test func unreadableFileIsNotMissing() throws {
    let files = Array(all().dropFirst())
    let gaps = SourceRegister.Gaps(unreadable: ["a.txt"])
    #expect(
      SourceRegister.compare(files, with: try SmallStudy.study(), gaps: gaps).events.isEmpty)
  }

  @Test func rowExcludesAPaperThatIsGone() throws {
    var row = all()[0]
    row.exclusion = "per ongeluk"
    row.hasRow = true
    let changes = SourceRegister.compare(
      Array(all().dropFirst()), with: try SmallStudy.study(), rows: ["a.txt": row])
    #expect(
      changes.events == [
        .sourceMissing(id: "s0001"), .sourceExcluded(id: "s0001", reason: "per ongeluk"),
      ])
  }

  @Test func personExcludesAndTakesBack() throws {
    var files = all()
    files[0].exclusion = "te oud"
    var study = try SmallStudy.study()
    let changes = SourceRegister.compare(files, with: study)
    #expect(changes.events == [.sourceExcluded(id: "s0001", reason: "te oud")])
    for event in changes.events { try study.apply(event) }
    #expect(
      SourceRegister.compare(all(), with: study).events
        == [.sourceExcluded(id: "s0001", reason: nil)])
  }
}
