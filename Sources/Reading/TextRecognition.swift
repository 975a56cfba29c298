// SPDX-License-Identifier: EUPL-1.2
import CTesseract
import Foundation
import Model

/// Which pages are recognised on their pictures, and what that may cost.
public struct TextRecognition: Codable, Sendable, Equatable {
  /// `auto` or `force`; where nothing is recognised there is no such value.
  public var mode: RecognitionMode
  /// The edition of the recogniser that is meant (`Recognizer.edition`).
  public var edition: String
  /// The most pages of one document that are recognised; the rest is said to have no text.
  public var pageLimit: Int
  /// The processor time for one page, in seconds; a page that needs more is said to have no text.
  public var pageSeconds: Int

  public init(
    mode: RecognitionMode, edition: String, pageLimit: Int = 1_000, pageSeconds: Int = 60
  ) {
    self.mode = mode
    self.edition = edition
    self.pageLimit = pageLimit
    self.pageSeconds = pageSeconds
  }
}

/// The recogniser of this machine: [Tesseract](https://tesseract-ocr.github.io) with its data for Dutch.
///
/// ```swift
/// guard let recognizer = Recognizer.installed() else { print(Recognizer.packages) }
/// ```
public struct Recognizer: Sendable, Equatable {
  /// What to install on Debian.
  public static let packages = "tesseract-ocr tesseract-ocr-nld"

  static let language = "nld"

  /// The folder with the data.
  let folder: String
  /// Version and data in one word; the same edition reads the same picture in the same way.
  public let edition: String

  /// The recogniser that is here; nil where the library or the data for Dutch are not.
  public static func installed() -> Recognizer? { installed(in: folders) }

  static func installed(in folders: [String]) -> Recognizer? {
    guard let version = ctesseract_version() else { return nil }
    for folder in folders {
      let file = URL(fileURLWithPath: folder).appendingPathComponent("\(language).traineddata")
      guard FileManager.default.isReadableFile(atPath: file.path) else { continue }
      do {
        let data = try ContentHash.of(file: file).prefix(12)
        return Recognizer(
          folder: folder, edition: "tesseract-\(String(cString: version))-\(language)-\(data)")
      } catch {
        continue
      }
    }
    return nil
  }

  /// Where the data may stand: where the user says, and where Debian's editions put it.
  private static var folders: [String] {
    let named = ProcessInfo.processInfo.environment["TESSDATA_PREFIX"]
    return [named].compactMap { $0 } + [
      "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
      "/usr/share/tessdata", "/usr/local/share/tessdata",
    ]
  }
}

/// Told before a page is recognised: the page, counted from 1, and the number of pages to recognise.
typealias RecognitionWatch = (_ page: Int, _ pages: Int) -> Void
