// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Assessment

@Suite struct HiddenStringsTests {
  private let hidden = HiddenStrings(
    ["Kraaienhage", "Ede", "GM0363", "Súdwest-Fryslân", "Kobaltstad", "Groningen"],
    besides: ["Veilig Thuis Kobaltstad", "Groningen"])

  @Test(arguments: [
    ("in KRAAIËNHAGE is", "kraaienhage"), ("www.kraaienhage.nl", "kraaienhage"),
    ("de Kraaienhagense raad", "kraaienhage"), ("te Ede.", "ede"), ("x/gm0363.pdf", "gm0363"),
    ("Sudwest Fryslan", "sudwest fryslan"), ("de stad Kobaltstad", "kobaltstad"),
  ])
  func findsANameInEveryForm(text: String, name: String) {
    #expect(hidden.first(in: text) == name)
  }

  @Test(arguments: [
    "een regiovisie", "iedereen deed mee", "Veilig Thuis Kobaltstad",
    "Veilig Thuis Kobaltstadvolgens",
    "de provincie Groningen", "", " ",
  ])
  func leavesWhatIsNoName(text: String) {
    #expect(hidden.first(in: text) == nil)
  }

  @Test func allowedNameHidesNoOtherPlace() {
    #expect(hidden.first(in: "Veilig Thuis Kobaltstad, in Kobaltstad") == "kobaltstad")
  }
}
