// SPDX-License-Identifier: EUPL-1.2
import CAllocator

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
}
