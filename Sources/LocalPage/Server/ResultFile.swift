internal import FlyingSocks
internal import Glibc

/// A file in the output folder, open to be sent.
final class ResultFile: Sendable {
  let size: Int
  private let descriptor: Int32

  /// Nil when there is no such file. Folder by folder, and no symbolic link is followed: a file of the
  /// output folder is in it.
  init?(_ parts: [String], in folder: String) {
    guard !parts.isEmpty, !parts.contains(where: { ["", ".", ".."].contains($0) }) else {
      return nil
    }
    var open = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for (index, part) in parts.enumerated() {
      if open < 0 { return nil }
      let kind = index < parts.count - 1 ? O_DIRECTORY : O_NONBLOCK
      let next = unsafe openat(open, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
      close(open)
      open = next
    }
    var info = stat()
    guard open >= 0, unsafe fstat(open, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      if open >= 0 { close(open) }
      return nil
    }
    (descriptor, size) = (open, Int(info.st_size))
  }

  deinit { close(descriptor) }

  /// The bytes from `start`, as many as come at once; empty at the end.
  func read(from start: Int, atMost count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
      read = max(0, unsafe pread(descriptor, buffer.baseAddress, count, off_t(start)))
    }
  }
}

/// The file piece by piece.
struct FilePieces: AsyncBufferedSequence {
  typealias Element = UInt8
  let file: ResultFile

  func makeAsyncIterator() -> Iterator { Iterator(file: file) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let file: ResultFile
    var position = 0

    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if position == file.size { return nil }
      let bytes = file.read(from: position, atMost: Swift.min(count, file.size - position))
      // Somebody has made the file shorter; the browser must not take it for whole.
      if bytes.isEmpty { throw SocketError.disconnected }
      position += bytes.count
      return bytes
    }
  }
}
