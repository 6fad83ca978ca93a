internal import Glibc

/// Bytes of a file by position, of which some may not be there.
///
/// Nothing that is read is trusted: a file may be anything, and may change while it is read.
struct LibraryFile {
  private let read: (_ offset: UInt64, _ count: Int) -> [UInt8]?

  /// The file at `path`; nil when it is no file that can be read.
  ///
  /// A pipe or a device is not opened: it could wait for ever.
  static func open<Result>(_ path: String, _ body: (LibraryFile) throws -> Result) rethrows
    -> Result?
  {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return try body(
      LibraryFile { offset, count in
        guard let offset = off_t(exactly: offset) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = unsafe bytes.withUnsafeMutableBytes {
          unsafe pread(descriptor, $0.baseAddress, count, offset)
        }
        return got == count ? bytes : nil
      })
  }

  /// A file that stands in memory.
  init(_ bytes: [UInt8]) {
    self.init { offset, count in
      guard let start = Int(exactly: offset), start <= bytes.count, count <= bytes.count - start
      else { return nil }
      return Array(bytes[start..<start + count])
    }
  }

  private init(_ read: @escaping (UInt64, Int) -> [UInt8]?) { self.read = read }

  /// All of a stretch; nil when part of it lies beyond the end.
  func bytes(at offset: UInt64, count: Int) -> [UInt8]? { read(offset, count) }
}

/// The beginning of bytes, number after number, the least significant byte first.
struct ByteCursor {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The next number; nil at the end.
  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) -> Number? {
    take(MemoryLayout<Number>.size)?.reversed().reduce(Number(0)) { $0 << 8 | Number($1) }
  }

  /// The next bytes; nil when there are not as many.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
