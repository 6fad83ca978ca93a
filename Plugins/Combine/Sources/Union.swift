public import ModuleKit

/// `combine.union`
public struct Union: Module {
  public static let manual = Manual(
    name: "combine.union",
    summary: "Makes one network of several",
    details: """
      The stages are named by `from: [one, other]`. With `same_ids: one` nodes of one id are one node: its ties are \
      those of all networks, ties between the same two are merged (weights are added up, of distances the smallest stays; other \
      columns keep the value on which they agree, differing texts are listed), and in the columns of nodes the first network that \
      has a value decides, in the order of `from`. With `same_ids: apart` nodes stay apart, and an id that several networks have gets \
      the stage's id behind it: "Ann (phone)". Address books want `apart`, for two people may bear one name; `dedupe.resolve` then \
      finds out who is who.

      The column `input` tells in which stages a node was. The result is directed when all networks with ties are. Weights \
      stay when all networks with ties have one column for them, of one meaning; otherwise they become an ordinary column. \
      Tables, figures and documents of the stages are left out.
      """,
    inputs: .many,
    writes: [.nodeColumn("input", .text, "stages in which the node was")],
    uses: [.stageNames],
    complexity: "O(n log n + m log m)",
    examples: [
      Example(
        "Two tables that share a person",
        files: [
          .init("a.csv", "from,to,calls\nAnn,Bob,2\n"),
          .init("b.csv", "from,to,calls\nBob,Ann,1\nBob,Cat,4\n"),
        ],
        yaml: """
          - {id: a, use: import.csv, with: {edges: a.csv, weight: calls}}
          - {id: b, use: import.csv, with: {edges: b.csv, weight: calls}}
          - use: combine.union
            from: [a, b]
          """,
        expected: [
          .nodes("id,input\nAnn,a; b\nBob,a; b\nCat,b\n"),
          .edges("source,target,calls\nAnn,Bob,3\nBob,Cat,4\n"),
        ])
    ], version: 2)

  public enum SameIDs: String, ParameterChoice { case one, apart }

  public struct Parameters: ParameterSet {
    @Param("What becomes of nodes of one id in several networks") var sameIds = SameIDs.one
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
      result.mayHaveMore = result.mayHaveMore || input.mayHaveMore
    }
    result.add(Self.manual.writes)
    let directions = check.inputs.map(\.isDirected)
    result.isDirected = Set(directions).count == 1 ? directions[0] : nil
    if let weight = check.inputs.first?.weight, check.inputs.allSatisfy({ $0.weight == weight }) {
      result.weight = weight
    }
    outline = result
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let inputs = context.inputs.isEmpty ? [network] : context.inputs
    let names = inputs.indices.map { index in
      index < context.inputNames.count ? context.inputNames[index] : String(index + 1)
    }
    var union = Network.disjointUnion(zip(names, inputs).map { Network.Named($0, $1) })
    union.network.nodes.set(
      "input", .texts(union.inputOfNode.map { Optional(names[$0]) }),
      convention: "stages in which the node was")
    union.network.ledger = Ledgers.joined(inputs.map(\.ledger))
    try context.workers.checkCancelled()
    network =
      parameters.sameIds == .apart
      ? union.network : NodesOfOneID(union).network()
  }
}
