internal import Foundation
internal import Glibc
internal import Synchronization

/// A file that could not be written, and the system's reason.
public struct FileFailure: Error, Sendable, CustomStringConvertible {
  public let path: String
  public let reason: String
  public var description: String { "\(path): \(reason)" }

  init(_ path: String, _ code: Int32 = errno) {
    self.path = path
    reason = unsafe String(cString: strerror(code))
  }
}

/// Plain file operations that say why they fail.
enum Files {
  static func createFolder(_ path: String) throws(FileFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      // Another thread may have been faster.
      if isFolder(path) { return }
      let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code.rawValue
      throw FileFailure(path, code ?? (exists(path) ? EEXIST : EACCES))
    }
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  enum Kind { case file, folder, link, other }

  /// What is at `path` itself, links not followed; nil when there is nothing.
  static func kind(_ path: String) -> Kind? {
    var info = stat()
    guard unsafe lstat(path, &info) == 0 else { return nil }
    return switch info.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// A second name for a file, or a copy of a symbolic link as it is.
  static func link(_ from: String, _ to: String) throws(FileFailure) {
    if unsafe linkat(AT_FDCWD, from, AT_FDCWD, to, 0) != 0 { throw FileFailure(to) }
  }

  static func size(_ path: String) -> Int? {
    var info = stat()
    return unsafe stat(path, &info) == 0 ? Int(info.st_size) : nil
  }

  static func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  /// Opens a file to be written anew.
  static func create(_ path: String) throws(FileFailure) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw FileFailure(path) }
    return descriptor
  }

  /// Writes all of `bytes` to an open file.
  static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String
  ) throws(FileFailure) {
    var rest = unsafe bytes
    while unsafe !rest.isEmpty {
      let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { throw FileFailure(path) }
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Writes all of `pieces`, one behind the other.
  /// - Parameter flushed: waits until they are on the disk.
  static func write(
    _ pieces: [[UInt8]], to path: String, flushed: Bool
  ) throws(FileFailure) {
    let descriptor = try create(path)
    defer { close(descriptor) }
    for piece in pieces {
      try unsafe piece.span.withUnsafeBytes { bytes throws(FileFailure) in
        try unsafe write(bytes, to: descriptor, path)
      }
    }
    if flushed && fsync(descriptor) != 0 && errno != EINVAL { throw FileFailure(path) }
  }

  /// Writes to a file in `folder` and renames it, so that `path` holds the old content or the new.
  static func writeAtomically(
    _ bytes: [UInt8], to path: String, via folder: String
  ) throws(FileFailure) {
    let temporary = temporaryName(in: folder)
    do throws(FileFailure) {
      try write([bytes], to: temporary, flushed: false)
      try move(temporary, to: path)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
  }

  /// Renames a file; the folder it goes to is created when it is missing.
  static func move(_ from: String, to path: String) throws(FileFailure) {
    if unsafe rename(from, path) == 0 { return }
    if errno != ENOENT { throw FileFailure(path) }
    try createFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    if unsafe rename(from, path) != 0 { throw FileFailure(path) }
  }

  /// The name of a file that nobody else writes.
  static func temporaryName(in folder: String) -> String {
    "\(folder)/\(getpid())-\(temporaryCount.add(1, ordering: .relaxed).newValue)"
  }

  private static let temporaryCount = Atomic<Int>(0)

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
