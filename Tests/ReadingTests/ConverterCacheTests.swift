// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Testing

/// poppler-cpp opens a converter for every word; the program keeps them for the next one.
struct ConverterCacheTests {
  @Test func opensNoConverterForEveryWord() {
    let words = Fixture.read("layout.pdf").boxes.reduce(0) { $0 + $1.packed.count } / 10
    let before = cpoppler_converters_opened()
    _ = Fixture.read("layout.pdf")
    let opened = Int(cpoppler_converters_opened() - before)
    #expect(words > 100, "the document holds enough words to tell")
    // Other tests of this process may open a few for their own files at the same time.
    #expect(opened < words / 4)
    #expect(cpoppler_converters_opened() > 0, "the functions stand before those of the C library")
  }

  @Test func readsTheSameTextAgainWithAUsedConverter() {
    let first = Fixture.read("layout.pdf")
    #expect(Fixture.read("layout.pdf") == first)
  }
}
