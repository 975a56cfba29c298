// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// The short form of `Scripts/fuzz.sh`: mutations of the examples and fixtures, the same ones each time (R28).
struct FuzzTests {
  private static let program = URL(fileURLWithPath: ProgramUnderTest.path)
    .deletingLastPathComponent().appendingPathComponent("fuzz").path

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: program), "needs the built program"))
  func noMutatedDocumentBreaksAPromise() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = [
      "--rounds", "300", "--seed", "7", "--shared", "/nowhere", "--program", ProgramUnderTest.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("findings: 0"))
    #expect(said.contains("| docx |"))
  }
}
