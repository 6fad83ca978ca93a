public import ModuleKit

/// `privacy.aggregate`
public struct Aggregate: Module {
  public static let manual = Manual(
    name: "privacy.aggregate",
    summary: "Counts people and ties by group, without any number below a threshold",
    details: """
      People with the same values in the columns `by` are a group. The table `aggregate` has their number, the mean and median of \
      the `measures`, and totals: of all, and with several columns also for each value of the first and each combination of \
      the others. The table `mixing` counts the ties between groups, the mixing matrix: of directed networks with totals of ties \
      from and to each group, of others each pair once; loops are ties within a group, weights do not count. A missing value is \
      a value of its own, `(missing)`. Numbers are cut into classes by `cuts: {age: [30, 45]}`: under 30, 30 to under 45, 45 or \
      more; without, each number is a group.

      Numbers below `k`, 0 excepted, are left out, with the values that make the group; so are means and medians over \
      fewer than `k` people. What is left out could often be found by subtraction from a total. So others are left out as well, of few people \
      rather than many, until for every number below `k` the smallest and the largest value that fit all that \
      is shown are at least `k` apart (complementary suppression, Cox 1980; the limits are found exactly, as flows). The total of all is taken as \
      known: the account of what was read tells it. Means are protected like counts, since a mean times its people is a sum. When no group is large enough \
      a warning says so, and only the total is shown, if that is at least `k`.

      With `network: groups` the network is replaced by that of the groups: a node per group with its `people`, `ties` as weights. No \
      id of a person, table, figure or document made before is left, and of rejected rows only the reasons are. With `keep` the network stays as it is, \
      names included.

      Not protected: that all people of a group have one value; numbers in which one person outweighs others (no rule of \
      dominance); medians, which are somebody's value; what two studies tell together that cut groups differently; in undirected \
      networks what the mean of a degree tells of ties. At most 20,000 groups and pairs of groups that have ties.
      """,
    writes: [
      .table("aggregate", "number of people, mean and median of measures by group"),
      .table("mixing", "number of ties between groups"),
    ],
    references: [
      "Cox, L. H. (1980). Suppression methodology and statistical disclosure control. Journal of the American Statistical Association 75, 377-385.",
      "Hundepool, A., Domingo-Ferrer, J., Franconi, L., Giessing, S., Schulte Nordholt, E., Spicer, K. & de Wolf, P.-P. (2012). Statistical Disclosure Control. Wiley.",
      "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.",
    ],
    complexity: "O(n log n + m log m), and a search among the cells for each that is too small",
    examples: [
      Example(
        "Two are too few, and so three more are left out",
        files: [
          .init("ties.csv", "from,to\na,b\nb,c\na,c\nd,e\nd,f\ne,f\na,d\n"),
          .init(
            "people.csv",
            "id,trade,age\na,law,31\nb,law,35\nc,law,39\nd,bank,50\ne,bank,52\nf,bank,54\ng,art,20\n"
              + "h,art,22\ni,tax,\nj,tax,61\nk,tax,62\nl,tax,63\n"),
        ],
        yaml: """
          - use: import.csv
            with: {edges: ties.csv, nodes: people.csv, id: id}
          - use: privacy.aggregate
            with: {by: [trade], k: 3, measures: [age]}
          """,
        expected: [
          .table(
            "aggregate",
            "level,trade,people,age_mean,age_median\ncell,law,3,35,35\ncell,tax,4,62,62\n"
              + "total,(all),12,44.4545,50\n"),
          .table("mixing", "level,from,to,ties\ncell,law,law,3\ntotal,(all),(all),7\n"),
          .nodes("id,trade,people,age_mean,age_median\nlaw,law,3,35,35\ntax,tax,4,62,62\n"),
          .edges("source,target,ties\nlaw,law,3\n"),
        ])
    ])

  public enum Result: String, ParameterChoice { case groups, keep }

  public struct Parameters: ParameterSet {
    @Param(required: "The node columns whose values make the groups") var by: [NodeColumn]
    @Param("Where numbers are cut into classes, by column") var cuts = ClassBounds(cuts: [])
    @Param("The smallest number that may be shown", in: 2...1_000_000) var k = 5
    @Param("The columns of numbers to average in each group") var measures: [NodeColumn] = []
    @Param("Whether the network becomes that of the groups") var network = Result.groups
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var columnNames: [String] { parameters.by.map(\.name) }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    checkParameters(outline, check)
    if parameters.network == .groups {
      var result = Outline()
      for name in columnNames { result.addNodeColumn(free(name, result), .text) }
      result.addNodeColumn(free("people", result), .integer)
      for name in parameters.measures.map(\.name) {
        for word in ["mean", "median"] {
          result.addNodeColumn(free("\(name)_\(word)", result), .number)
        }
      }
      result.addEdgeColumn("ties", .integer)
      result.weight = EdgeWeight(column: "ties", meaning: .strength)
      result.isDirected = outline.isDirected
      outline = result
    }
    outline.add(Self.manual.writes)
  }

  private func free(_ name: String, _ outline: Outline) -> String {
    GroupResults.free(name, among: outline.nodeColumns.map(\.name))
  }

