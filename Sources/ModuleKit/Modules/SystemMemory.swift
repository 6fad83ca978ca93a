internal import Foundation

/// What the machine can still give.
public enum SystemMemory {
  /// Bytes that can be had without pushing other programs out; `Int.max` where that cannot be told.
  ///
  /// The smaller of what the system and the program's control group leave.
  public static var available: Int {
    min(systemAvailable ?? .max, groupAvailable ?? .max)
  }

  private static var systemAvailable: Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else {
      return nil
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  private static var groupAvailable: Int? {
    func number(_ name: String) -> Int? {
      (try? String(contentsOfFile: "/sys/fs/cgroup/" + name, encoding: .utf8))
        .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    guard let limit = number("memory.max"), let used = number("memory.current") else { return nil }
    // Files that the system keeps at hand give way when memory is wanted.
    let statistics = try? String(contentsOfFile: "/sys/fs/cgroup/memory.stat", encoding: .utf8)
    let files = (statistics ?? "").split(separator: "\n")
      .filter { $0.hasPrefix("inactive_file ") || $0.hasPrefix("active_file ") }
      .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    return max(0, limit - used + files.reduce(0, +))
  }

  /// `bytes` as people say it: "3.2 GiB".
  public static func text(_ bytes: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var (value, unit) = (Double(bytes), 0)
    while value >= 1024, unit + 1 < units.count { (value, unit) = (value / 1024, unit + 1) }
    let shown = unit == 0 || value >= 100 ? String(Int(value)) : String(format: "%.1f", value)
    return "\(shown) \(units[unit])"
  }
}
