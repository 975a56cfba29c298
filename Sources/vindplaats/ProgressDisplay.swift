// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Synchronization
import Workflow

/// Shows progress on standard error: a bar on a terminal, plain lines elsewhere.
final class ProgressDisplay: Sendable {
  private struct State {
    var stage: ProgressReport.Stage?
    var lastShown = Date.distantPast
    var lastTenth = -1
    var hasBar = false
  }

  private let isTerminal = isatty(2) == 1
  private let isQuiet: Bool
  private let state = Mutex(State())

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  var handler: ProgressHandler {
    { [self] progress in show(progress) }
  }

  private func show(_ progress: ProgressReport) {
    guard !isQuiet else { return }
    state.withLock { state in
      if isTerminal { bar(progress, &state) } else { line(progress, &state) }
    }
  }

  private func bar(_ progress: ProgressReport, _ state: inout State) {
    let now = Date()
    let isEnd = progress.done >= progress.total
    guard isEnd || progress.stage != state.stage || now.timeIntervalSince(state.lastShown) > 0.1
    else { return }
    state.stage = progress.stage
    state.lastShown = now
    state.hasBar = true
    let width = 24
    let filled = progress.total > 0 ? width * progress.done / progress.total : width
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let page = progress.page.map { " · tekst herkennen, pagina \($0.number) (van \($0.of))" } ?? ""
    let detail = progress.detail.suffix(40) + page
    write(
      "\r\u{1B}[2K\(bar) \(progress.stage.rawValue) \(progress.done)/\(progress.total) \(detail)")
  }

  /// One line at the start of a stage and at every tenth part of a long one.
  private func line(_ progress: ProgressReport, _ state: inout State) {
    let tenth = progress.total > 0 ? 10 * progress.done / progress.total : 10
    guard progress.stage != state.stage || (progress.total >= 50 && tenth > state.lastTenth)
    else { return }
    state.stage = progress.stage
    state.lastTenth = tenth
    write("\(progress.stage.rawValue): \(progress.done) van \(progress.total)\n")
  }

  /// Removes the bar, before anything else is printed.
  func finish() {
    state.withLock { state in
      if state.hasBar { write("\r\u{1B}[2K") }
      state.hasBar = false
    }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