  private func checkParameters(_ outline: Outline, _ check: CheckContext) {
    if parameters.by.isEmpty {
      check.report("wrong-type", "'by' must name a column", parameter: "by")
    }
    for (index, name) in columnNames.enumerated() where columnNames[..<index].contains(name) {
      check.report("duplicate-column", "'by' names '\(name)' twice", parameter: "by")
    }
    for cut in parameters.cuts.cuts {
      if !columnNames.contains(cut.column) {
        check.report(
          "unknown-column", "'cuts' names '\(cut.column)', which is not in 'by'", parameter: "cuts",
          help: Suggestion.help(for: cut.column, among: columnNames, kind: "columns"))
      } else if outline.nodeColumn(cut.column)?.type == .text {
        check.report(
          "wrong-type", "the column '\(cut.column)' holds texts, not numbers", parameter: "cuts")
      }
    }
    for measure in parameters.measures where outline.nodeColumn(measure.name)?.type == .text {
      check.report(
        "wrong-type", "the column '\(measure.name)' holds texts, not numbers",
        parameter: "measures")
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let people = try people(of: network, context)
    if people.groups.isEmpty && network.graph.nodeCount > 0 {
      context.warn(
        "all-groups-small",
        "no group can be shown: all are smaller than \(parameters.k) or would "
          + "give such ones away", parameter: "by",
        help: "make groups larger, by 'cuts' or fewer columns")
    }
    let measures = try parameters.measures.map { measure in
      let column = try numbers(measure.name, "measures", of: network, context)
      return try GroupMeasure(
        measure.name, column.asNumbers, of: people, least: parameters.k, on: context.workers)
    }
    var groupOfNode = [Int32](repeating: -1, count: network.graph.nodeCount)
    for (group, entry) in people.groups.enumerated() {
      for node in people.table.entries[entry].members { groupOfNode[Int(node)] = Int32(group) }
    }
    let ties = try protected("pairs of groups with ties", context) {
      try TieCounts(
        network.graph, groupOfNode: groupOfNode, groupCount: people.groups.count,
        least: parameters.k, on: context.workers)
    }
    let results = GroupResults(people: people, measures: measures, ties: ties, least: parameters.k)
    if parameters.network == .groups {
      replace(&network, by: results, dropped: groupOfNode.count { $0 < 0 })
    }
    network.set(results.aggregate)
    network.set(results.mixing)
    network.methods.append(
      MethodNote(
        .preparation,
        "People were counted by \(columnNames.joined(separator: ", ")); numbers below "
          + "\(parameters.k) and those that would give them away are left out.",
        french:
          "Les personnes ont été comptées par \(columnNames.joined(separator: ", ")) ; les nombres "
          + "inférieurs à \(parameters.k), et ceux qui les révéleraient, sont omis.",
        caption: "groups of at least \(parameters.k)",
        reference: Self.manual.references[0]))
  }

  private func people(of network: Network, _ context: StageContext) throws -> PeopleCounts {
    let columns = try parameters.by.map { column in
      let bounds = parameters.cuts.bounds(of: column.name)
      let values =
        try bounds == nil
        ? self.column(column.name, "by", of: network, context)
        : numbers(column.name, "cuts", of: network, context)
      return CellColumn(column.name, values, bounds: bounds)
    }
    return try protected("groups", context) {
      try PeopleCounts(
        columns, count: network.graph.nodeCount, least: parameters.k, on: context.workers)
    }
  }

  private func protected<Counts>(
    _ what: String, _ context: StageContext, _ count: () throws -> Counts
  ) throws -> Counts {
    do {
      return try count()
    } catch let error as CountTable.TooManyCells {
      throw context.error(
        "too-many-groups",
        "there are \(error.count) \(what), and at most \(CountTable.mostCells) "
          + "can be protected", parameter: "by",
        help: "cut numbers into classes by 'cuts', or name fewer columns")
    }
  }

  private func column(
    _ name: String, _ parameter: String, of network: Network, _ context: StageContext
  ) throws(Diagnostic) -> Column {
    if let column = network.nodes[name] { return column }
    if name == "id" { return .texts(network.ids.map { $0 }) }
    throw context.error(
      "unknown-column", "there is no node column '\(name)'", parameter: parameter,
      help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
  }

  private func numbers(
    _ name: String, _ parameter: String, of network: Network, _ context: StageContext
  ) throws(Diagnostic) -> Column {
    let column = try column(name, parameter, of: network, context)
    if column.type != .text { return column }
    throw context.error(
      "wrong-type", "the column '\(name)' holds texts, not numbers", parameter: parameter)
  }

  private func replace(_ network: inout Network, by results: GroupResults, dropped: Int) {
    let before = network
    network = results.network(isDirected: before.graph.isDirected)
    network.ledger = before.ledger.map(\.withoutNames)
    network.ledger.append(
      LedgerEntry(
        source: "privacy.aggregate", isInput: false, unit: "people", read: before.graph.nodeCount,
        kept: 0,
        merged: before.graph.nodeCount - dropped, dropped: dropped))
    network.methods = before.methods
  }
}
