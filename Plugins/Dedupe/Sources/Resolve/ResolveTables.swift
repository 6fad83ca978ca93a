internal import ModuleKit

/// What `dedupe.resolve` tells of its work, as tables.
struct ResolveTables {
  let network: Network
  let linkage: Linkage
  let clusters: RecordClusters
  let merge: PersonMerge
  let threshold: Double
  let reviewFrom: Double
  /// Pairs that are listed whatever their weight.
  let explained: [(Int, Int)]

  /// `record, person, probability`: a row per record.
  func clusterTable() -> Table {
    let person = merge.personOfRecord
    var best = [Double](repeating: -.infinity, count: network.graph.nodeCount)
    for link in clusters.links {
      for record in [link.a, link.b] { best[Int(record)] = max(best[Int(record)], link.weight) }
    }
    var rows = Frame(rowCount: network.graph.nodeCount)
    rows.set("record", .texts(network.ids.map { Optional($0) }))
    rows.set("person", .texts(person.map { Optional(merge.ids[$0]) }))
    rows.set(
      "probability",
      .numbers(
        best.indices.map { record in
          best[record] == -.infinity ? 1 : LinkageModel.probability(best[record])
        }))
    return Table(
      name: "clusters", title: "Which record is which person",
      note:
        "probability is that of the record's surest link inside the person; 1 for a record that is alone",
      rows: rows)
  }

  /// The pairs that are linked or doubtful, with what each comparison adds.
  func matchTable() -> Table {
    let shown = listed()
    var rows = Frame(rowCount: shown.count)
    rows.set("record_a", .texts(shown.map { Optional(network.ids[$0.a]) }))
    rows.set("record_b", .texts(shown.map { Optional(network.ids[$0.b]) }))
    rows.set("weight", .numbers(shown.map(\.weight)))
    rows.set("probability", .numbers(shown.map { LinkageModel.probability($0.weight) }))
    rows.set(
      "linked",
      .flags(shown.map { clusters.clusterOf[$0.a] == clusters.clusterOf[$0.b] ? .yes : .no }))
    rows.set("prior", .numbers(shown.map { _ in linkage.trained.model.priorWeight }))
    for (index, comparison) in linkage.comparisons.all.enumerated() {
      let name = comparison.field.rawValue
      rows.set(
        name,
        .texts(
          shown.map { pair in
            let level = pair.pattern[index]
            return level == AgreementPattern.missing ? nil : comparison.levels[Int(level)]
          }))
      rows.set(name + "_weight", .numbers(shown.map { $0.contributions[index] }))
    }
    rows.set(
      "shared_context",
      .texts(
        shown.map { pair in
          pair.context.anchors.isEmpty
            ? nil
            : pair.context.anchors.map { linkage.comparisons.all[$0].field.rawValue }
              .joined(separator: " + ")
        }))
    rows.set("shared_context_weight", .numbers(shown.map(\.context.weight)))
    return Table(
      name: "matches", title: "Pairs of records that may be one person",
      note:
        "weights are log2 of odds: prior and comparisons add up to weight; a missing value adds 0",
      rows: rows)
  }

  /// The pairs that are linked or doubtful, and those that were asked for, the surest first.
  private func listed() -> [PairAccount] {
    let scores = linkage.scores
    let least = min(threshold, reviewFrom)
    var pairs = scores.weights.indices.filter {
      LinkageModel.probability(scores.weights[$0]) >= least
    }.map { [Int(scores.pairs.a[$0]), Int(scores.pairs.b[$0])] }
    let known = Set(pairs)
    for (a, b) in explained where a != b {
      let pair = [min(a, b), max(a, b)]
      if !known.contains(pair), !pairs.suffix(explained.count).contains(pair) { pairs.append(pair) }
    }
    return pairs.map { scores.account($0[0], $0[1]) }
      .sorted { (-$0.weight, $0.a, $0.b) < (-$1.weight, $1.a, $1.b) }
  }

  /// m and u of every level.
  func modelTable() -> Table {
    let model = linkage.trained.model
    var (fields, levels) = ([String](), [String]())
    var (m, u, weights) = ([Double](), [Double](), [Double]())
    for (index, comparison) in linkage.comparisons.all.enumerated() {
      for (level, words) in comparison.levels.enumerated() {
        fields.append(comparison.field.rawValue)
        levels.append(words)
        m.append(model.m[index][level])
        u.append(model.u[index][level])
        weights.append(model.weight(index, UInt8(level)))
      }
    }
    var rows = Frame(rowCount: fields.count)
    rows.set("field", .texts(fields.map { Optional($0) }))
    rows.set("level", .texts(levels.map { Optional($0) }))
    rows.set("m", .numbers(m))
    rows.set("u", .numbers(u))
    rows.set("weight", .numbers(weights))
    return Table(
      name: "linkage_model", title: "What each agreement says",
      note:
        "m: share of this level among pairs that are one person; u: among strangers; weight: log2(m/u)",
      rows: rows)
  }

  func blockingTable() -> Table {
    let reports = linkage.candidates.reports
    var rows = Frame(rowCount: reports.count)
    rows.set("rule", .texts(reports.map { Optional($0.rule) }))
    rows.set("pairs", .integers(reports.map(\.pairs)))
    rows.set("added", .integers(reports.map(\.added)))
    rows.set(
      "largest_blocks",
      .texts(reports.map { Optional($0.largest.map(String.init).joined(separator: "; ")) }))
    rows.set("skipped_blocks", .integers(reports.map(\.skippedBlocks)))
    rows.set("skipped_pairs", .integers(reports.map(\.skippedPairs)))
    return Table(
      name: "blocking", title: "Which pairs were compared",
      note: "added: pairs that no rule above has found; blocks that are too large are left out",
      rows: rows)
  }
}
