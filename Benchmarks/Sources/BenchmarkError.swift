// SPDX-License-Identifier: EUPL-1.2

/// Why a benchmark could not be run, and what to do.
struct BenchmarkError: Error, Equatable {
  enum Reason: Equatable {
    case usage, missing, couldNotStart, failed, unexpectedOutput
  }

  let reason: Reason
  let text: String

  init(_ reason: Reason, _ text: String) {
    self.reason = reason
    self.text = text
  }
}
