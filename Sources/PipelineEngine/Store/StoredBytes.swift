internal import GraphCore
internal import Glibc

/// Bytes that were stored, as they lie in memory: a file of the store is mapped, not read.
///
/// Nobody shortens such a file, which would kill who has mapped it: files of the store are renamed into
/// place and removed as a whole.
@safe final class StoredBytes: @unchecked Sendable {
  private let memory: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Nil when there is no such file, or nothing in it.
  init?(file path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0, info.st_size > 0 else { return nil }
    let size = Int(info.st_size)
    // All pages at once: a fault for each few of them takes longer than the copy.
    let flags = MAP_PRIVATE | MAP_POPULATE
    guard let start = unsafe mmap(nil, size, PROT_READ, flags, descriptor, 0),
      unsafe start != MAP_FAILED
    else { return nil }
    unsafe memory = UnsafeRawBufferPointer(start: start, count: size)
    isMapped = true
  }

  /// A copy of `bytes`.
  init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    unsafe copy.copyBytes(from: bytes)
    unsafe memory = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  deinit {
    if isMapped {
      unsafe munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    } else {
      unsafe memory.deallocate()
    }
  }

  var count: Int { unsafe memory.count }

  /// The hash of everything from `start`.
  func sha256(from start: Int = 0) -> String {
    unsafe Hashing.sha256(UnsafeRawBufferPointer(rebasing: memory[min(start, count)...]))
  }

  /// The numbers that begin at `position`; bounds are checked.
  func numbers<Number: StoredNumber>(at position: Int, count: Int) -> [Number] {
    let size = count * MemoryLayout<Number>.stride
    let source = unsafe UnsafeRawBufferPointer(rebasing: memory[position..<(position + size)])
    var numbers = [Number](unset: count)
    unsafe numbers.withUnsafeMutableBytes { unsafe $0.copyMemory(from: source) }
    return numbers
  }

  /// The text in a range; nil when it is not UTF-8.
  func text(_ range: Range<Int>) -> String? {
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: memory[range])
    return unsafe bytes.withMemoryRebound(to: UInt8.self) { bytes in
      guard let utf8 = unsafe try? UTF8Span(validating: bytes.span) else { return nil }
      return String(copying: utf8)
    }
  }
}
