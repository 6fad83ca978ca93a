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
      strong, and shares of the total stand above the bars where there is room.

      Lines mark what `marks` lists: the mean, the median (the first length that half of all are \
      within; of a node column, the middle value) and, under chain lengths, `six`: the six \
      intermediaries, that is seven links, of the "six degrees of separation". Where the table has both \
      `links` and `intermediaries` (links - 1), both stand below the bars, and each marked value is \
      said with its unit.
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
        expected: [.file("lengths.svg", contains: "mean 1.67 links")])
    ], version: 5)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The table to draw") var table = "distances"
    @Param("The table's column along the bottom") var x = "links"
    @Param("The table's column of heights") var y = "pairs"
    @Param("A numeric node column to draw instead of a table") var column: NodeColumn? = nil
    @Param("How many bars values are gathered into", in: 2...200) var bins = 20
    @Param("The values to mark: mean, median, six (the six degrees, for chain lengths)")
    var marks: [HistogramMark] = [.mean, .median, .six]
    @Param("What a value is counted in, such as links") var unit: String? = nil
    @Param("What the numbers along the bottom are") var axis: String? = nil
    var slide = SlideParameters(subtitleFrom: "the values")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if parameters.column == nil {
      TableColumns.check(
        parameters.table, outline, check,
        hint: parameters.table == "distances"
          ? "put a stage 'chains.distances' before this one" : nil)
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let given = try self.bars(network, context)
    let pair = pairOfUnits(network)
    let isChains = pair != nil || parameters.x == "links" && parameters.column == nil
    let (bars, marks) = marked(given, six: isChains ? (parameters.x == "links" ? 7 : 6) : nil)
    let texts = HistogramTexts(
      title: parameters.title ?? context.study, subtitle: parameters.subtitle ?? sentence(given),
      caption: Caption.text(
        network, table: parameters.column == nil ? parameters.table : nil,
        columns: parameters.column.map { [$0.name] } ?? [parameters.x, parameters.y], closing: []),
      axis: axis(pair != nil), units: pair,
      unit: unit)
    let drawing = HistogramDrawing(
      bars, texts, marks: marks, theme: parameters.theme.theme, slide: parameters.slide)
    let figure = try SlideOutput.reportingFailures(context) { try drawing.figure(context) }
    network.set(figure)
  }

  // MARK: Units

  /// The unit of the numbers along the bottom, where it is known.
  private var unit: String {
    if let unit = parameters.unit { return unit }
    let isUnit = ["links", "intermediaries"].contains(parameters.x)
    return parameters.column == nil && isUnit ? parameters.x : ""
  }

  /// Both units of chain lengths, the one along the bottom first.
  private func pairOfUnits(_ network: Network) -> (first: String, second: String)? {
    guard parameters.column == nil, let other = otherUnit,
      let column = network.table(parameters.table)?.rows[other], column.type != .text
    else { return nil }
    return (parameters.x, other)
  }

  private var otherUnit: String? {
    switch parameters.x {
    case "links": "intermediaries"
    case "intermediaries": "links"
    default: nil
    }
  }

  private func axis(_ hasTwoUnits: Bool) -> String {
    if let axis = parameters.axis { return axis }
    if let column = parameters.column { return column.name }
    // Where both units are named below the bars, their row is.
    return hasTwoUnits ? "length of a chain" : parameters.x.replacing("_", with: " ")
  }

  private func sentence(_ bars: HistogramBars) -> String {
    let isCount = parameters.column == nil && bars.bars.allSatisfy { $0.height.isWholeCount }
    let noun =
      isCount && bars.total > 1 && parameters.y.hasSuffix("s")
      ? parameters.y.replacing("_", with: " ") : "values"
    return bars.sentence(of: noun, unit: unit)
  }

  // MARK: Marks

  private func marked(
    _ bars: HistogramBars, six: Double?
  ) -> (HistogramBars, [(value: Double, text: String, kind: HistogramMark)]) {
    var bars = bars
    var marks: [(value: Double, text: String, kind: HistogramMark)] = []
    func said(_ value: Double) -> String {
      unit.isEmpty ? NumberText.shown(value) : "\(NumberText.shown(value)) \(unit)"
    }
    if parameters.marks.contains(.six), let six, bars.total > 0 {
      let offset = six == 7 ? -1.0 : 1
      bars = bars.reaching(six) { $0 + offset }
      marks.append((six, "six degrees: 6 intermediaries = 7 links", .six))
    }
    // Of one value alone, mean and median say nothing.
    if bars.lowest < bars.highest {
      if parameters.marks.contains(.mean) {
        marks.append((bars.mean, "mean \(said(bars.mean))", .mean))
      }
      if parameters.marks.contains(.median) {
        marks.append((bars.median, "median \(said(bars.median))", .median))
      }
    }
    return (bars, marks)
  }

  // MARK: Bars

  private func bars(_ network: Network, _ context: StageContext) throws -> HistogramBars {
    if let column = parameters.column {
      let values = try TableColumns(nil, of: network, context).numbers(column.name, "column")
      return HistogramBars(
        counting: values.asNumbers.filter(\.isFinite), bins: parameters.bins,
        isWhole: values.type == .integer)
    }
    let table = try TableColumns(parameters.table, of: network, context)
    return HistogramBars(
      at: try table.numbers(parameters.x, "x").asNumbers,
      heights: try table.numbers(parameters.y, "y").asNumbers,
      second: otherUnit.flatMap { table.rows[$0] }?.asNumbers)
  }
}

extension Double {
  fileprivate var isWholeCount: Bool { self == rounded() && self >= 0 }
}
