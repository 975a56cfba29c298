// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// What a paper more takes beside many, and beside none.
struct AddingRun: Equatable {
  let textCount: Int
  /// The median seconds from the paper's being there to its being searchable, with `monitor --watch`.
  let watched: Double
  let watchedAlone: Double
  /// The median seconds of a whole `monitor`, the draft with it.
  let whole: Double
  let wholeAlone: Double

  /// What was agreed: a paper takes as long beside any number as beside none. The margin is for noise.
  static let mostTimes = 1.5

  var times: Double { watched / max(watchedAlone, 1e-9) }
  var keepsLimit: Bool { times <= Self.mostTimes }

  private static let papers = 15

  /// Adds papers in turn to a study that was monitored and to one without papers.
  ///
  /// - Throws: `BenchmarkError`.
  static func measure(
    _ program: String, _ study: TextStudy, work: URL, rounds: Int
  ) throws -> AddingRun {
    let empty = work.appendingPathComponent("empty-\(UUID().uuidString)")
    try Command(
      program,
      [
        "init", empty.path, "--framework", "kindermishandeling-2015", "--layout",
        "jeugdregio-2015",
      ]
    ).run()
    let studies = [study.folder, empty]
    let folders = try studies.map { study in
      let folder = study.appendingPathComponent("sources/toegevoegd")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return folder
    }
    let servers = try studies.map { try LineServer(program, ["monitor", $0.path, "--watch"]) }
    defer { for server in servers { server.stop() } }
    for server in servers { try server.next(beginning: "Kijkt nu") }
    var watched: [[Double]] = [[], []]
    for number in 0..<papers {
      for place in servers.indices {
        let seconds = try add(number, to: folders[place], of: studies[place]) {
          try servers[place].next(beginning: "opgenomen")
        }
        watched[place].append(seconds)
      }
    }
    for server in servers { server.stop() }
    var whole: [[Double]] = [[], []]
    for round in 0..<rounds {
      for place in studies.indices {
        _ = try add(papers + round, to: folders[place], of: studies[place]) {}
        whole[place].append(try Command(program, ["monitor", studies[place].path]).run().seconds)
      }
    }
    return AddingRun(
      textCount: study.textCount, watched: watched[0].median, watchedAlone: watched[1].median,
      whole: whole[0].median, wholeAlone: whole[1].median)
  }

  /// Puts a paper into a folder in one step.
  ///
  /// - Returns: the seconds from then to the end of the body.
  private static func add(
    _ number: Int, to folder: URL, of study: URL, _ body: () throws -> Void
  ) throws -> Double {
    let text = """
      Uitvoeringsplan \(number) \(UUID().uuidString)

      De gemeenten werken de aanpak van kindermishandeling uit, met de meldcode en met Veilig Thuis.

      """
    let waiting = study.appendingPathComponent(".nieuw-\(number).txt")
    try Data(text.utf8).write(to: waiting)
    let start = ContinuousClock.now
    try FileManager.default.moveItem(
      at: waiting, to: folder.appendingPathComponent("plan-\(number).txt"))
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// The section of docs/benchmarks.md.
  static func markdown(_ runs: [AddingRun]) -> String {
    let lines = runs.sorted { $0.textCount < $1.textCount }.map { run in
      "| \(run.textCount) | \((run.watchedAlone * 1000).figure(0)) | "
        + "\((run.watched * 1000).figure(0)) | **\(run.times.figure(2))** | "
        + "\(run.keepsLimit ? "holds" : "**does not hold**") | \(run.wholeAlone.figure(2)) | "
        + "\(run.whole.figure(2)) |"
    }
    return """
      ## One paper more
      | beside texts | searchable, ms beside none | ms beside all | times that of none (limit \(mostTimes.figure(1))) | | whole run, s beside none | s beside all |
      |---|---|---|---|---|---|---|
      \(lines.joined(separator: "\n"))

      *Searchable*: from the moment that a short paper stands in `sources/` until `monitor --watch` says that it is kept,
      in the journal, read and indexed; the median of \(papers) papers, put in turn into a study with all the texts and
      into one without. *Whole run*: `monitor` started anew with one paper more, which looks at every file, replays the
      journal, and makes the draft with its overviews of all papers.
      """
  }
}
