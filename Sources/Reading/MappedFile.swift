// SPDX-License-Identifier: EUPL-1.2
import Glibc

/// The bytes of a file, mapped into memory for as long as this value lives.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  /// - Throws: `ReadingFailure` when the file cannot be opened, is no plain file or is empty.
  init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.unopened(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.unopened(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ReadingFailure(
        problem: "dit is geen gewoon bestand", expected: "een document",
        remedy: "haal het uit de map met bronnen")
    }
    guard status.st_size > 0 else { throw ReadingFailure.empty }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else {
      guard errno == ENOMEM else { throw Self.unopened(errno) }
      MemoryShortage.note()
      throw ReadingFailure.memory
    }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  private static func unopened(_ code: Int32) -> ReadingFailure {
    ReadingFailure(
      problem: code == ENOENT ? "het bestand is er niet" : "het bestand kan niet worden geopend",
      expected: "een bestand dat gelezen mag worden",
      remedy: code == EACCES
        ? "geef leesrechten op het bestand" : "controleer of het bestand er nog staat")
  }
}
