// SPDX-License-Identifier: EUPL-1.2

/// A PDF written here, one page for each kind: "text", "drawn" (a black square),
/// "blank", "head" (a line in the upper margin), "stamped" (that line over a square) or "slow" (lines on one spot,
/// which take poppler seconds).
enum SmallPDF {
  static func bytes(_ kinds: [String], size: String = "595 842") -> [UInt8] {
    let slowLines = kinds.contains("slow") ? 40_000 : 0
    let contents = [
      "text": "BT /F1 12 Tf 70 700 Td (Dit is een regel tekst van het stuk.) Tj ET",
      "drawn": "100 300 300 300 re f", "blank": "",
      "head": "BT /F1 12 Tf 70 800 Td (Regiovisie Amberkust) Tj ET",
      "stamped": "BT /F1 12 Tf 70 800 Td (Regiovisie Amberkust) Tj ET 100 300 300 300 re f",
      "slow": "BT /F1 12 Tf 70 700 Td "
        + String(repeating: "(Veilig Thuis) Tj 0 -0.00001 Td\n", count: slowLines) + "ET",
    ]
    return bytes(contents: kinds.map { contents[$0] ?? "" }, size: size)
  }

  /// A PDF of which each page is drawn as given; F1 is Helvetica and F2 is Courier.
  static func bytes(contents: [String], size: String = "595 842") -> [UInt8] {
    let pages = contents.indices.map { "\(5 + 2 * $0) 0 R" }.joined(separator: " ")
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[\(pages)]/Count \(contents.count)/MediaBox[0 0 \(size)]>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    for (index, stream) in contents.enumerated() {
      objects.append(
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
          + "/Contents \(6 + 2 * index) 0 R>>")
      objects.append("<</Length \(stream.utf8.count)>>stream\n\(stream)\nendstream")
    }
    return file(of: objects.map { Array($0.utf8) })
  }

  /// The file with these objects, of which the first is the catalogue.
  static func file(of objects: [[UInt8]]) -> [UInt8] {
    var file = Array("%PDF-1.4\n".utf8)
    var table = "0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let place = String(file.count)
      table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let end =
      "xref\n0 \(objects.count + 1)\n\(table)trailer\n"
      + "<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(file.count)\n%%EOF\n"
    return file + Array(end.utf8)
  }
}
