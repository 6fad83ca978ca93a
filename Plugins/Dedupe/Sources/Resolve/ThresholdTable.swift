internal import ModuleKit

/// What other thresholds would make of the same weights.
struct ThresholdTable {
  let linkage: Linkage
  let chosen: Double
  /// The clusters at the chosen threshold.
  let clusters: RecordClusters
  let truth: TruthFile?
  /// Puts linked pairs into clusters, under the same decisions.
  let cluster: ([ScoredPair]) -> RecordClusters

  private static let thresholds = [
    0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999,
  ]

  func table() -> Table {
    let thresholds = Array(Set(Self.thresholds + [chosen])).sorted()
    let found = thresholds.map { $0 == chosen ? clusters : cluster(linkage.scores.above($0)) }
    var rows = Frame(rowCount: thresholds.count)
    rows.set("threshold", .numbers(thresholds))
    rows.set("people", .integers(found.map(\.members.count)))
    rows.set("changed_records", .integers(found.map(changed)))
    rows.set("largest", .integers(found.map { $0.members.map(\.count).max() ?? 0 }))
    rows.set("unlinkable", .integers(unlinkable(thresholds)))
    if let truth {
      let quality = found.map { truth.quality($0.clusterOf) }
      rows.set("precision", .numbers(quality.map(\.pairwise.precision)))
      rows.set("recall", .numbers(quality.map(\.pairwise.recall)))
      rows.set("f1", .numbers(quality.map(\.pairwise.f1)))
      rows.set("bcubed_precision", .numbers(quality.map(\.bCubed.precision)))
      rows.set("bcubed_recall", .numbers(quality.map(\.bCubed.recall)))
      rows.set("bcubed_f1", .numbers(quality.map(\.bCubed.f1)))
    }
    return Table(
      name: "thresholds", title: "What other thresholds would change",
      note:
        "changed_records: records that would be with others than at the chosen threshold (\(decimal(chosen))); unlinkable: records that say too little to be linked to anything, even to themselves"
        + (truth == nil ? "" : "; precision, recall and f1 over pairs of records, and B-cubed"),
      rows: rows)
  }

  /// Records whose companions are others than at the chosen threshold.
  private func changed(_ other: RecordClusters) -> Int {
    if other.clusterOf == clusters.clusterOf { return 0 }
    return clusters.clusterOf.indices.count { record in
      clusters.members[clusters.clusterOf[record]] != other.members[other.clusterOf[record]]
    }
  }

  private func unlinkable(_ thresholds: [Double]) -> [Int] {
    let weights = clusters.clusterOf.indices.map { linkage.scores.weight($0, $0) }.sorted()
    return thresholds.map { threshold in
      let least = PairScores.weight(threshold)
      return weights.count { $0 < least }
    }
  }
}
