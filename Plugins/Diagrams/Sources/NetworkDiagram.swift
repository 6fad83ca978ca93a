internal import Foundation
internal import GraphvizKit
public import ModuleKit

/// `diagram.network`
public struct NetworkDiagram: Module {
  public static let manual = Manual(
    name: "diagram.network",
    summary: "Draws the whole network as a slide with groups, labels and a legend",
    details: """
      Nodes are placed so that distances on paper follow those in the network (stress; springs and \
      repulsion for a component of more than 600 people), groups kept together, components side by side. \
      Beyond 400 nodes groups get a disc each, as large as their members are many, if they are groups of \
      the network (a modularity of 0.3 or more) and at most 150; in it lie the members by the ties among \
      them, turned to where their other ties lead. Ties of such crowds are fine and all equally pale \
      inside discs, so that a dense group is darker than a loose one; those between two discs run \
      together.

      `color` names a column: texts, booleans and up to six whole \
      numbers make groups (the six largest get a color that people with color-blindness can tell \
      apart, the rest is grey, and each colored group a tinted ground), other numbers make a ramp; \
      nodes without a value are hollow. `community` and `component` only number their groups, which \
      are named after their most important member: the one with the largest `size` where that is given, \
      else with the most ties, on maps too. `size` names a numeric column: a circle's area \
      grows with its value (negative ones count as 0, and a column with one value sizes nothing), and \
      the legend shows the largest five, or three where room is short, and circles of round values. With \
      weights, ties are as wide as they are strong, which the legend explains.

      The `labels` nodes with the largest `size` (or degree) are \
      named, all of 40 or fewer people when not given. A name stands right beside its circle where it is \
      nearer to it than to any other, and not on the ground of another group; else farther off, with a line; where \
      neither finds room it is left out. Those of `always` come first, \
      those of `never` stay without a name. In crowds who is named has a ring.

      More than 3000 nodes with groups become a map of the groups (`diagram.map`), and more edges than \
      6000 and three per node a backbone: the edges that say most, two per node, and those that hold \
      components together. With weights they are found by the disparity filter, without by the share \
      of neighbours that both ends have in common. Line and caption say so; `view` asks for one or \
      the other, or for everything. The figure is named after \
      the stage. The same input, seed, fonts and version of Graphviz give the same bytes.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.seed, .title],
    references: [
      "Zheng, J. X., Pawar, S. & Goodman, D. F. M. (2019). Graph drawing by stochastic gradient descent. IEEE TVCG 25(9), 2738-2748.",
      "Hu, Y. (2005). Efficient and high-quality force-directed graph drawing. The Mathematica Journal 10(1), 37-71.",
      "Okabe, M. & Ito, K. (2008). Color Universal Design.",
      "Serrano, M. Á., Boguñá, M. & Vespignani, A. (2009). Extracting the multiscale backbone of complex weighted networks. PNAS 106(16), 6483-6488.",
      "Satuluri, V., Parthasarathy, S. & Ruan, Y. (2011). Local graph sparsification for scalable clustering. SIGMOD 2011, 721-732.",
    ],
    complexity:
      "O(n²) time and memory to 1500 nodes, O(n + m) beyond; readable to about 3000 nodes",
    examples: [
      Example(
        "A name that looks like markup stays a name",
        network: "A&B-Ann Ann-Bob Bob-A&B",
        yaml: "- id: slide\n  use: diagram.network\n  with: {labels: 3, formats: [svg]}",
        expected: [.file("slide.svg", contains: "A&amp;B")])
    ], version: 8)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The node column that colors show") var color: NodeColumn? = nil
    @Param("The numeric node column that circle areas show") var size: NodeColumn? = nil
    @Param("How many nodes to name; auto names all of 40 or fewer, else 12")
    var labels = LabelCount.auto
    @Param("Ids or labels of nodes that are named before all others") var always: [String] = []
    @Param("Ids or labels of nodes that are not named") var never: [String] = []
    @Param("Everything, a backbone of edges, or a map of groups; auto takes what can be read")
    var view = NetworkView.auto
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What edges are called, in the plural") var ties = "ties"
    @Param("What the colors' heading in the legend says; the column's name when not given")
    var legend: String? = nil
    var slide = SlideParameters(subtitleFrom: "the network")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.addFigure(check.stageID)
    SizeColumn.check(parameters.size, outline, check)
    if parameters.color?.name == "id", outline.nodeColumn("id") == nil {
      check.report(
        "wrong-column-type", "'color' needs a column, and 'id' is another for each node",
        parameter: "color")
    }
    if parameters.view == .map {
      for name in idleInMap {
        check.report(
          "idle-parameter", idleMessage(name), parameter: name, help: Self.idleHelp,
          severity: .warning)
      }
    }
    if parameters.view == .map, parameters.color == nil {
      check.report(
        "missing-parameter", "a map needs groups", parameter: "view",
        help: "name a node column of groups: 'color: community'")
    }
    parameters.slide.check(check)
  }

  /// Parameters that say nothing of a map, of those given.
  private var idleInMap: [String] {
    [
      ("always", !parameters.always.isEmpty), ("never", !parameters.never.isEmpty),
      ("legend", parameters.legend != nil),
    ].filter(\.1).map(\.0)
  }
  private func idleMessage(_ name: String) -> String {
    "a map shows groups, and '\(name)' is about people"
  }
  private static let idleHelp = "diagram.map has parameters of its own"

  public func run(_ network: inout Network, _ context: StageContext) throws {
    if let color = parameters.color, network.nodes[color.name] == nil {
      throw context.error(
        "unknown-column", "the network has no node column '\(color.name)'", parameter: "color",
        help: Suggestion.help(
          for: color.name, among: network.nodes.names, kind: "node columns"))
    }
    let names = NamedNodes(network, context)
    let always = try parameters.always.map { try names.node($0, parameter: "always") }
    let never = try parameters.never.map { try names.node($0, parameter: "never") }
    if let both = always.first(where: never.contains) {
      throw context.error(
        "conflicting-parameters", "'\(network.label(of: NodeID(both)))' is always named, and never",
        parameter: "never")
    }
    let view = NetworkExtract.view(parameters.view, network.graph, hasGroups: hasGroups(network))
    if view == .map { return try drawMap(&network, context) }
    if network.graph.nodeCount > NetworkExtract.limit {
      throw context.error(
        "too-large-to-draw",
        "\(network.graph.nodeCount) nodes are too many for one picture (at most "
          + "\(NetworkExtract.limit))",
        help:
          "find groups first (communities.leiden) and color by them, which makes a map; or filter, "
          + "for example with filter.kcore")
    }
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    let drawing = NetworkDrawing(
      network: network, extract: NetworkExtract(network, view, ties: parameters.ties), sizes: sizes,
      always: always, never: Set(never), parameters: parameters, context: context)
    let figure = try SlideOutput.reportingFailures(context) { try drawing.figure() }
    network.set(figure)
  }

  /// Whether the colors stand for groups, two at least.
  private func hasGroups(_ network: Network) -> Bool {
    guard let name = parameters.color?.name, let column = network.nodes[name] else { return false }
    let scale = ColorScale(
      column, name: name, count: network.graph.nodeCount, theme: parameters.theme.theme
    ) { _ in "" }
    guard case .groups(let groups) = scale.kind else { return false }
    return groups.count > 1
  }

  /// So many people are shown by their groups.
  private func drawMap(_ network: inout Network, _ context: StageContext) throws {
    guard let color = parameters.color else { return }
    // That it would be a map shows only now; where the study asks for one, it has been said.
    if parameters.view == .auto {
      for name in idleInMap {
        context.warn(
          "idle-parameter", idleMessage(name), parameter: name,
          help: Self.idleHelp)
      }
    }
    var own = MapDiagram.Parameters()
    own.group = color
    (own.people, own.ties, own.slide) = (parameters.people, parameters.ties, parameters.slide)
    own.labels = parameters.labels
    if color.name == "community" { own.groups = "communities" }
    let count = network.graph.nodeCount
    let note =
      count > NetworkExtract.mostNodes
      ? "\(Noun(parameters.people).counted(count)) are too many to be drawn one by one" : nil
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    try MapDiagram(own).draw(&network, context, sizes: sizes, note: note)
  }
}
