// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// What the documentation says is what the program has.
struct DocumentationTests {
  private func text(_ path: String) throws -> String {
    try #require(try Repository.text(path), "\(path) is no text")
  }

  /// Fails without printing the whole page.
  private func expectNamed(
    _ name: String, in page: some StringProtocol, _ problem: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isNamed = page.contains(name)
    #expect(isNamed, "\(problem)", sourceLocation: sourceLocation)
  }

  // MARK: - Commands

  /// The first lines of README.md are the two commands that a stranger types first.
  @Test func readmeBeginsWithTheTwoCommands() throws {
    let readme = try text("README.md")
    let block = try #require(readme.firstMatch(of: /```sh\n(.*?)```/.dotMatchesNewlines()))
    #expect(
      block.1.split(separator: "\n") == [
        "./vindplaats monitor examples/kindermishandeling", "./test",
      ])
    #expect(readme[..<block.range.lowerBound].split(separator: "\n").count == 1)
    for script in ["vindplaats", "test", ".ci/run"] {
      #expect(
        FileManager.default.isExecutableFile(
          atPath: Repository.root.appendingPathComponent(script).path), "\(script) cannot be run")
    }
    #expect(try text(".ci/run").contains("./test"), ".ci/run does not run ./test")
    #expect(Repository.exists("examples/kindermishandeling/study.yaml"))
  }

  /// A command of the program with its options, as its source declares them.
  private struct Command {
    var name: String
    var options: [String]
  }

  /// All commands that are shown in the help, by reading `Sources/vindplaats`.
  private func commands() throws -> [Command] {
    let start = /struct (\w+): (?:Async)?ParsableCommand \{/
    var commands: [Command] = []
    for file in Repository.files(ending: ".swift") where file.hasPrefix("Sources/vindplaats/") {
      let source = try text(file)
      let starts = source.matches(of: start)
      for (place, match) in starts.enumerated() {
        let end = place + 1 < starts.count ? starts[place + 1].range.lowerBound : source.endIndex
        let body = source[match.range.lowerBound..<end]
        if body.contains("shouldDisplay: false") { continue }
        let name =
          body.firstMatch(of: /commandName: "([\w-]+)"/).map { String($0.1) }
          ?? kebab(String(match.1))
        if name != "vindplaats" { commands.append(Command(name: name, options: options(body))) }
      }
    }
    return commands
  }

  /// The long names of the options and flags declared in a piece of source.
  private func options(_ source: some StringProtocol) -> [String] {
    let declaration = /@(?:Option|Flag)\b((?:(?!@Option|@Flag|@Argument).)*?)\bvar (\w+)/
      .dotMatchesNewlines()
    return String(source).matches(of: declaration).flatMap { match -> [String] in
      let custom = match.1.matches(of: /customLong\("([\w-]+)"\)/).map { String($0.1) }
      return custom.isEmpty ? [kebab(String(match.2))] : custom
    }
  }

  /// `notBefore` as the argument parser writes it: `not-before`.
  private func kebab(_ name: String) -> String {
    var result = ""
    for letter in name {
      if letter.isUppercase, !result.isEmpty { result += "-" }
      result += letter.lowercased()
    }
    return result
  }

  @Test func everyCommandIsInTheGuide() throws {
    let commands = try commands()
    #expect(commands.count >= 10, "the commands were not found in Sources/vindplaats")
    let guide = try text("docs/handleiding.md")
    for command in commands {
      let words = ["open", "freeze", "list"].contains(command.name) ? "wave " : ""
      expectNamed(
        "vindplaats \(words)\(command.name)", in: guide,
        "docs/handleiding.md does not show vindplaats \(words)\(command.name)")
    }
  }

  @Test func everyOptionIsInTheGuide() throws {
    let guide = try text("docs/handleiding.md")
    var all: Set<String> = []
    for file in Repository.files(ending: ".swift") where file.hasPrefix("Sources/vindplaats/") {
      all.formUnion(options(try text(file)))
    }
    #expect(all.count >= 15, "the options were not found in Sources/vindplaats")
    for option in all.sorted() {
      expectNamed("--\(option)", in: guide, "docs/handleiding.md does not name --\(option)")
    }
  }

  /// Every command line in the documentation is one that the program knows.
  @Test(arguments: ["README.md", "docs/handleiding.md"])
  func everyCommandShownExists(_ document: String) throws {
    let commands = try commands()
    let names = Set(commands.map(\.name))
    let known = Set(commands.flatMap(\.options))
      .union(try sharedOptions()).union(["help", "version"])
    let lines = try text(document).replacing("\\\n", with: " ")
    var seen = 0
    for block in lines.matches(of: /```sh\n(.*?)```/.dotMatchesNewlines()) {
      for line in block.1.split(separator: "\n") {
        guard let call = line.firstMatch(of: /^(?:\.\/)?vindplaats ([\w-]+)/) else { continue }
        seen += 1
        #expect(names.contains(String(call.1)), "\(document): there is no command in ‘\(line)’")
        for option in line.matches(of: /(?:^| )--([\w-]+)/) {
          #expect(known.contains(String(option.1)), "\(document): no option --\(option.1)")
        }
      }
    }
    #expect(seen > 5, "no commands were found in \(document)")
  }

  /// Options that commands share stand in structs of their own.
  private func sharedOptions() throws -> Set<String> {
    var all: Set<String> = []
    for file in Repository.files(ending: ".swift") where file.hasPrefix("Sources/vindplaats/") {
      all.formUnion(options(try text(file)))
    }
    return all
  }

  // MARK: - Tables

  /// The names in every list of columns in a source file: `columns = [..]` and `columns: [..]`.
  private func columns(in path: String) throws -> [[String]] {
    let list = /columns(?: =|:) \[\s*((?:"\w+",?\s*)+)\]/
    return try text(path).matches(of: list).map { match in
      match.1.matches(of: /"(\w+)"/).map { String($0.1) }
    }
  }

  @Test(arguments: [
    "HitRows.swift": 1, "PictureTables.swift": 3, "InterviewRows.swift": 1, "GridRows.swift": 1,
  ])
  func everyColumnOfTheOutputIsInTheGuide(_ file: String, tables: Int) throws {
    let lists = try columns(in: "Sources/Exchange/\(file)")
    #expect(lists.count == tables)
    let guide = try text("docs/handleiding.md")
    let part = try #require(guide.range(of: "\n## De tabellen in out\n"))
    let rest = guide[part.upperBound...]
    let section = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
    for column in lists.joined() {
      expectNamed("| `\(column)` |", in: section, "the guide does not explain the column \(column)")
    }
  }

  @Test(arguments: [
    "UnitTable.swift", "SourceTable.swift", "CollectionTable.swift", "AnswerTable.swift",
    "InterviewTable.swift",
  ])
  func everyColumnOfTheInputIsInTheGuide(_ file: String) throws {
    let list = /static let (?:required|optional) = \[\s*((?:"\w+",?\s*)+)\]/
    let names = try text("Sources/Intake/\(file)").matches(of: list).flatMap { match in
      match.1.matches(of: /"(\w+)"/).map { String($0.1) }
    }
    #expect(names.count >= 6, "the columns were not found in \(file)")
    let guide = try text("docs/handleiding.md")
    for name in names {
      expectNamed("`\(name)`", in: guide, "the guide does not explain the column \(name)")
    }
  }

  @Test(arguments: ["FactsheetRows.swift", "FactCheckRows.swift"])
  func everyColumnOfASpreadsheetIsInTheGuide(_ file: String) throws {
    let lists = try text("Sources/Exchange/\(file)")
      .matches(of: /static let (?:columns|listColumns) = \[\s*((?:"\w+",?\s*)+)\]/)
    #expect(lists.count >= 1)
    let guide = try text("docs/handleiding.md")
    for column in lists.flatMap({ $0.1.matches(of: /"(\w+)"/).map { String($0.1) } }) {
      expectNamed("`\(column)`", in: guide, "the guide does not explain the column \(column)")
    }
  }

  /// The table of words in the guide is that of the shipped framework.
  @Test func everyWordOfTheWordingIsInTheGuide() throws {
    let framework = try text("Resources/frameworks/kindermishandeling-2015.yaml")
    let words = framework.matches(of: /- \{word: "([^"]+)"/).map { String($0.1) }
    #expect(words.count >= 10)
    let guide = try text("docs/handleiding.md")
    for word in words {
      expectNamed("| \(word) |", in: guide, "the guide has no row for ‘\(word)’")
    }
  }

  // MARK: - Links

  @Test(arguments: Repository.files(ending: ".md"))
  func linksLeadSomewhere(_ document: String) throws {
    let folder = document.split(separator: "/").dropLast().joined(separator: "/")
    let page = try text(document)
    for match in page.matches(of: /\]\(([^)\s]+)\)/) {
      let target = String(match.1)
      if target.contains("://") || target.hasPrefix("mailto:") { continue }
      let parts = target.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let path = parts[0].removingPercentEncoding ?? parts[0]
      let file = path.isEmpty ? document : folder.isEmpty ? path : "\(folder)/\(path)"
      guard Repository.exists(file) else {
        Issue.record("\(document) links to \(target), which does not exist")
        continue
      }
      guard parts.count > 1, file.hasSuffix(".md") else { continue }
      let anchors = try text(file).matches(of: /^#+ (.+)$/.anchorsMatchLineEndings())
        .map { anchor(String($0.1)) }
      #expect(
        anchors.contains(parts[1]), "\(document) links to \(target), which has no such heading")
    }
  }

  /// The anchor that a heading gets: lower case, hyphens for spaces, no punctuation.
  private func anchor(_ heading: String) -> String {
    heading.lowercased().filter {
      $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
    }
    .replacing(" ", with: "-")
  }
}
