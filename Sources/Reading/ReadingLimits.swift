// SPDX-License-Identifier: EUPL-1.2

/// How much of the machine one document may take before it is given up.
public struct ReadingLimits: Codable, Sendable, Equatable {
  /// The most text that a document may hold, in bytes.
  public var textBytes: Int
  /// The most that a packed file (docx, odt) may unpack to, in bytes.
  public var expandedBytes: Int
  /// How many times larger than its packed form one packed part may be, beyond a first 16 MB.
  public var expansionRatio: Int
  /// The address space of a worker, in bytes.
  public var memoryBytes: Int
  /// The processor time for one document, in seconds.
  public var cpuSeconds: Int
  /// The time on the clock for one document, in seconds.
  public var wallSeconds: Int
  /// How the text of pages is recognised on their pictures; nil where it is not.
  public var recognition: TextRecognition?

  public init(
    textBytes: Int = 64 << 20, expandedBytes: Int = 256 << 20, expansionRatio: Int = 200,
    memoryBytes: Int = 1536 << 20, cpuSeconds: Int = 30, wallSeconds: Int = 60,
    recognition: TextRecognition? = nil
  ) {
    self.textBytes = textBytes
    self.expandedBytes = expandedBytes
    self.expansionRatio = expansionRatio
    self.memoryBytes = memoryBytes
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds
    self.recognition = recognition
  }
}
