internal import ModuleKit

/// What `dedupe.resolve` tells of its work, as tables.
struct ResolveTables {
  let network: Network
  let linkage: Linkage
  let clusters: RecordClusters
  let merge: PersonMerge
  let threshold: Double
  let reviewFrom: Double

  /// `record, person, probability`: a row per record.
  func clusterTable() -> Table {
    let person = merge.personOfRecord
    var best = [Double](repeating: -.infinity, count: network.graph.nodeCount)
    for link in clusters.links {
      for record in [link.a, link.b] { best[Int(record)] = max(best[Int(record)], link.weight) }
    }
    var rows = Frame(rowCount: network.graph.nodeCount)
    rows.set("record", .texts(network.ids.map { Optional($0) }))
    rows.set("person", .texts(person.map { Optional(network.ids[merge.people[$0][0]]) }))
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
    let scores = linkage.scores
    let least = min(threshold, reviewFrom)
    let shown = scores.weights.indices.filter {
      LinkageModel.probability(scores.weights[$0]) >= least
    }.sorted {
      (-scores.weights[$0], scores.pairs.a[$0], scores.pairs.b[$0])
        < (-scores.weights[$1], scores.pairs.a[$1], scores.pairs.b[$1])
    }
    var rows = Frame(rowCount: shown.count)
    rows.set("record_a", .texts(shown.map { Optional(network.ids[Int(scores.pairs.a[$0])]) }))
    rows.set("record_b", .texts(shown.map { Optional(network.ids[Int(scores.pairs.b[$0])]) }))
    rows.set("weight", .numbers(shown.map { scores.weights[$0] }))
    rows.set("probability", .numbers(shown.map { LinkageModel.probability(scores.weights[$0]) }))
    rows.set(
      "linked",
      .flags(
        shown.map {
          clusters.clusterOf[Int(scores.pairs.a[$0])] == clusters.clusterOf[Int(scores.pairs.b[$0])]
            ? .yes : .no
        }))
    rows.set("prior", .numbers(shown.map { _ in linkage.trained.model.priorWeight }))
    let contributions = shown.map(scores.contributions)
    for (index, comparison) in linkage.comparisons.all.enumerated() {
      rows.set(
        comparison.field.rawValue,
        .texts(
          shown.map { pair in
            let level = scores.pairs.patterns[pair][index]
            return level == AgreementPattern.missing ? nil : comparison.levels[Int(level)]
          }))
      rows.set(
        comparison.field.rawValue + "_weight", .numbers(contributions.map { $0[index] }))
    }
    let contexts = shown.map(scores.context)
    rows.set(
      "shared_context",
      .texts(
        contexts.map { context in
          context.anchors.isEmpty
            ? nil
            : context.anchors.map { linkage.comparisons.all[$0].field.rawValue }
              .joined(separator: " + ")
        }))
    rows.set("shared_context_weight", .numbers(contexts.map(\.weight)))
    return Table(
      name: "matches", title: "Pairs of records that may be one person",
      note:
        "weights are log2 of odds: prior and comparisons add up to weight; a missing value adds 0",
      rows: rows)
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
