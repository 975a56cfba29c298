// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The program as built, for tests that run it as a process.
public enum ProgramUnderTest {
  /// `VINDPLAATS_WORKER` where that is set, else the program beside the test bundle.
  public static let path: String = {
    if let named = ProcessInfo.processInfo.environment["VINDPLAATS_WORKER"] { return named }
    let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appendingPathComponent("vindplaats").path
  }()
}
