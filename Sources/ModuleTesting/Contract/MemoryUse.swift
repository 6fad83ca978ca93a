internal import Foundation

/// How much memory the program and the processes below it have held at most, as Linux counts it.
public struct MemoryUse: Sendable {
  /// Of the program itself, in bytes; 0 where it cannot be known.
  public let own: Int
  /// Of the processes that it has started and that still run.
  public let others: Int

  public init() {
    own = Self.peak(of: "self")
    others = Self.descendants().reduce(0) { $0 + Self.peak(of: String($1)) }
  }

  /// Starts counting anew; where the system does not allow it, the peak is that since the start.
  public static func reset() {
    for process in ["self"] + descendants().map(String.init) {
      guard let file = FileHandle(forWritingAtPath: "/proc/\(process)/clear_refs") else { continue }
      try? file.write(contentsOf: Data("5".utf8))
      try? file.close()
    }
  }

  private static func peak(of process: String) -> Int {
    let lines = text("/proc/\(process)/status").split(separator: "\n")
    let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
    return (words?.dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// All processes that descend from this one.
  private static func descendants() -> [Int] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap {
      Int($0)
    }
    var children: [Int: [Int]] = [:]
    for process in all ?? [] {
      // The name in parentheses may hold blanks: state and parent follow the last one.
      let text = text("/proc/\(process)/stat")
      guard let end = text.lastIndex(of: ")") else { continue }
      let fields = text[end...].split(separator: " ")
      if fields.count > 2, let parent = Int(fields[2]) {
        children[parent, default: []].append(process)
      }
    }
    var found: [Int] = []
    var open = [Int(ProcessInfo.processInfo.processIdentifier)]
    while let process = open.popLast() {
      let below = children[process] ?? []
      found += below
      open += below
    }
    return found
  }
}

extension Duration {
  var asSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
