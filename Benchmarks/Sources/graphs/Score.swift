import Foundation
import ModuleKit

/// Modularity of a partition, and how much it tells of the planted one.
struct Score {
  let json: JSON

  /// - Parameter labels: a file of one Double per node.
  init(_ files: GraphFiles, labels path: String) throws {
    let ends: [Int32] = try Self.values(files.path("bin"))
    let raw: [Double] = try Self.values(path)
    let labels = Self.numbered(raw)
    var members: [String: JSON] = [
      "communities": .integer(labels.count),
      "modularity": .number(Self.modularity(ends, labels)),
    ]
    if let text = try? String(contentsOfFile: files.path("truth"), encoding: .utf8) {
      let truth = Self.numbered(text.split(separator: "\n").map { Double($0) ?? -1 })
      members["nmi"] = .number(Self.sharedInformation(labels, truth))
    }
    json = .object(members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
  }

  private static func values<Value>(_ path: String) throws -> [Value] {
    try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes {
      Array($0.bindMemory(to: Value.self))
    }
  }

  private static func numbered(_ labels: [Double]) -> (of: [Int], count: Int) {
    var numbers: [Double: Int] = [:]
    let of = labels.map { label in
      if let number = numbers[label] { return number }
      numbers[label] = numbers.count
      return numbers.count - 1
    }
    return (of, numbers.count)
  }

  /// Newman's Q: the share of edges inside, less what chance would put there.
  private static func modularity(_ ends: [Int32], _ labels: (of: [Int], count: Int)) -> Double {
    var degree = [Double](repeating: 0, count: labels.count)
    var inside = 0.0
    for index in stride(from: 0, to: ends.count, by: 2) {
      let (a, b) = (labels.of[Int(ends[index])], labels.of[Int(ends[index + 1])])
      degree[a] += 1
      degree[b] += 1
      if a == b { inside += 1 }
    }
    let edges = Double(ends.count / 2)
    return inside / edges - degree.reduce(0) { $0 + ($1 / (2 * edges)) * ($1 / (2 * edges)) }
  }

  /// Mutual information over the mean of the entropies: 1 when the partitions are equal.
  private static func sharedInformation(
    _ a: (of: [Int], count: Int), _ b: (of: [Int], count: Int)
  ) -> Double {
    let total = Double(a.of.count)
    func entropy(_ labels: [Int]) -> Double {
      var sizes: [Int: Int] = [:]
      for label in labels { sizes[label, default: 0] += 1 }
      return sizes.values.sorted().reduce(0) { $0 - Double($1) / total * log(Double($1) / total) }
    }
    let joint = entropy(zip(a.of, b.of).map { $0 * b.count + $1 })
    let (alone, other) = (entropy(a.of), entropy(b.of))
    return alone + other == 0 ? 1 : 2 * (alone + other - joint) / (alone + other)
  }
}
