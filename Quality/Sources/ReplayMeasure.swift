// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Journaling
import Model

extension Measure {
  /// How long it takes to open a study of 100,000 events.
  static let replay = Measure(name: "replay", title: "Journal: replaying 100,000 events") {
    material in
    let total = 100_000
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("replay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { print("replay: \(error)") }
    }
    let file = folder.appendingPathComponent("journal.db")
    var made = try GeneratedJournal(material)
    let written = try made.write(to: file, events: total)
    let bytes = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0

    var seconds: [Double] = []
    var work: [Double] = []
    var same = 0
    let rounds = 9
    for _ in 0..<rounds {
      let journal = try Journal(url: file, isReadOnly: true)
      var study = Study()
      let before = processorSeconds
      let time = try ContinuousClock().measure { try journal.replay(onto: &study) }
      work.append(processorSeconds - before)
      seconds.append(
        Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
      if study == written { same += 1 }
    }
    seconds.sort()
    work.sort()
    let mix = made.kinds.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    return Section(
      source:
        "A journal of \(total) events (\(bytes / 1_000_000) MB) made from a seed: the shipped framework and layout "
        + "of 2015, \(made.kinds["sourceRegistered"] ?? 0) papers, codings with quotes of 8 to 47 words, and what "
        + "else people decide.",
      method:
        "The journal is opened and every event read, its place in the chain and its hash checked, its payload "
        + "decoded, and applied under the same rules as when it was written; from the opened file to the finished "
        + "study, \(rounds) times, with the file in the page cache. Nothing is kept from one time to the next, and "
        + "there are no snapshots.",
      figures: [
        Figure(
          "seconds of processor time, median", .number(work[rounds / 2], decimals: 2),
          limit: .atMost(1)),
        Figure("seconds by the clock, quickest", .number(seconds[0], decimals: 2)),
        Figure("seconds by the clock, median", .number(seconds[rounds / 2], decimals: 2)),
        Figure(
          "replays that give the study as it was written", .share(same, of: rounds),
          limit: .atLeast(1)),
      ],
      tables: [
        MarkdownTable(head: ["kind", "events"], rows: mix.map { [$0.key, "\($0.value)"] })
      ],
      remarks: [
        "One thread does it. Where other work wants the same core, the clock counts that work as well, and the "
          + "processor time does not.",
        "Seconds differ from machine to machine.",
      ])
  }
}
