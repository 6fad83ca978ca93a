public import ModuleKit

/// `dedupe.resolve`
public struct ResolvePeople: Module {
  public struct Parameters: ParameterSet {
    @Param("Which columns tell what; those that bear the names of fields when not given")
    var fields: FieldColumns? = nil
    @Param("The probability from which two records are one person", in: 0...1) var threshold = 0.8
    @Param("The probability from which a pair is doubtful, and listed for review", in: 0...1)
    var reviewFrom = 0.2
    @Param("The probability up to which it is", in: 0...1) var reviewTo = 0.98
    @Param("Decisions on doubtful pairs: the table 'review', edited") var review: InputFile? = nil
    @Param("Who is who: a table with the columns record and person, to measure quality by")
    var truth: InputFile? = nil
    @Param("The region in which numbers without a country are dialled, such as FR")
    var region = "FR"
    @Param("Whether records of one source may be one person") var within = true
    @Param("Whether a person has no more than one record of each source")
    var onePerSource = false
    @Param(
      "Fields that must agree for two records to be compared, any of these lists; found when not given"
    )
    var blocking: [[FieldKind]] = []
    @Param("Larger blocks of records that share a key are left out", in: 2...)
    var largestBlock = 1000
    @Param("The share of the true pairs that agree in so much that they are certain", in: 0.01...1)
    var recall = 0.7
    @Param("Lists of ids that are one person") var same: [[String]] = []
    @Param("Lists of ids that are different people") var apart: [[String]] = []
    @Param("How the value of a column survives, by column") var survivorship: SurvivorshipRules? =
      nil
    @Param("Pairs of ids that the table 'matches' lists, whatever their weight")
    var explain: [[String]] = []
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    var result = Outline()
    for input in check.inputs {
      for column in input.nodeColumns where result.nodeColumn(column.name) == nil {
        result.addNodeColumn(column.name, column.type)
      }
      for column in input.edgeColumns where result.edgeColumn(column.name) == nil {
        result.addEdgeColumn(column.name, column.type)
      }
      for table in input.tables { result.addTable(table) }
      result.mayHaveMore = result.mayHaveMore || input.mayHaveMore
    }
    let directions = Set(check.inputs.map(\.isDirected))
    result.isDirected = directions.count == 1 ? check.inputs.first?.isDirected : nil
    if let weight = check.inputs.first?.weight, check.inputs.allSatisfy({ $0.weight == weight }) {
      result.weight = weight
    }
    result.add(Self.manual.writes)
    outline = result
    if !PhoneNumber.knows(region: parameters.region) {
      check.report(
        "unknown-region", "there is no region '\(parameters.region)'", parameter: "region",
        help: "write two capitals, such as FR, BE, CH, DE, GB, US")
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let (before, source) = sideBySide(network, context)
    let columns = parameters.fields ?? .named(like: before.nodes.names)
    try check(columns, before, context)
    let records = PersonRecords(before, columns)
    let review = ReviewFile(identity: RecordIdentity(before))
    let decided = try parameters.review.map { try review.read($0, context) }
    let truth = try parameters.truth.map {
      try TruthFile($0, review.identity, records: records.count, context)
    }
    let told = Told(
      same: try pairs(parameters.same, "same", before, context) + (decided?.same ?? []),
      apart: try pairs(parameters.apart, "apart", before, context) + (decided?.apart ?? []))
    let explained = try pairs(parameters.explain, "explain", before, context)
    let linkage = try Linkage(
      records, source: source,
      .init(
        region: parameters.region, withinSources: parameters.within,
        blocking: parameters.blocking, largestBlock: parameters.largestBlock,
        recall: parameters.recall),
      random: context.random("pairs"), on: context.workers)
    warn(linkage, context)
    let cluster = { (links: [ScoredPair]) in
      RecordClusters(
        count: records.count, pairs: links, same: told.same,
        apart: told.apart, source: parameters.onePerSource ? source : nil,
        agreement: linkage.scores.weight)
    }
    let links = linkage.scores.above(parameters.threshold)
    let clusters = cluster(links)
    try context.workers.checkCancelled()
    let merge = PersonMerge(before, clusters.members, rules: try rules(before, context)) {
      plainID($0, before, source, context)
    }
    let personOf = merge.personOfRecord
    var result = before
    let ties = merge.apply(to: &result)
    let tables = ResolveTables(
      network: before, linkage: linkage, clusters: clusters, merge: merge,
      threshold: parameters.threshold, reviewFrom: parameters.reviewFrom, explained: explained)
    let checks = PeopleChecks(clusters, pairs: links)
    for table in [
      tables.clusterTable(), tables.matchTable(), tables.modelTable(), tables.blockingTable(),
      review.table(doubtful(linkage), linkage, records, decided),
      ThresholdTable(
        linkage: linkage, chosen: parameters.threshold, clusters: clusters, truth: truth,
        cluster: cluster
      ).table(),
      checks.table { merge.ids[personOf[clusters.members[$0][0]]] },
    ] { result.set(table) }
    account(&result, before, linkage, clusters, ties, columns, decided, truth)
    network = result
  }

