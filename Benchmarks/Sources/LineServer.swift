// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A program that answers a line with a line, and stays open in between.
final class LineServer {
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()
  private var rest = Data()

  /// - Throws: `BenchmarkError` where the program cannot be started.
  init(_ program: String, _ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = questions
    process.standardOutput = answers
    do {
      try process.run()
    } catch {
      throw BenchmarkError(.couldNotStart, "\(program) cannot be started: \(error)")
    }
  }

  /// Asks, and waits for the answer.
  ///
  /// - Returns: the seconds from the question to the end of the answer, and the answer.
  /// - Throws: `BenchmarkError` where the program ended.
  func ask(_ question: String) throws -> (seconds: Double, answer: Data) {
    let line = Data("\(question)\n".utf8)
    let start = ContinuousClock.now
    questions.fileHandleForWriting.write(line)
    let answer = try next()
    return ((ContinuousClock.now - start) / .seconds(1), answer)
  }

  /// Waits for the next line, without its end.
  ///
  /// - Throws: `BenchmarkError` where the program ended.
  func next() throws -> Data {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        defer { rest = Data(rest[(end + 1)...]) }
        return Data(rest[..<end])
      }
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else {
        throw BenchmarkError(.failed, "the program ended while a line was waited for")
      }
      rest.append(more)
    }
  }

  /// Waits for a line that begins so.
  func next(beginning start: String) throws {
    while try !String(decoding: next(), as: UTF8.self).hasPrefix(start) {}
  }

  /// Ends a program that goes on by itself.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  /// Lets the program end.
  func close() {
    questions.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }
}
