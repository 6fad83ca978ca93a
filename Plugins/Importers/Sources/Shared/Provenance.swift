/// Where a node or a tie was read.
enum Provenance {
  /// The column that tells it: `members.csv:12`, or `mail.mbox:3,18` for what stands on several lines.
  static let column = "source"
  static let convention = "file and line"

  /// - Parameter lines: in any order, from 1.
  static func text(_ file: String, _ lines: [Int]) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    var sorted = lines.sorted()
    var last = 0
    sorted.removeAll { line in
      defer { last = line }
      return line == last
    }
    return sorted.isEmpty ? name : "\(name):" + sorted.map(String.init).joined(separator: ",")
  }

  static func text(_ file: String, line: Int) -> String { text(file, [line]) }
}
