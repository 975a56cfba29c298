// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Foundation
import Model
import Reading

/// Every sentence of a paper placed in the same paper in another format, and in a scan of it.
struct FormatPairs {
  private(set) var anchors = 0
  private(set) var wrong = 0
  private(set) var lost = 0
  private(set) var rows: [[String]] = []
  private(set) var scanFigures: [Figure] = []
  /// The sentences that were not found in the scans, each with how far the nearest letters are from it.
  private(set) var lostInScan: [String] = []
  private(set) var remarks: [String] = []

  private static let papers = ["kst-32545-143", "ah-tk-20202021-3235"]

  /// - Throws: `MissingMaterial`, and what making a scan throws.
  init(_ material: Material) throws {
    var scans: [(paper: String, from: Extraction, to: Extraction)] = []
    for paper in Self.papers {
      let office = "data/nl-gov-office/officiele-publicaties/\(paper)"
      let pdf = try material.shared("data/nl-gov-pdf/officiele-publicaties/\(paper).pdf")
      let files = [
        pdf, try material.shared("\(office).odt"), try material.shared("\(office).html"),
      ]
      let read = files.map { DocumentReader.read(path: $0.path) }
      for from in read {
        for to in read where to.format != from.format {
          add("\(paper), \(from.format) → \(to.format)", from, to)
        }
      }
      if let scan = try Self.scan(of: pdf) { scans.append((paper, read[0], scan)) }
    }
    guard !scans.isEmpty else {
      remarks.append(
        "A scan could not be made here (pdftoppm and tesseract with Dutch are needed).")
      return
    }
    addScans(scans)
  }

  // MARK: The same words in another format

  private mutating func add(_ name: String, _ from: Extraction, _ to: Extraction) {
    let old = AnchorPlacer(version: "old", readerVersion: "1", extraction: from)
    let new = AnchorPlacer(version: "new", readerVersion: "1", extraction: to)
    var states: [AnchorState: Int] = [:]
    var bad = 0
    let own = Self.passages(from)
    let there = Self.passages(to)
    // The title block stands in PDF and ODT only, so passages are counted from the end.
    for (number, passage) in own.enumerated().reversed() {
      let other = there.count - (own.count - number)
      guard other >= 0, Self.letters(there[other].text) == Self.letters(passage.text) else {
        continue
      }
      for locator in Self.sentences(passage.passage, in: from) {
        let placed = new.place(locator, from: old)
        anchors += 1
        states[placed.state, default: 0] += 1
        if placed.state == .lost { lost += 1 }
        if let found = placed.locator?.stretches.first,
          !there[other].passage.stretches.contains(where: {
            $0.page == found.page && $0.utf8Range.overlaps(found.utf8Range)
          })
        {
          bad += 1
        }
      }
    }
    wrong += bad
    let same = (states[.intact] ?? 0) + (states[.moved] ?? 0)
    rows.append(
      [name, "\(states.values.reduce(0, +))", "\(same)"]
        + [AnchorState.changed, .ambiguous, .lost].map { "\(states[$0] ?? 0)" } + ["\(bad)"])
  }

  private static func passages(
    _ extraction: Extraction
  ) -> [(passage: Passage, text: String)] {
    extraction.passages.filter { $0.zone == .body }.map { ($0, extraction.text(of: $0)) }
  }

