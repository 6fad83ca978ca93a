import Foundation
import ModuleKit

/// The files of one graph: the same edges for every reader, and what verification needs.
///
/// - `NAME.tsv`: two whole numbers per line, no header, tab between: every contender reads this.
/// - `NAME.named.tsv`: the same edges with names and a weight.
/// - `NAME.bin`: pairs of Int32, for scoring. `NAME.truth`: planted community per line.
/// - `NAME.json`: numbers of nodes and edges.
struct GraphFiles {
  let name: String
  let folder: String
  func path(_ suffix: String) -> String { "\(folder)/\(name).\(suffix)" }

  func write(_ graph: EdgeList) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var random = RandomSource(seed: 1, stream: "rows/\(name)")
    var rows = graph.edges
    random.shuffle(&rows)
    var names = Array(0..<graph.nodeCount)
    random.shuffle(&names)
    let plain = try LineWriter(path("tsv"))
    let named = try LineWriter(path("named.tsv"))
    var ends: [Int32] = []
    ends.reserveCapacity(2 * rows.count)
    var total = 0
    for row in rows {
      var (a, b) = EdgeList.ends(row)
      if random.next(below: 2) == 1 { swap(&a, &b) }
      ends += [Int32(a), Int32(b)]
      let weight = 1 + random.next(below: 1000)
      total += weight
      plain.add(a)
      plain.add(UInt8(ascii: "\t"))
      plain.add(b)
      plain.endLine()
      for end in [a, b] {
        named.add("person-")
        named.add(names[end], digits: 6)
        named.add(UInt8(ascii: "\t"))
      }
      named.add(weight / 100)
      named.add(UInt8(ascii: "."))
      named.add(weight % 100, digits: 2)
      named.endLine()
    }
    try plain.close()
    try named.close()
    try ends.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path("bin")))
    if let truth = graph.truth {
      let text = truth.map { "\($0)\n" }.joined()
      try text.write(toFile: path("truth"), atomically: true, encoding: .utf8)
    }
    let facts: JSON = [
      "nodes": .integer(graph.nodeCount), "edges": .integer(rows.count),
      "weight": .number(Double(total) / 100),
    ]
    // Last, so that an interrupted run does not look complete.
    try facts.compact.write(toFile: path("json"), atomically: true, encoding: .utf8)
  }
}

/// Text by the megabyte, without a string per line.
final class LineWriter {
  private let handle: FileHandle
  private var bytes: [UInt8] = []

  init(_ path: String) throws {
    try Data().write(to: URL(fileURLWithPath: path))
    handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    bytes.reserveCapacity(1 << 20)
  }

  func add(_ byte: UInt8) { bytes.append(byte) }
  func add(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
  func add(_ number: Int, digits: Int = 1) {
    let start = bytes.count
    var rest = number
    while rest > 0 || bytes.count - start < digits {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }
  func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count > 1_000_000 {
      handle.write(Data(bytes))
      bytes.removeAll(keepingCapacity: true)
    }
  }
  func close() throws {
    handle.write(Data(bytes))
    try handle.close()
  }
}
