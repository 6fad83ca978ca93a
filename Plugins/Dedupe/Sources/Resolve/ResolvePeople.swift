public import ModuleKit

/// `dedupe.resolve`
public struct ResolvePeople: Module {
  public static let manual = Manual(
    name: "dedupe.resolve",
    summary: "Finds out which records are one person, and makes one node of them",
    details: """
      Records are compared field by field: names (exchanged, shortened, double, misspelt, of one sound in French after FONEM or elsewhere after \
      Double Metaphone, nicknames), dates of birth, addresses, numbers, companies without their legal form, streets, towns. How much each agreement \
      says is learnt from the records themselves, after Fellegi and Sunter in the way of Splink: the prior from pairs that agree in so much \
      that they are certain, divided by `recall`, the share of the true pairs they are believed to be, and settled near it; agreement among strangers \
      (u) from pairs drawn at random; among records of one person (m) by expectation-maximisation over the pairs of each blocking rule, what the rule \
      is about left out. A rare value that two records share says more than a common one. A missing value says nothing. Whether two records come from one \
      stage counts, too. Weights are log2 of odds; their sum gives the probability that two records are one person.

      Fields are not independent: who shares the company shares its street and switchboard, namesakes have the same user names. What such a \
      `shared_context` explains is taken away from the weight again; how much, is learnt from pairs that agree in one thing and have nothing of their own \
      in common (Larsen & Rubin's third class).

      `fields` names the columns: `{given_name: first, email: [mail1, mail2]}`. Without it, columns that bear the names of fields are taken, as the \
      importers of contacts make them; others are not looked at, and the report names them. Several stages (`from: [phone, club]`) are put side by side \
      first; with `within: false` only pairs of records of different stages are compared, and with `one_per_source` a person has no more than one record of each.

      Up to 1500 records all pairs are compared, above that those which agree in at least one of a list of keys (table `blocking`), or in `blocking: \
      [[email], [family_name, postcode]]`; blocks of more than `largest_block` records are left out, with a warning. Pairs that reach `threshold` are \
      links, followed from the surest to the least sure; records that are linked, by way of others too, are one person, unless the records of the two \
      sides are strangers on the whole (mean weight below -5). `same` and `apart` list ids that are, or are not, one person, and no chain of links \
      joins what is apart.

      The table `review` lists doubtful pairs (`review_from` to `review_to`) with their values. Write `same`, `different` or `unsure` under \
      `decision`, keep the file beside the study and name it under `review`: the next run takes it as law, finds the records by file and key where they have \
      one, counts what is no longer there, and writes the file again with the decisions kept. `truth` names a table of `record, person` (or \
      `source, key, person`) to measure by: precision, recall and F1 over pairs, and B-cubed, at each threshold of the table `thresholds`, which also \
      tells how many records another threshold would put with others. `explain: [[A, B]]` lists a pair in `matches` whatever its weight.

      The person gets the id with most ties, then of the fullest record. Of each column all values are kept that contacts have several of (email, phone, url, \
      categories, note, key, source); of company, title and address the newest by `updated`; of everything else the commonest, then the longest; \
      `survivorship: {company: longest}` decides otherwise. Ties are re-pointed and merged; ties between two records of one person disappear. The tables list what was \
      done: `clusters`, `matches` with the weight of every comparison, `linkage_model`, `blocking`, `people_checks` with those whom few links hold together.
      """,
    inputs: .many,
    writes: [
      .nodeColumn("merged_from", .text, "other records of the person"),
      .table("clusters", "record, person, probability"),
      .table("matches", "pairs that are linked or doubtful, with the weight of each comparison"),
      .table("linkage_model", "what each agreement says"),
      .table("blocking", "which pairs were compared"),
      .table("review", "doubtful pairs with their values, for a person to decide"),
      .table("thresholds", "what other thresholds would change; quality, given a truth"),
      .table("people_checks", "people that few links hold together"),
    ],
    uses: [.seed, .stageNames],
    references: [
      "Larsen, M. D. & Rubin, D. B. (2001). Iterative automated record linkage using mixture models. Journal of the American Statistical Association 96(453), 32-41.",
      "Bouchard, G., Brard, P. & Lavoie, Y. (1981). FONEM : un code de transcription phonétique pour la reconstitution automatique des familles saguenayennes. Population 36(6), 1085-1103.",
      "Philips, L. (2000). The double metaphone search algorithm. C/C++ Users Journal 18(6).",
      "Bagga, A. & Baldwin, B. (1998). Entity-based cross-document coreferencing using the vector space model. ACL, 79-85.",
      "Fellegi, I. P. & Sunter, A. B. (1969). A theory for record linkage. Journal of the American Statistical Association 64, 1183-1210.",
      "Linacre, R., Lindsay, S., Manassis, T., Slade, Z. & Hepworth, T. (2022). Splink: Free software for probabilistic record linkage at scale. International Journal of Population Data Science 7(3).",
      "Winkler, W. E. (1990). String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of record linkage. Proceedings of the Section on Survey Research Methods, ASA, 354-359.",
    ],
    complexity: "O(n log n + pairs compared); 24 bytes a pair and some hundred a record",
    examples: [
      Example(
        "Two cards of one person, and a namesake",
        files: [
          .init(
            "book.vcf",
            """
            BEGIN:VCARD
            VERSION:3.0
            N:Dupont;Jean
            EMAIL:jean.dupont@example.com
            TEL:06 39 98 00 01
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:DUPONT;Jéan
            EMAIL:jean.dupont@example.com
            TEL:+33 6 39 98 00 01
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:Durand;Marie
            EMAIL:marie@example.org
            TEL:06 39 98 00 02
            END:VCARD
            """)
        ],
        yaml: """
          - use: import.vcard
            with: {file: book.vcf}
          - use: dedupe.resolve
          """,
        expected: [
          .nodes("id,merged_from\nJean Dupont,Jéan DUPONT\nMarie Durand,\n")
        ])
    ], version: 2)

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
    let cluster = { (threshold: Double) in
      RecordClusters(
        count: records.count, pairs: linkage.scores.above(threshold), same: told.same,
        apart: told.apart, source: parameters.onePerSource ? source : nil,
        agreement: linkage.scores.weight)
    }
    let clusters = cluster(parameters.threshold)
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
    let checks = PeopleChecks(clusters, pairs: linkage.scores.above(parameters.threshold))
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

  private func account(
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
        source: "dedupe.resolve", unit: "people", read: read, kept: kept, merged: read - kept,
        notes: notes))
    network.methods.append(
      MethodNote(
        .preparation,
        "Records of one person were merged by probabilistic record linkage (threshold "
          + "\(decimal(parameters.threshold))): \(read) records became \(kept) people; table clusters "
          + "lists them.",
        caption: read == kept ? "" : "\(read - kept) records merged"))
  }
}
