internal import GraphvizKit
public import ModuleKit

/// `diagram.small_multiples`
public struct SmallMultiplesDiagram: Module {
  public static let manual = Manual(
    name: "diagram.small_multiples",
    summary: "Draws one network, or one distribution, as a page of panels that compare",
    details: """
      `by` makes a panel for each group of a node column, as `facet_wrap` of ggplot2 and `facet_nodes` of \
      ggraph do; `values` makes one for each of several node columns. At most `most` panels are drawn, \
      those of the largest groups; `order` puts them by size or by name, and whole numbers stand in their \
      order. `columns` of the grid are found so that panels become large, unless told.

      A `network` panel shows everybody in the same place (that of a stage `diagram.layout` before, if \
      there is one), the members of the panel over the dimmed rest, with the ties among them. Groups have \
      the color that they have on `diagram.network`; `color` shows another column instead, `size` makes \
      areas grow with one. With `values`, numbers are a ramp and texts groups. A `histogram` panel shows \
      how the numeric `column` is spread among the members, in bars at the same places, with the mean as a \
      dashed line; `shares` have the steps of everybody over the bars.

      `scales` are shared (`fixed`) where all panels show one column, and each panel's own (`free`) where \
      they show several, as `auto` says; `free_x` and `free_y` free one axis of a histogram. People \
      without a value and groups that find no panel are counted in the caption.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.seed, .title],
    references: [
      "Tufte, E. R. (1983). The Visual Display of Quantitative Information. Graphics Press.",
      "Pedersen, T. L. (2025). ggraph: An implementation of grammar of graphics for graphs and networks. R package.",
    ],
    complexity: "O(panels · (n + m)), and that of the layout",
    examples: [
      Example(
        "Two components, each over the other", network: "a-b b-c d-e",
        yaml: """
          - use: structure.components
          - id: parts
            use: diagram.small_multiples
            with: {by: component, formats: [svg]}
          """,
        expected: [.file("parts.svg", contains: "3 people, 2 ties inside")])
    ], version: 3)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("What a panel shows") var view = FacetView.network
    @Param("The node column with a panel for each of its groups") var by: NodeColumn? = nil
    @Param("The node columns with a panel for each") var values: [NodeColumn] = []
    @Param("For histograms by group: the numeric node column whose values are counted")
    var column: NodeColumn? = nil
    @Param("For networks by group: the node column that colors show") var color: NodeColumn? = nil
    @Param("For networks: the numeric node column that circle areas show")
    var size: NodeColumn? = nil
    @Param("What panels share: auto, fixed (all), free (nothing), or one axis is free")
    var scales = FacetScales.auto
    @Param("Which panel comes first") var order = FacetOrder.size
    @Param("How many groups to draw at most", in: 1...16) var most = 12
    @Param("How many panels stand in a row, from 1 to 16; found when not given")
    var columns: Int? = nil
    @Param("What the bars of histograms show") var heights = FacetHeights.shares
    @Param("How many bars values are gathered into", in: 2...60) var bins = 12
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What edges are called, in the plural") var ties = "ties"
    @Param("What groups are called, in the plural") var groups = "groups"
    var slide = SlideParameters(subtitleFrom: "the panels")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  /// Each is a shape in the file, in every panel.
  private static let mostMarks = 60_000

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let isHistogram = parameters.view == .histogram
    switch (parameters.by, parameters.values.count) {
    case (nil, 0):
      check.report(
        "missing-parameter", "nothing says what a panel is", parameter: "view",
        help: "name 'by', a column of groups, or 'values', several columns")
    case (.some, 1...):
      check.report(
        "conflicting-parameters", "panels are groups ('by') or columns ('values'), not both",
        parameter: "values", help: "leave one of them out")
    case (_, 17...):
      check.report(
        "wrong-count", "'values' names \(parameters.values.count) columns (at most 16)",
        parameter: "values", help: "make two slides")
    default: break
    }
    if let by = parameters.by { NodeGroups.check(by.name, "by", outline, check) }
    if isHistogram, parameters.by != nil, parameters.column == nil {
      check.report(
        "missing-parameter", "nothing says which values to count", parameter: "view",
        help: "name a numeric node column: column: degree")
    }
    if !isHistogram { SizeColumn.check(parameters.size, outline, check) }
    if let columns = parameters.columns, !(1...16).contains(columns) {
      check.report(
        "out-of-range", "'columns' must be from 1 to 16, not \(columns)", parameter: "columns")
    }
    let idle: [(Bool, String, String)] = [
      (isHistogram && parameters.color != nil, "color", "a histogram has one color for each panel"),
      (isHistogram && parameters.size != nil, "size", "a histogram has no circles"),
      (
        parameters.by == nil && parameters.color != nil, "color",
        "with 'values', colors show the columns"
      ),
      (
        parameters.column != nil && (!isHistogram || parameters.by == nil), "column",
        "it is for histograms by group"
      ),
      (
        !isHistogram && [.freeX, .freeY].contains(parameters.scales), "scales",
        "a network has no axes: it can be auto, fixed or free"
      ),
    ]
    for (isIdle, name, why) in idle where isIdle {
      check.report(
        "conflicting-parameters", "'\(name)' has no effect here: \(why)", parameter: name,
        help: "leave it out")
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let marks = network.graph.nodeCount * (parameters.by == nil ? parameters.values.count : 2)
    if parameters.view == .network, marks > Self.mostMarks || network.graph.nodeCount > 20_000 {
      throw context.error(
        "too-large-to-draw",
        "\(network.graph.nodeCount) nodes in every panel are too many for one picture",
        help: "filter the network first, for example with filter.kcore, or take 'view: histogram'")
    }
    let drawing = try SmallMultiplesDrawing(network, parameters, context)
    let figure = try SlideOutput.reportingFailures(context) { try drawing.figure() }
    network.set(figure)
  }
}

/// What a panel shows.
public enum FacetView: String, ParameterChoice {
  case network, histogram
}
