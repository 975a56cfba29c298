// SPDX-License-Identifier: EUPL-1.2
import Reading
import Testing

struct ProcessMemoryTests {
  /// The memory of the program comes from the allocator that it was linked with.
  @Test func countsWhatIsHandedOut() throws {
    let before = try #require(ProcessMemory.bytesInUse)
    let size = 256 << 20
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    let during = try #require(ProcessMemory.bytesInUse)
    block.deallocate()
    // Other tests hand out and give back at the same time.
    #expect(during - before > size / 2)
    ProcessMemory.giveBack()
  }
}