  /// A record's id without the name of its stage, which it got where two stages had the same.
  private func plainID(
    _ record: Int, _ network: Network, _ source: [Int32], _ context: StageContext
  ) -> String {
    let id = network.ids[record]
    let stage = Int(source[record])
    guard context.inputs.count > 1, stage < context.inputNames.count else { return id }
    let suffix = " (\(context.inputNames[stage]))"
    return id.hasSuffix(suffix) ? String(id.dropLast(suffix.count)) : id
  }

  /// What people have said of pairs.
  private struct Told {
    let same: [(Int, Int)]
    let apart: [(Int, Int)]
  }

  /// Pairs of which the weights are not sure enough, the likeliest first.
  private func doubtful(_ linkage: Linkage) -> [Int] {
    let scores = linkage.scores
    let band = parameters.reviewFrom...max(parameters.reviewFrom, parameters.reviewTo)
    return scores.weights.indices.filter {
      band.contains(LinkageModel.probability(scores.weights[$0]))
    }.sorted {
      (-scores.weights[$0], scores.pairs.a[$0], scores.pairs.b[$0])
        < (-scores.weights[$1], scores.pairs.a[$1], scores.pairs.b[$1])
    }
  }

  private func rules(
    _ network: Network, _ context: StageContext
  ) throws -> [String: Survivorship] {
    var rules: [String: Survivorship] = [:]
    for (column, rule) in parameters.survivorship?.rules ?? [] {
      if network.nodes[column] == nil {
        throw context.error(
          "unknown-column", "there is no node column '\(column)'", parameter: "survivorship",
          help: Suggestion.help(for: column, among: network.nodes.names, kind: "node columns"))
      }
      rules[column] = rule
    }
    return rules
  }

  /// Several stages side by side, or the one network as it is.
  private func sideBySide(
    _ network: Network, _ context: StageContext
  ) -> (network: Network, source: [Int32]) {
    guard context.inputs.count > 1 else {
      return (network, Array(repeating: 0, count: network.graph.nodeCount))
    }
    let names = context.inputs.indices.map { index in
      index < context.inputNames.count ? context.inputNames[index] : String(index + 1)
    }
    let union = Network.disjointUnion(zip(names, context.inputs).map { Network.Named($0, $1) })
    return (union.network, union.inputOfNode.map { Int32($0) })
  }

  private func check(
    _ columns: FieldColumns, _ network: Network, _ context: StageContext
  ) throws(Diagnostic) {
    if columns.isEmpty {
      throw context.error(
        "no-fields", "no column tells anything to compare people by", parameter: "fields",
        help: "say which columns tell what: 'fields: {given_name: first, email: mail}'")
    }
    for entry in columns.entries {
      for name in entry.columns where name != "id" && network.nodes[name] == nil {
        throw context.error(
          "unknown-column", "there is no node column '\(name)'", parameter: "fields",
          help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
      }
    }
  }

  private func warn(_ linkage: Linkage, _ context: StageContext) {
    let skipped = linkage.candidates.reports.filter { $0.skippedBlocks > 0 }
    if skipped.isEmpty { return }
    let rules = skipped.map { "\($0.rule): \($0.largest.first ?? 0) records" }
    context.warn(
      "large-blocks", "blocks of many records were left out: \(rules.joined(separator: "; "))",
      parameter: "largest_block",
      help: "the table 'blocking' tells how many; a larger 'largest_block' takes longer")
  }

  private func pairs(
    _ lists: [[String]], _ parameter: String, _ network: Network, _ context: StageContext
  ) throws -> [(Int, Int)] {
    try lists.flatMap { ids -> [(Int, Int)] in
      let nodes = try ids.map { id in
        guard let node = network.node(id) else {
          throw context.error(
            "unknown-node", "there is no node '\(id)'", parameter: parameter,
            help: Suggestion.nearest(to: id, among: network.ids).map { "did you mean '\($0)'?" })
        }
        return Int(node)
      }
      return nodes.indices.flatMap { i in nodes[(i + 1)...].map { (nodes[i], $0) } }
    }
  }
}
