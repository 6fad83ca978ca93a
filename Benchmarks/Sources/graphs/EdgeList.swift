import Foundation
import ModuleKit

/// A simple undirected graph; nodes are 0 ..< `nodeCount`, and every one has an edge.
struct EdgeList {
  var nodeCount: Int
  /// The lower end in the upper half, so that sorting is by (low, high).
  var edges: [UInt64]
  /// The planted community of each node, if any.
  var truth: [Int32]?

  static func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
  static func ends(_ key: UInt64) -> (Int, Int) { (Int(key >> 32), Int(key & 0xFFFF_FFFF)) }

  /// Sorts, leaves out repeats, and numbers the nodes that have edges in random order.
  ///
  /// Random, because numbers that tell of degree or community would hand the contenders locality
  /// that names in a real file do not have. Nodes without edges cannot stand in a file of edges.
  init(keys: [UInt64], nodeCount: Int, truth: [Int32]? = nil, random: inout RandomSource) {
    var keys = keys
    keys.sort()
    var last: UInt64?
    keys.removeAll { key in
      defer { last = key }
      return key == last
    }
    var isUsed = [Bool](repeating: false, count: nodeCount)
    for key in keys {
      let (a, b) = Self.ends(key)
      isUsed[a] = true
      isUsed[b] = true
    }
    let used = (0..<nodeCount).filter { isUsed[$0] }
    var numbers = Array(0..<used.count)
    random.shuffle(&numbers)
    var newNumber = [Int](repeating: -1, count: nodeCount)
    for (position, node) in used.enumerated() { newNumber[node] = numbers[position] }
    for index in keys.indices {
      let (a, b) = Self.ends(keys[index])
      keys[index] = Self.key(newNumber[a], newNumber[b])
    }
    keys.sort()
    (self.nodeCount, edges) = (used.count, keys)
    self.truth = truth.map { old in
      var labels = [Int32](repeating: 0, count: used.count)
      for node in used { labels[newNumber[node]] = old[node] }
      return labels
    }
  }
}

/// Edge lists of other people: two whole numbers per line, `#` begins a comment.
enum EdgeText {
  static func read(_ path: String) throws -> EdgeList {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var keys: [UInt64] = []
    var largest = 0
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let ends = line.split(whereSeparator: \.isWhitespace).prefix(2).compactMap { Int($0) }
      guard ends.count == 2, ends[0] != ends[1] else { continue }
      keys.append(EdgeList.key(ends[0], ends[1]))
      largest = max(largest, ends[0], ends[1])
    }
    var random = RandomSource(seed: 1, stream: "converted")
    return EdgeList(keys: keys, nodeCount: largest + 1, random: &random)
  }
}
