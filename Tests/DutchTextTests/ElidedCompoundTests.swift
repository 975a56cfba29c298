// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Testing

struct ElidedCompoundTests {
  @Test(arguments: [
    ("op- en afschalen", "afschalen"), ("jeugd- of kinderbescherming", "kinderbescherming"),
    ("jeugd-, ouder- en kinderbescherming", "kinderbescherming"),
    ("jeugd-/gezinshulp", "gezinshulp"), ("op- en/of afschalen", "afschalen"),
    ("jeugd- & gezinshulp", "gezinshulp"), ("voor- als nadelen", "nadelen"),
    ("(jeugd)bescherming", "bescherming"), ("jeugd- alsmede gezinshulp", "gezinshulp"),
    ("jeugd- respectievelijk gezinshulp", "gezinshulp"), ("jeugd- resp. gezinshulp", "gezinshulp"),
    ("jeugd- c.q. gezinshulp", "gezinshulp"), ("jeugd- evenals gezinshulp", "gezinshulp"),
    ("jeugd- plus gezinshulp", "gezinshulp"), ("jeugd- versus gezinshulp", "gezinshulp"),
    ("jeugd- tot en met gezinshulp", "gezinshulp"), ("jeugd-, maar ook gezinshulp", "gezinshulp"),
    ("jeugd- en de gezinshulp", "gezinshulp"), ("jeugd- of het gezinsplan", "gezinsplan"),
    ("jeugd- en een gezinsplan", "gezinsplan"), ("jeugd- (en kinder)bescherming", "bescherming"),
    ("jeugd- en (kinder)bescherming", "bescherming"), ("jeugd-en gezinshulp", "gezinshulp"),
    ("jeugd- en gezinshulp(verlening)", "gezinshulp"),
  ])
  func findsTheWordThatCompletes(_ text: String, _ expected: String) throws {
    let buffer = TokenBuffer()
    buffer.read(text)
    let compound = try #require(ElidedCompound.beginning(at: 0, in: buffer))
    #expect(buffer.word(compound.completion) == expected)
  }

  @Test(arguments: [
    ("jeugdzorg en -bescherming", "jeugdzorg"), ("jeugdzorg, -hulp en -bescherming", "jeugdzorg"),
    ("jeugdzorg, -hulp of –bescherming", "jeugdzorg"),
  ])
  func findsTheWordThatLendsItsBeginning(_ text: String, _ expected: String) throws {
    let buffer = TokenBuffer()
    buffer.read(text)
    let compound = try #require(ElidedCompound.ending(at: buffer.count - 1, in: buffer))
    #expect(compound.isBackward)
    #expect(buffer.word(compound.part) == expected)
    #expect(buffer.word(compound.completion) == "bescherming")
  }

  @Test(arguments: [
    "AMK-melding en zorg", "jeugd en gezin", "jeugd- gezin", "op- en. Afschalen", "jeugd-",
    "jeugd (en) gezin", "jeugd- en", "jeugd- en. De gezinshulp", "jeugd- tot gezinshulp",
    "jeugd- maar gezinshulp", "jeugd-en-gezinshulp", "jeugd-de gezinshulp", "jeugd- de gezinshulp",
  ])
  func leavesOtherTextAlone(_ text: String) {
    let buffer = TokenBuffer()
    buffer.read(text)
    #expect(ElidedCompound.beginning(at: 0, in: buffer) == nil)
  }
}
