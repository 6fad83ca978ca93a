internal import ModuleKit

/// A pair of records that is taken for one person, or not.
package struct ScoredPair: Sendable, Equatable {
  package let a: Int32
  package let b: Int32
  /// log2 of the odds.
  package let weight: Double

  package init(a: Int32, b: Int32, weight: Double) {
    (self.a, self.b, self.weight) = (a, b, weight)
  }
}

/// Puts records that are linked into clusters.
package struct RecordClusters {
  /// Each cluster's records, ascending; single records too. In the order of their first records.
  package private(set) var members: [[Int]] = []
  /// For each record its cluster.
  package private(set) var clusterOf: [Int] = []
  /// The links that were followed, the surest first.
  package private(set) var links: [ScoredPair] = []
  /// Links that a decision or the rule of one record per source kept from being followed.
  package private(set) var refused: [ScoredPair] = []

  /// - Parameters:
  ///   - pairs: those above the threshold.
  ///   - same: pairs that are one person whatever their weight.
  ///   - apart: pairs that must not meet, not even by way of others.
  ///   - agreement: the weight of any two records; clusters whose records do not agree on the whole are not joined
  ///     by a single link.
  ///   - source: of each record, when a person may have no more than one record a source.
  ///
  /// Links are followed from the surest to the least sure, ties by the position of the records, so that a
  /// refusal hits the weakest link.
  /// - Complexity: O(p log p + moved records); smaller clusters are moved into larger ones.
  package init(
    count: Int, pairs: [ScoredPair], same: [(Int, Int)] = [], apart: [(Int, Int)] = [],
    source: [Int32]? = nil, agreement: ((Int, Int) -> Double)? = nil
  ) {
    clusterOf = Array(0..<count)
    var lists = (0..<count).map { [$0] }
    var enemies: [Int: Set<Int>] = [:]
    for (a, b) in apart {
      enemies[a, default: []].insert(b)
      enemies[b, default: []].insert(a)
    }
    let told = same.map { ScoredPair(a: Int32($0), b: Int32($1), weight: .infinity) }
    let order = pairs.sorted { (-$0.weight, $0.a, $0.b) < (-$1.weight, $1.a, $1.b) }
    for link in told + order {
      let (x, y) = (clusterOf[Int(link.a)], clusterOf[Int(link.b)])
      if x == y { continue }
      let (large, small) = lists[x].count >= lists[y].count ? (x, y) : (y, x)
      let isForbidden = lists[small].contains { record in
        (enemies[record] ?? []).contains { clusterOf[$0] == large }
      }
      let isCrowded = source.map { Self.share(lists[small], lists[large], $0) } ?? false
      let isDoubtful =
        link.weight.isFinite && lists[x].count + lists[y].count > 2
        && (agreement.map { Self.mean(lists[small], lists[large], $0) < Self.leastAgreement }
          ?? false)
      if isForbidden || isDoubtful || (isCrowded && link.weight.isFinite) {
        refused.append(link)
        continue
      }
      for record in lists[small] { clusterOf[record] = large }
      lists[large] += lists[small]
      lists[small] = []
      links.append(link)
    }
    members = lists.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    for (index, cluster) in members.enumerated() {
      for record in cluster { clusterOf[record] = index }
    }
  }

  /// Chains of namesakes end where the records at their ends are strangers to each other: odds of 1 to 32.
  private static let leastAgreement = -5.0

  /// The mean weight of pairs across two clusters, of large ones by their first records.
  private static func mean(_ a: [Int], _ b: [Int], _ weight: (Int, Int) -> Double) -> Double {
    let (mine, theirs) = (a.sorted().prefix(8), b.sorted().prefix(8))
    let sum = mine.reduce(0.0) { sum, x in theirs.reduce(sum) { $0 + weight(x, $1) } }
    return sum / Double(mine.count * theirs.count)
  }

  /// Whether two clusters hold records of one source.
  private static func share(_ a: [Int], _ b: [Int], _ source: [Int32]) -> Bool {
    let mine = Set(a.map { source[$0] })
    return b.contains { mine.contains(source[$0]) }
  }
}
