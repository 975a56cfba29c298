// SPDX-License-Identifier: EUPL-1.2
import Model
import Reading
import Testing

@testable import Workflow

struct ReadingPlanTests {
  private let plan = ReadingPlan(executable: "", workers: 1)

  private func recognizing(_ mode: RecognitionMode, _ edition: String = "a-1") -> ReadingPlan {
    var plan = plan
    plan.limits.recognition = TextRecognition(mode: mode, edition: edition)
    return plan
  }

  /// As editions from before there was recognition remember them.
  @Test func optionsWithoutRecognitionAreReadBack() throws {
    let options = "text=67108864 expanded=268435456 ratio=200"
    #expect(plan.options == options)
    #expect(recognizing(.auto).with(options: options)?.plan.options == options)
  }

  @Test func optionsNameTheRecogniser() throws {
    let auto = recognizing(.auto)
    #expect(auto.options == "text=67108864 expanded=268435456 ratio=200 ocr=auto with=a-1")
    let again = try #require(plan.with(options: auto.options))
    #expect(again.plan.limits.recognition == auto.limits.recognition)
    #expect(plan.with(options: auto.options + " x=1")?.plan.options == nil)
    #expect(plan.with(options: "ocr")?.plan.options == nil)
  }

  @Test func aDocumentWithoutScansIsKeptWhenTheModeChanges() {
    let plain = Extraction(state: .read, format: "pdf")
    let scan = Extraction(state: .ocr, format: "pdf", isOpenToRecognition: true)
    let auto = recognizing(.auto)
    #expect(auto.options(of: plain) == plan.options(of: plain))
    #expect(auto.options(of: plain) == plan.optionsElsewhere)
    #expect(auto.options(of: scan) == auto.options)
    #expect(plan.options(of: scan) == plan.options)
    #expect(recognizing(.auto, "b-2").options(of: scan) != auto.options(of: scan))
    let forced = recognizing(.force)
    #expect(forced.options(of: plain) == forced.options)
    #expect(forced.optionsElsewhere == forced.options)
  }

  @Test func theCommandGoesBeforeTheFile() throws {
    var wishing = plan
    wishing.wish = .off
    #expect(try wishing.choosing(.force).plan.limits.recognition == nil)
    #expect(try plan.choosing(.off).plan.limits.recognition == nil)
    let usual = try plan.choosing(nil)
    #expect(usual.isMissing == (Recognizer.installed() == nil))
    #expect(usual.plan.limits.recognition?.mode == (usual.isMissing ? nil : .auto))
  }
}
