// Bagga & Baldwin, "Entity-based cross-document coreferencing using the vector space model",
// ACL 1998 (B-cubed).

/// How far clusters agree with a truth.
package struct ClusterQuality: Equatable {
  /// Of pairs of records in one cluster, the share that is one person; of pairs that are one person, the
  /// share in one cluster; their harmonic mean. NaN where there is no such pair.
  package let pairwise: Scores
  /// The same, averaged over records: of a record's cluster, the share that is its person.
  package let bCubed: Scores

  package struct Scores: Equatable {
    package let precision: Double
    package let recall: Double
    package var f1: Double {
      let sum = precision + recall
      return sum == 0 ? 0 : 2 * precision * recall / sum
    }
  }

  /// - Parameters:
  ///   - found: a cluster for each record.
  ///   - truth: a person for each record.
  /// - Complexity: O(n log n).
  package init(found: [Int], truth: [Int]) {
    var cells: [Cell: Int] = [:]
    for (cluster, person) in zip(found, truth) {
      cells[Cell(cluster: cluster, person: person), default: 0] += 1
    }
    let clusters = Self.sizes(found)
    let people = Self.sizes(truth)
    func pairs(_ n: Int) -> Double { Double(n) * Double(n - 1) / 2 }
    let common = cells.values.reduce(0) { $0 + pairs($1) }
    pairwise = Scores(
      precision: common / clusters.values.reduce(0) { $0 + pairs($1) },
      recall: common / people.values.reduce(0) { $0 + pairs($1) })
    // Sums of whole numbers over one size are exact; sizes go in order, so that rounding does not depend on
    // the order of a dictionary.
    func average(_ size: (Cell) -> Int) -> Double {
      var sums: [Int: Int] = [:]
      for (cell, count) in cells { sums[size(cell), default: 0] += count * count }
      let sum = sums.sorted { $0.key < $1.key }.reduce(0.0) {
        $0 + Double($1.value) / Double($1.key)
      }
      return sum / Double(found.count)
    }
    bCubed = Scores(
      precision: average { clusters[$0.cluster] ?? 1 },
      recall: average { people[$0.person] ?? 1 })
  }

  private struct Cell: Hashable {
    let cluster: Int
    let person: Int
  }

  private static func sizes(_ labels: [Int]) -> [Int: Int] {
    labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
