// Guimerà & Amaral, "Functional cartography of complex metabolic networks", Nature 433, 2005.

import ModuleKit

/// `research.participation`
public struct Participation: Module {
  public static let manual = Manual(
    name: "research.participation",
    summary: "Tells how a node's ties are spread over groups, and how central it is in its own",
    details: """
      `groups` names the column that divides the nodes, such as communities. The participation \
      coefficient is 1 - Σ (k_g / k)² over all groups g, where k_g counts the node's ties to group g, \
      or adds up their weights, and k is the sum of the k_g: 0 when all ties go to one group, near 1 \
      when they are spread evenly over many. The within-module degree z-score is (k_own - mean) / \
      standard deviation of the k_own of all nodes of the group (population formula), 0 where they are \
      all alike.

      A self-loop counts twice, as in the degree. In a directed network ties both ways count, or those \
      that go `out` or come `in`. Ties to nodes without a group do not count. A node without counted \
      ties has no participation, a node without a group has no z-score. (The paper counts the node's \
      links within its module; other programs give a node without ties a participation of 0.)
      """,
    writes: [
      .nodeColumn("participation", .number, "how evenly the ties are spread over groups, 0 to 1"),
      .nodeColumn("within_group_z", .number, "z-score of the ties within the own group"),
    ],
    assumes: [.allTies],
    references: [
      "Guimerà, R. & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature 433, 895-900."
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "A triangle whose members are alike, and a tail", network: "a-b b-c c-a c-d",
        yaml: "- use: structure.kcore\n- use: research.participation\n  with: {groups: core}",
        expected: [
          .nodes("id,participation,within_group_z\na,0,0\nb,0,0\nc,0.4444,0\nd,0,0\n")
        ]),
      Example(
        "The hub of its group", network: "a-b:3 a-c:1 d-e:2",
        yaml: """
          - use: structure.components
          - use: research.participation
            with: {groups: component, weighted: false}
          """,
        expected: [
          .nodes(
            "id,participation,within_group_z\na,0,1.4142\nb,0,-0.7071\nc,0,-0.7071\nd,0,0\ne,0,0\n")
        ]),
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The column that tells a node's group") public var groups: NodeColumn
    @Param("Use the weights of the ties, which must be strengths") public var weighted = true
    @Param("Which ties count in a directed network") public var direction = Direction.all
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    EdgeStrength.check(outline, weighted: parameters.weighted, for: "participation", check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let name = parameters.groups.name
    guard let column = network.nodes[name] else {
      throw context.error(
        "unknown-column", "the nodes have no column '\(name)'", parameter: "groups",
        help: Suggestion.help(for: name, among: network.nodes.names, kind: "columns"))
    }
    let weights = try EdgeStrength.strengths(
      of: network, weighted: parameters.weighted, for: "participation", context)
    let groups = Groups(column)
    let ties = try GroupTies(
      network.graph, weights: weights, direction: parameters.direction, groups: groups,
      on: context.workers)
    let what = weights == nil ? "ties" : "weights of ties"
    network.nodes.set(
      "participation", .numbers(ties.participation),
      convention: "1 minus the sum of squared shares of the \(what) over the groups of '\(name)'")
    network.nodes.set(
      "within_group_z", .numbers(zScores(ties.inside, groups)),
      convention: "z-score of the \(what) within the own group of '\(name)', population formula")
    network.methods.append(
      MethodNote(
        .measure("participation"),
        "Participation coefficients and within-module z-scores tell how the \(what) of a node are "
          + "spread over the groups of '\(name)'.",
        caption: "participation over '\(name)'", reference: Self.manual.references.first))
  }
}
