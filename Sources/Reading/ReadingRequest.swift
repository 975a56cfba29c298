// SPDX-License-Identifier: EUPL-1.2

/// A document to read.
public struct ReadingRequest: Codable, Sendable, Equatable {
  /// Where the bytes are.
  public var path: String
  /// The file as the user knows it, for the diagnostics; its ending is compared with its bytes.
  public var name: String
  /// Tried in order on a protected PDF; a worker is told them only where the PDF does not open without.
  public var passwords: [String]

  public init(path: String, name: String, passwords: [String] = []) {
    self.path = path
    self.name = name
    self.passwords = passwords
  }
}

/// One line on a worker's standard input: a document to read, or the limits and the word list for those
/// that follow.
///
/// ```json
/// {"words":"/usr/share/vindplaats/words/nl.words",
///   "limits":{"textBytes":67108864,"expandedBytes":268435456,"expansionRatio":200,
///   "memoryBytes":1610612736,"cpuSeconds":45,"wallSeconds":60,
///   "recognition":{"mode":"auto","edition":"…","pageLimit":1000,"pageSeconds":60}}}
/// {"id":7,"path":"/data/regiovisie.pdf","name":"bronnen/regiovisie.pdf","passwords":[]}
/// {"id":8,"path":"/data/plan.pdf","name":"bronnen/plan.pdf","cpuSeconds":22,
///   "lost":[{"page":3,"cause":"time"}]}
/// ```
///
/// A worker that a page of a PDF is too much for writes one line before it ends, with the page and the
/// processor time spent on the document; the document can be asked for again without that page (`lost`), with
/// the time that is left (`cpuSeconds`), or up to a page (`lastPage`). Where the page was being recognised on its
/// picture, it is asked for again with that page left as its text layer has it (`unrecognized`), or with
/// recognition up to a page (`lastRecognized`).
///
/// ```json
/// {"page":3,"milliseconds":7512}
/// {"page":3,"milliseconds":7512,"recognizing":1}
/// ```
///
/// With `"picture":{"page":3,"dpi":110,"marks":[{"left":70,"top":81.5,"right":142,"bottom":93}]}` the page is drawn
/// instead of the document read.
struct WorkerLine: Codable {
  var limits: ReadingLimits?
  /// The path of the word list; given once, before the first document.
  var words: String?
  var id: Int?
  var path: String?
  var name: String?
  var passwords: [String]?
  var picture: PictureRequest?
  var cpuSeconds: Int?
  var lost: [LostPage]?
  var lastPage: Int?
  var unrecognized: [LostPage]?
  var lastRecognized: Int?
}

/// The last line of a worker that ended while it read a page.
struct WorkerLastLine: Codable {
  /// Counted from 1.
  var page: Int
  /// The processor time spent on the document.
  var milliseconds: Int
  /// 1 where the page was being recognised on its picture.
  var recognizing: Int?
}
