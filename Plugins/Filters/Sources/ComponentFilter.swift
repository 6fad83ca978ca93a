public import ModuleKit

/// `filter.component`
public struct ComponentFilter: Module {
  public static let manual = Manual(
    name: "filter.component",
    summary: "Keeps one connected part of the network",
    details: """
      Keeps the largest component (ties: the one with the first node), or the one that contains the \
      node `of`. `weak` components ignore direction, in `strong` ones every node reaches every other \
      along arcs. Measures computed before keep their values: they are those of the larger network.
      """,
    writes: [],
    complexity: "O(n + m)",
    examples: [
      Example(
        "The largest part", network: "a-b b-c d-e",
        yaml: "- use: filter.component",
        expected: [.edges("source,target\na,b\nb,c\n")]),
      Example(
        "The part of a person", network: "a-b b-c d-e",
        yaml: "- use: filter.component\n  with: {of: e}",
        expected: [.edges("source,target\nd,e\n")]),
    ])

  public enum Kind: String, ParameterChoice { case weak, strong }

  public struct Parameters: ParameterSet {
    @Param("Whether direction is ignored") var kind = Kind.weak
    @Param("The id of a node whose component is kept; the largest when not given")
    var of: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {}

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let before = network.graph
    let parts = parameters.kind == .weak ? before.weakComponents : before.strongComponents
    var kept = 0
    if let id = parameters.of {
      guard let node = network.node(id) else {
        throw context.error(
          "unknown-node", "there is no node '\(id)'", parameter: "of",
          help: Suggestion.nearest(to: id, among: network.ids).map { "did you mean '\($0)'?" })
      }
      kept = parts.labels[Int(node)]
    }
    network.keepNodes(parts.labels.map { $0 == kept })
    let kind = before.isDirected ? "\(parameters.kind.rawValue) component" : "component"
    let french =
      "composante" + (before.isDirected ? parameters.kind == .weak ? " faible" : " forte" : "")
    network.noteFilter(
      parameters.of.map { "the \(kind) of \($0)" } ?? "the largest \(kind)",
      french: parameters.of.map { "la \(french) de « \($0) »" } ?? "la plus grande \(french)",
      by: Self.manual.name, before: before)
  }
}
