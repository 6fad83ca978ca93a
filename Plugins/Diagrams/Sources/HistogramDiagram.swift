internal import GraphvizKit
public import ModuleKit

/// `diagram.histogram`
public struct HistogramDiagram: Module {
  public static let manual = Manual(
    name: "diagram.histogram",
    summary: "Draws a distribution as a slide: chain lengths, or the values of a column",
    details: """
      With `table` and its columns `x` and `y`, a bar per row: the default shows how long the shortest \
      chains are, after a stage `chains.distances`. With `column`, the values of a numeric node column \
      are counted, whole numbers one by one if there are at most 30, else in `bins` of equal width, the \
      right end belonging to the next bin, with round numbers along the line below. The highest bar is \
      strong, shares stand above the bars where there is room, and a dashed line marks the mean. Where \
      the table has a column `intermediaries`, both units stand below the bars.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    complexity: "O(n)",
    examples: [
      Example(
        "How long the chains are", network: "a-b b-c c-d",
        yaml: """
          - use: chains.distances
          - id: lengths
            use: diagram.histogram
            with: {formats: [svg]}
          """,
        expected: [.file("lengths.svg", contains: "mean 1.67")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("The table to draw") var table = "distances"
    @Param("The table's column along the bottom") var x = "links"
    @Param("The table's column of heights") var y = "pairs"
    @Param("A numeric node column to draw instead of a table") var column: NodeColumn? = nil
    @Param("How many bars values are gathered into", in: 2...200) var bins = 20
    @Param("The title; the study's when not given") var title: String? = nil
    @Param("The line below the title; made from the values when not given")
    var subtitle: String? = nil
    @Param("What the numbers along the bottom are") var axis: String? = nil
    @Param("File formats; png has 1920 x 1080 pixels") var formats: [FigureFormat] = [.svg, .png]
    @Param("Dark letters on white, or light ones on dark") var theme = Appearance.light
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if parameters.column == nil, !outline.mayHaveMore, !outline.tables.contains(parameters.table) {
      check.report(
        "unknown-table", "there is no table '\(parameters.table)' at this stage",
        parameter: "table",
        help: parameters.table == "distances"
          ? "put a stage 'chains.distances' before this one"
          : Suggestion.help(for: parameters.table, among: outline.tables, kind: "tables"))
    }
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let bars = try self.bars(network, context)
    let drawing = HistogramDrawing(
      bars: bars, title: parameters.title ?? context.study,
      subtitle: parameters.subtitle ?? bars.sentence, axis: axis,
      caption: Caption.text(network, columns: measure, closing: []),
      theme: parameters.theme.theme, formats: parameters.formats)
    let figure = try SlideOutput.reportingFailures(context) { try drawing.figure(context) }
    network.set(figure)
  }

  /// Whose methods the caption names.
  private var measure: [String] {
    if let column = parameters.column { return [column.name] }
    return parameters.table == "distances" ? ["eccentricity"] : [parameters.table]
  }

  private var axis: String {
    if let axis = parameters.axis { return axis }
    if let column = parameters.column { return column.name }
    return parameters.x == "links" ? "links between two people" : parameters.x
  }

  private func bars(_ network: Network, _ context: StageContext) throws -> HistogramBars {
    if let column = parameters.column {
      guard let values = network.nodes[column.name], values.type != .text else {
        throw context.error(
          "wrong-column-type", "'\(column.name)' holds no numbers", parameter: "column")
      }
      return HistogramBars(
        counting: values.asNumbers.filter(\.isFinite), bins: parameters.bins,
        isWhole: values.type == .integer)
    }
    guard let table = network.table(parameters.table) else {
      throw context.error(
        "unknown-table", "there is no table '\(parameters.table)'", parameter: "table",
        help: Suggestion.help(
          for: parameters.table, among: network.tables.map(\.name), kind: "tables"))
    }
    func values(_ name: String, _ parameter: String) throws -> [Double] {
      guard let column = table.rows[name], column.type != .text else {
        throw context.error(
          "unknown-column", "the table '\(table.name)' has no column of numbers '\(name)'",
          parameter: parameter,
          help: Suggestion.help(for: name, among: table.rows.names, kind: "columns"))
      }
      return column.asNumbers
    }
    return HistogramBars(
      at: try values(parameters.x, "x"), heights: try values(parameters.y, "y"),
      second: table.rows["intermediaries"]?.asNumbers)
  }
}
