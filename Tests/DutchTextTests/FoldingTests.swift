// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Testing

struct FoldingTests {
  @Test(arguments: [
    ("Coördinatie", "coordinatie"), ("cliëntenraad", "clientenraad"), ("FINANCIËN", "financien"),
    ("garçon Curaçao señor", "garcon curacao senor"), ("idee\u{308}n", "ideen"),
    ("ĲSSEL en ĳs", "ijssel en ijs"), ("ﬁnanciële aﬀaire", "financiele affaire"),
    ("foto’s", "foto's"), ("kinder\u{AD}mishandeling", "kindermishandeling"),
    ("straße œuvre", "strasse oeuvre"), ("Ελλάδα", "ελλάδα"),
    ("poliƟe en informaƟe", "politie en informatie"), ("inzeƩen", "inzetten"),
    ("plaƞorm", "platform"),
    ("aƫtude", "attitude"), ("schriŌelijk", "schriftelijk"), ("Ōsaka, TŌKYŌ", "osaka, tokyo"),
    ("3 × 4 – 5", "3 × 4 – 5"),
  ])
  func foldsLettersAndLeavesTheRest(_ text: String, _ expected: String) {
    #expect(Folding.fold(text) == expected)
  }
}
