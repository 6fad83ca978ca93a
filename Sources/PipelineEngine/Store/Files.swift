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
    } catch let error as CocoaError {
      let code = (error.underlying as? POSIXError)?.code.rawValue
      throw FileFailure(path, code ?? (exists(path) ? EEXIST : EACCES))
    } catch {
      throw FileFailure(path, EACCES)
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

  /// Writes all of `bytes`.
  /// - Parameter flushed: waits until they are on the disk.
  static func write(_ bytes: [UInt8], to path: String, flushed: Bool) throws(FileFailure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw FileFailure(path) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress! + written, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { throw FileFailure(path) }
      written += count
    }
    if flushed && fsync(descriptor) != 0 && errno != EINVAL { throw FileFailure(path) }
  }

  /// Writes to a file in `folder` and renames it, so that `path` holds the old content or the new.
  static func writeAtomically(
    _ bytes: [UInt8], to path: String, via folder: String
  ) throws(FileFailure) {
    let number = temporaryCount.add(1, ordering: .relaxed).newValue
    let temporary = "\(folder)/\(getpid())-\(number)"
    do throws(FileFailure) {
      try write(bytes, to: temporary, flushed: false)
      if unsafe rename(temporary, path) != 0 {
        if errno != ENOENT { throw FileFailure(path) }
        try createFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        if unsafe rename(temporary, path) != 0 { throw FileFailure(path) }
      }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
  }

  private static let temporaryCount = Atomic<Int>(0)

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
