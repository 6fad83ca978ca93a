internal import Glibc

/// Sees when files change: their places, sizes and times are looked at again and again.
///
/// That works for every way of saving (in place, by renaming a new file over the old one, by deleting
/// it first) and on file systems that tell nobody of changes.
struct FileWatch: Sendable {
  /// What can be told of a file without reading it.
  struct Mark: Equatable, Sendable {
    let device, file: UInt64
    let size: Int
    let modified, changed: Duration
  }

  private static let pause = Duration.milliseconds(100)
  /// Who saves writes several times; so long nothing must have happened since.
  private static let calm = Duration.milliseconds(200)
  /// Some programs delete a file before they write it anew.
  private static let absence = Duration.seconds(1)
  /// A file that is written without end is taken as it is now and then.
  private static let patience = Duration.seconds(5)

  let paths: [String]

  /// Nil for each file that is not there.
  func look() -> [Mark?] { paths.map(Self.mark) }

  static func mark(_ path: String) -> Mark? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return Mark(
      device: UInt64(info.st_dev), file: UInt64(info.st_ino), size: Int(info.st_size),
      modified: duration(info.st_mtim), changed: duration(info.st_ctim))
  }

  /// The time of day, as files are stamped with it.
  static var now: Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return duration(time)
  }

  private static func duration(_ time: timespec) -> Duration {
    .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Waits until something is not as it was.
  func change(from marks: [Mark?]) async throws {
    while look() == marks { try await Task.sleep(for: Self.pause) }
  }

  /// Waits until whoever writes is done.
  func settle() async throws {
    let start = ContinuousClock.now
    var (last, since) = (look(), start)
    while ContinuousClock.now - start < Self.patience {
      let quiet = last.contains(nil) ? Self.absence : Self.calm
      if ContinuousClock.now - since >= quiet { return }
      try await Task.sleep(for: Self.pause)
      let now = look()
      if now != last { (last, since) = (now, .now) }
    }
  }
}
