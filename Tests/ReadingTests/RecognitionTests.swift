// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Synchronization
import TestSupport
import Testing

@testable import Reading

/// Text that is recognised on the pictures of pages; the scans are those of the example study. R129.
@Suite(.enabled(if: Recognizer.installed() != nil, "needs tesseract-ocr and tesseract-ocr-nld"))
struct RecognitionTests {
  private static let scan = "VB05/uitvoeringsplan-amberkust.pdf"
  /// Two pages with text, and a scanned appendix with a printed page number.
  private static let mixed = "VB0201/beleidsplan-jeugd-gouddrecht.pdf"

  private func limits(
    _ mode: RecognitionMode = .auto, pageLimit: Int = 1_000, pageSeconds: Int = 60
  ) -> ReadingLimits {
    let edition = Recognizer.installed()?.edition ?? ""
    return ReadingLimits(
      recognition: TextRecognition(
        mode: mode, edition: edition, pageLimit: pageLimit, pageSeconds: pageSeconds))
  }

  private func read(_ name: String, _ limits: ReadingLimits) -> Extraction {
    DocumentReader.read(path: Fixture.examplePath(name), name: name, limits: limits)
  }

  @Test func readsAScanWithItsPlacesTwiceTheSame() throws {
    let extraction = read(Self.scan, limits())
    #expect(extraction.state == .ocr)
    #expect(extraction.pagesWithoutText == [])
    #expect(extraction.texts(.heading).first == "Uitvoeringsplan Amberkust 2014-2016")
    let text = extraction.pages.map(\.text).joined(separator: "\n")
    for words in ["huiselijk geweld en kindermishandeling", "Raad voor de Kinderbescherming"] {
      #expect(text.contains(words))
    }
    #expect(extraction.recognized.map(\.page) == [1, 2])
    for page in extraction.recognized {
      let boxes = extraction.boxes[page.page - 1]
      let words = try boxes.words()
      #expect(page.words.count == words.count)
      #expect((80...100).contains(page.confidence))
      let size = try boxes.size()
      #expect(words.allSatisfy { $0.rectangle.right <= size.width })
      #expect(words.allSatisfy { $0.rectangle.bottom <= size.height })
    }
    #expect(extraction.placeMistakes() == [])
    #expect(extraction.diagnostics.map(\.severity) == [.note])
    #expect(read(Self.scan, limits()) == extraction)
  }

  @Test func recognisesOnlyThePageWithoutText() {
    let before = Fixture.readExample(Self.mixed)
    let extraction = read(Self.mixed, limits())
    #expect(before.state == .partly)
    #expect(extraction.state == .ocr)
    #expect(extraction.recognized.map(\.page) == [3])
    #expect(extraction.pages[0] == before.pages[0])
    #expect(extraction.pages[2].text.contains("Kaart van de wijkteams"))
    #expect(before.isOpenToRecognition)
    #expect(extraction.isOpenToRecognition)
  }

