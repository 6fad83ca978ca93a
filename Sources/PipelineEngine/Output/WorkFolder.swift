internal import Foundation
internal import Glibc

/// The hidden folder beside an output folder: cache, files being written, lock.
///
/// For `out/karate` it is `out/.karate.sociogram`: on the same file system, so that finished outputs
/// can be put in place by one rename, and gone when the user deletes both.
struct WorkFolder {
  let output: String
  let path: String
  var cache: String { path + "/cache" }
  var temporary: String { path + "/tmp" }
  var staging: String { path + "/staging" }

  init(output: String) {
    let resolved = URL(fileURLWithPath: output).resolvingSymlinksInPath().standardizedFileURL
    self.output = resolved.path
    path =
      resolved.deletingLastPathComponent().path + "/." + resolved.lastPathComponent + ".sociogram"
  }

  var store: Store { Store(folder: cache, temporary: temporary) }

  /// Creates the folders, takes the lock and clears what a killed run left behind.
  func open() throws -> Lock {
    try Files.createFolder(path)
    let lock = try Lock(path + "/lock", output: output)
    Files.remove(temporary)
    Files.remove(staging)
    try Files.createFolder(temporary)
    try store.prepare()
    return lock
  }

  func emptyCache() throws(FileFailure) {
    Files.remove(cache)
    try store.prepare()
  }

  /// Another run is at work on the same output folder.
  struct Busy: Error {
    let output: String
  }

  /// Held for the length of a run; the system lets go of it however the run ends.
  final class Lock: Sendable {
    private let descriptor: Int32

    init(_ path: String, output: String) throws {
      descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      if descriptor < 0 { throw FileFailure(path) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        close(descriptor)
        throw Busy(output: output)
      }
    }
    deinit { close(descriptor) }
  }
}
