// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

struct TermCountsTests {
  private var counts: TermCounts {
    var counts = TermCounts()
    counts["a"] = ["privacy": 2, "regie": 1]
    counts["b"] = [:]
    counts["c"] = ["regie": 5, "nul": 0]
    return counts
  }

  @Test func addsUpTheTermsSelected() {
    let counts = counts
    let both = counts.selection(["privacy", "regie", "onbekend"])
    #expect(counts.sum(of: both, in: counts.row(of: "a")) == 3)
    #expect(counts.sum(of: both, in: counts.row(of: "b")) == 0)
    #expect(counts.sum(of: both, in: counts.row(of: "z")) == 0)
    #expect(counts.sum(of: counts.selection(["regie", "regie"]), in: counts.row(of: "c")) == 10)
    #expect(counts.sum(of: counts.selection([]), in: counts.row(of: "a")) == 0)
  }

  @Test func knowsADocumentWithoutTermsFromAnUnknownOne() {
    #expect(counts["b"] == [:])
    #expect(counts["z"] == nil)
    #expect(counts.documentCount == 3)
    #expect(counts.documentFrequency == ["privacy": 1, "regie": 2])
  }

  @Test func replacesTheRowOfADocument() {
    var counts = counts
    let before = counts.selection(["regie"])
    counts["a"] = ["nieuw": 4]
    #expect(counts["a"] == ["nieuw": 4])
    #expect(counts.sum(of: before, in: counts.row(of: "a")) == 0)
    counts["a"] = nil
    #expect(counts.documentCount == 2)
  }
}
