// SPDX-License-Identifier: EUPL-1.2
import CAllocator
import Foundation

/// The memory that this process has from the system.
///
/// Memory is handed out by tcmalloc instead of the C library: reading a PDF asks for a piece per word and per
/// letter's place, and that took a fifth of all time.
public enum ProcessMemory {
  /// Gives what is free back to the system, after work that needed much and before work that needs little.
  public static func giveBack() { MallocExtension_ReleaseFreeMemory() }

  /// The bytes in use, those that are free and kept not counted; nil where it cannot be told.
  public static var bytesInUse: Int? {
    var bytes = 0
    let isKnown = MallocExtension_GetNumericProperty("generic.current_allocated_bytes", &bytes)
    return isKnown == 0 ? nil : bytes
  }

  /// The bytes of addresses that this process holds, for which a limit may be set; nil where it cannot be told.
  static var addressSpace: Int? {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 64)
    let count = read(file, &text, text.count)
    let pages = text.prefix(max(0, count)).prefix { $0 != 0x20 }
    let pageBytes = Int(sysconf(Int32(_SC_PAGESIZE)))
    return Int(String(decoding: pages, as: UTF8.self)).map { $0 * pageBytes }
  }
}
