internal import ModuleKit

/// Numbers that a file claims of itself, which may be anything.
extension SourceLines {
  /// How many of `things` there are; nothing may be reserved by it.
  func count(
    _ text: String, of things: String, at place: Place
  ) throws(Diagnostic) -> Int {
    if let count = Int(text) {
      if count >= 0 { return count }
      throw error("bad-count", "the number of \(things) is negative: \(count)", at: place)
    }
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      throw error(
        "absurd-count", "more \(things) than any file can describe", at: place,
        help: "write a whole number")
    }
    throw error(
      "bad-count", "the number of \(things) is '\(text.prefix(40))'", at: place,
      help: "write a whole number")
  }

  /// How many nodes, or rows or columns of nodes, there are.
  ///
  /// Nodes need no line of their own, but a file is not that much shorter than its network.
  func nodeCount(
    _ text: String, of things: String, at place: Place
  ) throws(Diagnostic) -> Int {
    let claimed = try count(text, of: things, at: place)
    if claimed > min(Int(Int32.max) / 2, max(100_000, bytes.count)) {
      throw error(
        "absurd-count",
        "\(claimed) \(things) in a file of \(bytes.count) bytes cannot be meant", at: place)
    }
    return claimed
  }
}