  /// The scan with its pages turned: as they lie in the tray of a copier.
  @Test(arguments: [90, 180, 270]) func readsAPageThatIsOnItsSideOrOnItsHead(degrees: Int) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Fixture.examplePath(Self.scan)))
    let turned = Self.replacing(data, "/Rotate 0", "/Rotate \(degrees)")
    let upright = read(Self.scan, limits())
    let extraction = try Fixture.read([UInt8](turned), as: "gedraaid.pdf", limits: limits())
    #expect(extraction.recognized.map(\.page) == [1, 2])
    let (mine, its) = (Self.words(extraction), Self.words(upright))
    #expect(mine.intersection(its).count * 20 >= its.count * 19)
    let size = try extraction.boxes[0].size()
    let width = try upright.boxes[0].size().width
    #expect(abs(size.width - (degrees == 180 ? width : try upright.boxes[0].size().height)) < 2)
    // The heading stands at the top of the page, which is now at the right, the bottom or the left.
    let box = try #require(extraction.boxes[0].words().first).rectangle
    switch degrees {
    case 90: #expect(box.left > size.width * 0.8)
    case 180: #expect(box.top > size.height * 0.8)
    default: #expect(box.right < size.width * 0.2)
    }
  }

  private static func words(_ extraction: Extraction) -> Set<Substring> {
    Set(extraction.pages.flatMap { $0.text.split(whereSeparator: \.isWhitespace) })
  }

  private static func replacing(_ data: Data, _ old: String, _ new: String) -> Data {
    var result = Data()
    var rest = data[...]
    while let place = rest.range(of: Data(old.utf8)) {
      result += rest[..<place.lowerBound] + Data(new.utf8)
      rest = rest[place.upperBound...]
    }
    return result + rest
  }

  @Test func leavesADocumentWithTextAsItIs() {
    let before = Fixture.read("layout.pdf")
    let after = DocumentReader.read(
      path: Fixture.path("layout.pdf"), name: "layout.pdf", limits: limits())
    #expect(after == before)
    #expect(!after.isOpenToRecognition)
  }

  @Test func recognisesEveryPageWhenForced() {
    let extraction = DocumentReader.read(
      path: Fixture.path("owner-only.pdf"), name: "owner-only.pdf", limits: limits(.force))
    #expect(extraction.state == .ocr)
    #expect(extraction.recognized.map(\.page) == [1])
    #expect(extraction.pages[0].text.contains("maar vraagt niet om een wachtwoord."))
  }

  @Test func saysWhichPagesAreLeftOut() {
    let extraction = read(Self.scan, limits(pageLimit: 1))
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [2])
    #expect(extraction.diagnostics.contains { $0.problem.contains("omdat het er te veel zijn") })
  }

  @Test func saysWhichPagesTookTooLong() {
    let extraction = read(Self.scan, limits(pageSeconds: 0))
    #expect(extraction.state == .noText)
    #expect(extraction.pagesWithoutText == [1, 2])
    #expect(extraction.diagnostics.contains { $0.problem.contains("duurde te lang") })
  }

  @Test func callsAPictureWithoutTextNoText() throws {
    let extraction = try Fixture.read(
      SmallPDF.bytes(["text", "drawn"]), as: "beeld.pdf", limits: limits())
    #expect(extraction.state == .partly)
    #expect(extraction.pagesWithoutText == [2])
    #expect(extraction.diagnostics.contains { $0.problem.contains("ook niet na tekstherkenning") })
  }

  /// A page of 200 inches, and one that is a thousand times as long as it is wide.
  @Test(arguments: ["14400 14400", "100 100000"])
  func drawsAHugePageSmaller(size: String) throws {
    let extraction = try Fixture.read(
      SmallPDF.bytes(["drawn"], size: size), as: "groot.pdf", limits: limits())
    #expect(extraction.state == .noText)
    #expect(extraction.pages.count == 1)
  }

  @Test(.enabled(if: WorkerProgram.path != nil, "needs the built program"))
  func aWorkerReadsTheSameAndTellsWhichPageItIsAt() async throws {
    let program = try #require(WorkerProgram.path)
    // The time for a document is up long before both pages are recognised, and starts anew at each.
    var limits = limits()
    limits.wallSeconds = 30
    let pool = WorkerPool(executable: program, workers: 1, limits: limits)
    let notices = Mutex<[String]>([])
    let read = Mutex<Extraction?>(nil)
    let request = ReadingRequest(path: Fixture.examplePath(Self.scan), name: Self.scan)
    await pool.read(
      [request],
      page: { place, page, pages in notices.withLock { $0.append("\(place) \(page) \(pages)") } }
    ) { _, extraction in read.withLock { $0 = extraction } }
    #expect(notices.withLock { $0 } == ["0 1 2", "0 2 2"])
    let own = self.read(Self.scan, limits)
    #expect(read.withLock { $0 } == own)
  }
}

struct RecognizerTests {
  @Test func isNotThereWithoutItsData() {
    #expect(Recognizer.installed(in: []) == nil)
    #expect(Recognizer.installed(in: ["/bestaat/niet"]) == nil)
  }

  @Test func aNoticeIsToldFromAnAnswer() {
    let notice = RecognitionNotice(page: 3, pages: 12, id: 7)
    #expect(RecognitionNotice(line: notice.line.dropLast()) == notice)
    for line in ["{\"id\":7,\"extraction\":{}}", "", "{\"recognizing\":1}", "recognizing 1 2 3"] {
      #expect(RecognitionNotice(line: Array(line.utf8)) == nil)
    }
  }

  @Test func anAnswerKeepsWhatWasRecognised() throws {
    var extraction = Extraction(
      state: .ocr, format: "pdf", pages: [PageText(number: 1, text: "een twee")],
      recognized: [PageRecognition(page: 1, confidence: 88, words: [90, 86])],
      isOpenToRecognition: true)
    let line = try WorkerAnswer(id: 1, extraction: extraction).line()
    #expect(
      try line.withUnsafeBufferPointer { try WorkerAnswer(line: $0).extraction } == extraction)
    extraction.recognized[0].page = 2
    let wrong = try WorkerAnswer(id: 1, extraction: extraction).line()
    #expect(throws: WorkerAnswer.Malformed.self) {
      try wrong.withUnsafeBufferPointer { try WorkerAnswer(line: $0) }
    }
  }
}
