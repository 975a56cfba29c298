// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Synchronization
import Testing

@testable import Reading

/// What was read waits for whoever takes it on, within bounds.
@Suite(.timeLimit(.minutes(1))) struct UnfinishedResultsTests {
  @Test func holdsAReaderBackWhereTooMuchWaits() {
    let results = UnfinishedResults()
    // One may be as large as it is; a second has to wait until that is gone.
    results.add(100 << 20)
    let isIn = Mutex(false)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      results.add(1)
      isIn.withLock { $0 = true }
    }
    Thread.sleep(forTimeInterval: 0.2)
    #expect(!isIn.withLock { $0 })
    results.remove(100 << 20)
    group.wait()
    #expect(isIn.withLock { $0 })
  }

  /// A slow taker loses nothing, gets each result once, and never two at once of one reader.
  @Test(.enabled(if: WorkerProgram.path != nil, "needs the built program"))
  func givesEachResultOnOnce() async throws {
    let pool = WorkerPool(
      executable: try #require(WorkerProgram.path), workers: 1, limits: ReadingLimits())
    let seen = Mutex((places: [Int](), busy: 0, most: 0))
    let names = ["nota.odt", "nota.docx"]
    await pool.read(40) { place in
      ReadingRequest(path: Fixture.path(names[place % 2]), name: names[place % 2])
    } each: { place, extraction in
      seen.withLock { seen in
        seen.busy += 1
        seen.most = max(seen.most, seen.busy)
      }
      Thread.sleep(forTimeInterval: 0.005)
      #expect(extraction.state == .read)
      seen.withLock { seen in
        seen.busy -= 1
        seen.places.append(place)
      }
    }
    #expect(seen.withLock { $0.places } == Array(0..<40))
    #expect(seen.withLock { $0.most } == 1)
  }
}
