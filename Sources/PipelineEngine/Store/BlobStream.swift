internal import Crypto
internal import Glibc

/// Bytes on their way into the store: hashed piece by piece, and written to a temporary file as soon
/// as there are many.
///
/// The first failure is kept and told at the end.
final class BlobStream {
  private let temporary: String
  private var descriptor: Int32 = -1
  private var hasher = SHA256()
  private var count = 0
  private var failure: FileFailure?
  private static let piece = 1 << 18

  /// - Parameter folder: where the temporary file goes.
  init(in folder: String) { temporary = Files.temporaryName(in: folder) }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unsafe unlink(temporary)
  }

  /// Each piece is written right after it was hashed, while it is in the cache.
  func append(_ bytes: UnsafeRawBufferPointer) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Self.piece)
      let piece = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      unsafe hasher.update(bufferPointer: piece)
      unsafe write(piece)
      start = end
    }
    count += bytes.count
  }

  /// Puts everything under the name of its hash, unless that is there.
  ///
  /// - Parameter rest: the last bytes.
  func finish(
    _ rest: [UInt8], at path: (String) -> String
  ) throws(FileFailure) -> (hash: String, size: Int) {
    hasher.update(data: rest)
    count += rest.count
    let hash = Hashing.hex(hasher.finalize())
    let place = path(hash)
    if Files.size(place) == count { return (hash, count) }
    unsafe rest.withUnsafeBytes { unsafe write($0) }
    if let failure { throw failure }
    close(descriptor)
    descriptor = -1
    try Files.move(temporary, to: place)
    return (hash, count)
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    if failure != nil { return }
    do throws(FileFailure) {
      if descriptor < 0 { descriptor = try Files.create(temporary) }
      try unsafe Files.write(bytes, to: descriptor, temporary)
    } catch {
      failure = error
    }
  }
}
