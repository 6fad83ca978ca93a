public import ModuleKit

/// `filter.nodes`
public struct NodeFilter: Module {
  public static let manual = Manual(
    name: "filter.nodes",
    summary: "Keeps the nodes whose column meets a condition",
    details: """
      A node stays when its value in `column` meets all conditions given: `equals`, `any_of`, `min`, \
      `max` (bounds included). Edges stay when both ends do. A missing value does not meet a condition \
      unless `keep_missing`. Measures computed before keep their values: they are those of the larger \
      network, and the report says so.
      """,
    writes: [],
    complexity: "O(n + m)",
    examples: [
      Example(
        "Nodes with at least two ties", network: "a-b b-c c-a c-d",
        yaml: """
          - use: centrality.degree
          - use: filter.nodes
            with: {column: degree, min: 2}
          """,
        expected: [
          .nodes("id,degree\na,2\nb,2\nc,3\n"), .edges("source,target\na,b\na,c\nb,c\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The node column to look at") var column: NodeColumn
    @Param("The value to keep") var equals: String? = nil
    @Param("The values to keep") var anyOf: [String]? = nil
    @Param("The least value to keep") var min: Double? = nil
    @Param("The largest value to keep") var max: Double? = nil
    @Param("Keep nodes without a value") var keepMissing = false
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
    test.check(outline.nodeColumn(parameters.column.name)?.type, check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let name = parameters.column.name
    guard let column = name == "id" ? .texts(network.ids.map { $0 }) : network.nodes[name] else {
      throw context.error(
        "unknown-column", "there is no node column '\(name)'", parameter: "column",
        help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
    }
    let before = network.graph
    network.keepNodes(test.passes(column))
    network.noteFilter(
      "nodes with \(test.words)", french: "les nœuds dont \(test.french)", by: Self.manual.name,
      before: before)
  }
}
