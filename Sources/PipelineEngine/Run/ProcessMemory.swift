internal import Foundation

/// The resident memory of this process, as Linux counts it.
enum ProcessMemory {
  /// The largest since the start or the last reset, in bytes; 0 where it cannot be known.
  static var peak: Int {
    guard let status = FileManager.default.contents(atPath: "/proc/self/status"),
      let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
        .first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
        Int($0)
      })
    else { return 0 }
    return kilobytes * 1024
  }

  /// Starts counting anew; where the system does not allow it, the peak is that of the whole run.
  static func resetPeak() {
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }
}
