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
      repulsion for a component of more than 600 people), groups kept together, components side by side. `color` names a column: texts, booleans and up to six whole \
      numbers make groups (the six largest get a color that people with color-blindness can tell \
      apart, the rest is grey, and each colored group a tinted ground), other numbers make a ramp; \
      nodes without a value are hollow. `community` and `component` only number their groups, which \
      are named after their most important member. `size` names a numeric column: a circle's area \
      grows with its value (negative ones count as 0, and a column with one value sizes nothing), and \
      the legend shows the largest five. The `labels` nodes with the largest `size` (or degree) are \
      named, where a label finds room beside others and off large circles. The figure is named after \
      the stage. The same input, seed, fonts and version of Graphviz give the same bytes.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.seed, .title],
    references: [
      "Zheng, J. X., Pawar, S. & Goodman, D. F. M. (2019). Graph drawing by stochastic gradient descent. IEEE TVCG 25(9), 2738-2748.",
      "Hu, Y. (2005). Efficient and high-quality force-directed graph drawing. The Mathematica Journal 10(1), 37-71.",
      "Okabe, M. & Ito, K. (2008). Color Universal Design.",
    ],
    complexity:
      "O(n²) time and memory to 1500 nodes, O(n + m) beyond; readable to about 3000 nodes",
    examples: [
      Example(
        "A name that looks like markup stays a name",
        network: "A&B-Ann Ann-Bob Bob-A&B",
        yaml: "- id: slide\n  use: diagram.network\n  with: {labels: 3, formats: [svg]}",
        expected: [.file("slide.svg", contains: "A&amp;B")])
    ], version: 4)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The node column that colors show") var color: NodeColumn? = nil
    @Param("The numeric node column that circle areas show") var size: NodeColumn? = nil
    @Param("How many nodes to name", in: 0...200) var labels = 12
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
    parameters.slide.check(check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let limit = 20_000
    if network.graph.nodeCount > limit {
      throw context.error(
        "too-large-to-draw",
        "\(network.graph.nodeCount) nodes are too many for one picture (at most \(limit))",
        help: "filter the network first, for example with filter.component or filter.kcore")
    }
    if let color = parameters.color, network.nodes[color.name] == nil {
      throw context.error(
        "unknown-column", "the network has no node column '\(color.name)'", parameter: "color",
        help: Suggestion.help(
          for: color.name, among: network.nodes.names, kind: "node columns"))
    }
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    let drawing = NetworkDrawing(
      network: network, sizes: sizes, parameters: parameters, context: context)
    let figure = try SlideOutput.reportingFailures(context) { try drawing.figure() }
    network.set(figure)
  }
}