  private static func letters(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The locators of the sentences of a passage, of three words or more.
  private static func sentences(_ passage: Passage, in extraction: Extraction) -> [Locator] {
    let finder = QuoteFinder(version: "old", readerVersion: "1", extraction: extraction)
    guard let start = passage.stretches.first else { return [] }
    var locators: [Locator] = []
    for sentence in extraction.text(of: passage).split(separator: ". ") {
      guard sentence.split(separator: " ").count >= 3 else { continue }
      for occurrence in 1...20 {
        do {
          let found = try finder.locate(
            String(sentence), page: start.page, occurrence: occurrence)
          guard let first = found.stretches.first, first.page == start.page,
            start.utf8Range.contains(first.utf8Range.lowerBound)
          else { continue }
          locators.append(found)
          break
        } catch {
          break
        }
      }
    }
    return locators
  }

  // MARK: A scan

  /// The PDF as pictures of 200 dots an inch, read by tesseract; nil where the programs are not here.
  private static func scan(of pdf: URL) throws -> Extraction? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("scan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pages = folder.appendingPathComponent("p").path
    guard run(["pdftoppm", "-r", "200", "-gray", "-png", pdf.path, pages]) else { return nil }
    let images = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".png") }.map { folder.appendingPathComponent($0).path }
    let list = folder.appendingPathComponent("list.txt")
    try images.joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
    let out = folder.appendingPathComponent("scan").path
    guard run(["tesseract", list.path, out, "-l", "nld", "pdf"]) else { return nil }
    let read = DocumentReader.read(path: out + ".pdf")
    return read.state.isSearchable ? read : nil
  }

  private static func run(_ command: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private mutating func addScans(
    _ scans: [(paper: String, from: Extraction, to: Extraction)]
  ) {
    var total = 0
    var (bad, gone, present, missed) = (0, 0, 0, 0)
    for scan in scans {
      let old = AnchorPlacer(version: "old", readerVersion: "1", extraction: scan.from)
      let new = AnchorPlacer(version: "new", readerVersion: "1", extraction: scan.to)
      var states: [AnchorState: Int] = [:]
      var own = 0
      for passage in Self.passages(scan.from) {
        for locator in Self.sentences(passage.passage, in: scan.from) {
          let placed = new.place(locator, from: old)
          states[placed.state, default: 0] += 1
          let apart = Self.letterDistance(of: locator.quote, in: scan.to)
          let isPresent = apart <= 0.4
          if isPresent { present += 1 }
          if placed.state == .lost {
            gone += 1
            if isPresent { missed += 1 }
            lostInScan.append(
              "\(scan.paper), p. \(locator.page), \(Int(apart * 100)) % of the letters differ: "
                + locator.quote)
          }
          if let found = placed.locator,
            found.page != locator.page || Self.shared(found.quote, locator.quote) < 0.6
          {
            own += 1
          }
        }
      }
      let count = states.values.reduce(0, +)
      total += count
      bad += own
      let same = (states[.intact] ?? 0) + (states[.moved] ?? 0)
      rows.append(
        ["\(scan.paper), pdf → its scan", "\(count)", "\(same)"]
          + [AnchorState.changed, .ambiguous, .lost].map { "\(states[$0] ?? 0)" } + ["\(own)"])
    }
    scanFigures = [
      Figure("wrong placements, scan", .share(bad, of: total), limit: .atMost(0.001)),
      Figure(
        "lost although present, scan", .share(missed, of: present), limit: .atMost(0.01)),
      Figure("lost, scan, garbled ones included", .share(gone, of: total)),
    ]
    remarks.append(
      "The scan is made here: the PDF as grey pictures of 200 dots an inch, read by tesseract. Wrong is another "
        + "page, or fewer than 60 % of the words. Present is a sentence when somewhere in the scan a run of letters "
        + "differs from it in at most 40 % of its letters, by an alignment that shares nothing with the placer; "
        + "what the recognition garbled beyond that is lost by right.")
  }

  /// The least number of letters put in, left out or replaced between a quote and any run of letters of a
  /// text, as a share of the quote's letters (approximate matching by dynamic programming, Sellers 1980,
  /// https://doi.org/10.1016/0196-6774(80)90016-4).
  private static func letterDistance(of quote: String, in extraction: Extraction) -> Double {
    let wanted = Array(letters(quote).unicodeScalars)
    guard !wanted.isEmpty else { return 0 }
    let text = Array(
      letters(extraction.pages.map(\.text).joined(separator: " ")).unicodeScalars)
    var column = Array(0...wanted.count)
    var least = wanted.count
    for letter in text {
      var diagonal = column[0]
      for place in 1...wanted.count {
        let above = column[place]
        let cost = wanted[place - 1] == letter ? 0 : 1
        column[place] = min(diagonal + cost, above + 1, column[place - 1] + 1)
        diagonal = above
      }
      least = min(least, column[wanted.count])
    }
    return Double(least) / Double(wanted.count)
  }

  /// The share of the words of the second text that are in the first.
  private static func shared(_ found: String, _ wanted: String) -> Double {
    var left: [String: Int] = [:]
    for word in found.split(whereSeparator: \.isWhitespace) {
      left[letters(String(word)), default: 0] += 1
    }
    let words = wanted.split(whereSeparator: \.isWhitespace).map { letters(String($0)) }
    let kept = words.count { word in
      guard let count = left[word], count > 0 else { return false }
      left[word] = count - 1
      return true
    }
    return Double(kept) / Double(max(1, words.count))
  }
}
