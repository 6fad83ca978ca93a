public import ModuleKit

/// `filter.edges`
public struct EdgeFilter: Module {
  public static let manual = Manual(
    name: "filter.edges",
    summary: "Keeps the edges whose column meets a condition",
    details: """
      An edge stays when its value in `column` meets all conditions given: `equals`, `any_of`, `min`, \
      `max` (bounds included). All nodes stay unless `drop_isolates`, which leaves out those that have \
      lost their last edge (or never had one). A missing value does not meet a condition unless \
      `keep_missing`. Measures computed before keep their values.
      """,
    writes: [],
    complexity: "O(n + m)",
    examples: [
      Example(
        "Strong ties", network: "a-b:5 b-c:1 c-d:3",
        yaml: "- use: filter.edges\n  with: {column: weight, min: 2}",
        expected: [.edges("source,target,weight\na,b,5\nc,d,3\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The edge column to look at") var column: EdgeColumn
    @Param("The value to keep") var equals: String? = nil
    @Param("The values to keep") var anyOf: [String]? = nil
    @Param("The least value to keep") var min: Double? = nil
    @Param("The largest value to keep") var max: Double? = nil
    @Param("Keep edges without a value") var keepMissing = false
    @Param("Leave out nodes without edges") var dropIsolates = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var test: ColumnTest {
    ColumnTest(
      column: parameters.column.name, equals: parameters.equals, anyOf: parameters.anyOf,
      least: parameters.min, most: parameters.max, keepMissing: parameters.keepMissing)
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    test.check(outline.edgeColumn(parameters.column.name)?.type, check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    guard let column = network.edges[parameters.column.name] else {
      throw context.error(
        "unknown-column", "there is no edge column '\(parameters.column.name)'",
        parameter: "column",
        help: Suggestion.help(
          for: parameters.column.name, among: network.edges.names, kind: "edge columns"))
    }
    let before = network.graph
    network.keepEdges(test.passes(column))
    if parameters.dropIsolates {
      let graph = network.graph
      network.keepNodes(
        (0..<graph.nodeCount).map { graph.outgoing.degree($0) + graph.incoming.degree($0) > 0 })
    }
    network.noteFilter(
      "edges with \(test.words)", french: "les liens dont \(test.french)", by: Self.manual.name,
      before: before)
  }
}
