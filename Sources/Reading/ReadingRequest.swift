// SPDX-License-Identifier: EUPL-1.2

/// A document to read.
public struct ReadingRequest: Codable, Sendable, Equatable {
  /// Where the bytes are.
  public var path: String
  /// The file as the user knows it, for the diagnostics; its ending is compared with its bytes.
  public var name: String
  /// Tried in order on a protected PDF.
  public var passwords: [String]

  public init(path: String, name: String, passwords: [String] = []) {
    self.path = path
    self.name = name
    self.passwords = passwords
  }
}

/// One line on a worker's standard input: a document to read, or the limits for those that follow.
///
/// ```json
/// {"limits":{"textBytes":67108864,"expandedBytes":268435456,"expansionRatio":200,
///   "memoryBytes":1610612736,"cpuSeconds":45,"wallSeconds":60,
///   "recognition":{"mode":"auto","edition":"…","pageLimit":1000,"pageSeconds":60}}}
/// {"id":7,"path":"/data/regiovisie.pdf","name":"bronnen/regiovisie.pdf","passwords":[]}
/// ```
///
/// With `"picture":{"page":3,"dpi":110,"marks":[{"left":70,"top":81.5,"right":142,"bottom":93}]}` the page is drawn
/// instead of the document read.
struct WorkerLine: Codable {
  var limits: ReadingLimits?
  var id: Int?
  var path: String?
  var name: String?
  var passwords: [String]?
  var picture: PictureRequest?
}
