internal import ModuleKit

extension ResolvePeople {
  /// What became of every record, for ledger and report.
  func account(
    _ network: inout Network, _ before: Network, _ linkage: Linkage, _ clusters: RecordClusters,
    _ ties: (mergedTies: Int, innerTies: Int), _ columns: FieldColumns,
    _ decided: ReviewDecisions?, _ truth: TruthFile?
  ) {
    let (read, kept) = (before.graph.nodeCount, network.graph.nodeCount)
    let used = Set(columns.entries.flatMap(\.columns))
    let ignored = before.nodes.names.filter { !used.contains($0) }
    var notes = [
      "fields compared: "
        + linkage.comparisons.all.map { $0.field.rawValue }.joined(separator: ", "),
      "pairs compared: \(linkage.candidates.count)",
      "ties between two records of one person, left out: \(ties.innerTies)",
    ]
    if !ignored.isEmpty {
      notes.append("columns not looked at: " + ignored.joined(separator: ", "))
    }
    if !clusters.refused.isEmpty {
      notes.append(
        "links refused, for they would join what must stay apart or what does not agree on the whole: "
          + "\(clusters.refused.count)")
    }
    if let decided {
      notes.append(
        "decisions read: \(decided.read), of which same \(decided.same.count), different "
          + "\(decided.apart.count), open \(decided.open), about records no longer there "
          + "\(decided.outdated)")
    }
    if let truth, truth.outdated > 0 {
      notes.append("rows of the truth about records that are not there: \(truth.outdated)")
    }
    network.ledger.append(
      LedgerEntry(
        source: "dedupe.resolve", isInput: false, unit: "people", read: read, kept: kept,
        merged: read - kept,
        notes: notes))
    network.methods.append(
      MethodNote(
        .preparation,
        "Records of one person were merged by probabilistic record linkage (threshold "
          + "\(decimal(parameters.threshold))): \(read) records became \(kept) people; table clusters "
          + "lists them.",
        french:
          "Les fiches d'une même personne ont été fusionnées par appariement probabiliste (seuil "
          + "\(frenchDecimal(parameters.threshold))) : \(read) fiches sont devenues \(kept) personnes ; "
          + "la table « clusters » en donne la liste.",
        caption: read == kept ? "" : "\(read - kept) records merged"))
  }
}
