internal import GraphvizKit
public import ModuleKit

/// `diagram.curves`
public struct CurvesDiagram: Module {
  public static let manual = Manual(
    name: "diagram.curves",
    summary: "Draws columns over another as lines or steps, with bands",
    details: """
      Takes the columns `x` and `y` of `table`, or of the nodes when no table is given; each column of \
      `y` is a curve. `group` names a column whose values split the rows into a curve each, largest \
      first. `lower` and `upper` name columns of limits, one for each of `y`, drawn as a band: a \
      confidence interval, percentiles. Rows are taken from left to right; a missing or infinite value \
      is a gap, and rows without a place along the bottom are counted in the caption.

      With `style: step` a value holds until the next, as in a survival curve. The first six curves \
      have a color and are named at their ends, others are grey. Shares, told by their column's name \
      (share, rate, survival, probability, p, reliability, completion, cumulative), are written as percents unless a \
      format says otherwise. `marks` are values along the bottom that an upright line marks, called as \
      `mark_names` says.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    complexity: "O(rows log rows)",
    examples: [
      Example(
        "How many pairs are within how many links", network: "a-b b-c c-d d-e",
        yaml: """
          - use: chains.distances
          - id: within
            use: diagram.curves
            with: {table: distances, x: links, y: [cumulative], style: step, formats: [svg]}
          """,
        expected: [.file("within.svg", contains: "cumulative from 0.40 at 1 to 1 at 4")])
    ], version: 3)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The table to draw; the nodes when not given") var table: String? = nil
    @Param(required: "The column along the bottom") var x: String
    @Param(required: "The columns of heights, a curve each") var y: [String]
    @Param("The columns of lower limits, one for each of y") var lower: [String] = []
    @Param("The columns of upper limits, one for each of y") var upper: [String] = []
    @Param("The column that splits the rows into curves") var group: String? = nil
    @Param("What the curves of y are called; their columns when not given")
    var names: [String] = []
    @Param("Whether points are joined straight or by steps") var style = CurveStyle.line
    @Param("Values along the bottom to mark") var marks: [Double] = []
    @Param("What the marked values are called") var markNames: [String] = []
    @Param("What the numbers along the bottom are; the column when not given")
    var xTitle: String? = nil
    @Param("What the heights are; the column when not given") var yTitle: String? = nil
    @Param("How the numbers along the bottom are written") var xFormat = AxisFormat.auto
    @Param("How heights are written") var yFormat = AxisFormat.auto
    var slide = SlideParameters(subtitleFrom: "the columns")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  /// More can neither be told apart nor named.
  private static let (mostRows, mostMarks) = (20_000, 8)

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if parameters.y.isEmpty {
      check.report("empty-list", "'y' lists no column to draw", parameter: "y")
    }
    for (name, list) in [
      ("lower", parameters.lower), ("upper", parameters.upper), ("names", parameters.names),
    ] where !list.isEmpty && list.count != parameters.y.count {
      check.report(
        "wrong-count", "'\(name)' lists \(list.count) for \(parameters.y.count) of 'y'",
        parameter: name, help: "one for each column of 'y'")
    }
    if parameters.lower.isEmpty != parameters.upper.isEmpty {
      let given = parameters.lower.isEmpty ? "upper" : "lower"
      check.report(
        "wrong-count", "a band needs both 'lower' and 'upper'", parameter: given)
    }
    if parameters.markNames.count > parameters.marks.count {
      check.report(
        "wrong-count", "'mark_names' names more than 'marks' lists", parameter: "mark_names")
    }
    if parameters.marks.count > Self.mostMarks {
      check.report(
        "wrong-count", "'marks' lists \(parameters.marks.count) values, at most \(Self.mostMarks)",
        parameter: "marks")
    }
    let named =
      [(parameters.x, "x")] + parameters.y.map { ($0, "y") }
      + parameters.lower.map { ($0, "lower") }
      + parameters.upper.map { ($0, "upper") } + (parameters.group.map { [($0, "group")] } ?? [])
    TableColumns.check(parameters.table, outline, check, columns: named)
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let columns = try self.columns(network, context)
    let curves = columns.curves()
    let request = self.request(columns, curves)
    let caption = Caption.text(
      network, table: parameters.table, columns: [parameters.x] + parameters.y,
      closing: columns.placeless == 0
        ? [] : ["\(columns.placeless) rows have no \(parameters.x) and are not drawn"])
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? sentence
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption, description: description(curves, subtitle)
    )
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        let drawing = CurveDrawing(
          curves, style: parameters.style, request: request, marks: marks,
          theme: parameters.theme.theme, worker)
        try drawing.draw(on: &scene)
      })
  }

  // MARK: Columns

  private func columns(_ network: Network, _ context: StageContext) throws -> CurveColumns {
    let table = try TableColumns(parameters.table, of: network, context)
    if table.rows.rowCount > Self.mostRows {
      throw context.error(
        "too-large-to-draw",
        "\(table.rows.rowCount) rows are too many for curves (at most \(Self.mostRows))",
        parameter: "table", help: "gather them first, or draw a histogram")
    }
    let names = parameters.names.isEmpty ? parameters.y : parameters.names
    let heights = try parameters.y.indices.map { index in
      (
        name: names[index],
        values: try table.numbers(parameters.y[index], "y").asNumbers,
        low: try parameters.lower[safe: index].map { try table.numbers($0, "lower").asNumbers },
        high: try parameters.upper[safe: index].map { try table.numbers($0, "upper").asNumbers }
      )
    }
    let groups = try parameters.group.map { name in
      let column = try table.column(name, "group")
      return (0..<column.count).map { column.text(at: $0) ?? "no value" }
    }
    return CurveColumns(
      x: try table.numbers(parameters.x, "x").asNumbers, heights: heights, groups: groups)
  }

  private func request(_ columns: CurveColumns, _ curves: [Curve]) -> PlotRequest {
    let samples = curves.flatMap(\.samples)
    let places = samples.filter { $0.y.isFinite }.map(\.x)
    let xs = places + tail(places) + parameters.marks
    let ys = samples.flatMap { [$0.y, $0.low, $0.high] }.filter(\.isFinite)
    func areWhole(_ values: [Double]) -> Bool {
      values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    }
    return PlotRequest(
      xs: xs, ys: ys, xTitle: parameters.xTitle ?? words(parameters.x),
      yTitle: parameters.yTitle ?? parameters.y.map(words).joined(separator: ", "),
      xIsWhole: areWhole(places), yIsWhole: areWhole(ys),
      xIsPercent: parameters.xFormat.isPercent(xs, names: [parameters.x]),
      yIsPercent: parameters.yFormat.isPercent(ys, names: parameters.y))
  }

  /// A last step is seen where the axis goes on.
  private func tail(_ places: [Double]) -> [Double] {
    let distinct = Set(places).sorted().suffix(2)
    guard parameters.style == .step, distinct.count == 2, let a = distinct.first,
      let b = distinct.last
    else { return [] }
    return [b + (b - a) / 2]
  }

  private var marks: [(value: Double, text: String)] {
    parameters.marks.enumerated().map { index, value in
      let name = parameters.markNames[safe: index]
      return (value, name ?? "\(words(parameters.x)) \(NumberText.shown(value))")
    }
  }

  // MARK: Words

  private func words(_ column: String) -> String { column.replacing("_", with: " ") }

  private var sentence: String {
    let heights = (parameters.names.isEmpty ? parameters.y : parameters.names).map(words)
    let group = parameters.group.map { ", for each \(words($0))" } ?? ""
    let bands = zip(parameters.lower, parameters.upper).map { "\(words($0)) to \(words($1))" }
    let band = bands.isEmpty ? "" : "; bands: \(bands.joined(separator: ", "))"
    let text = "\(heights.joined(separator: ", ")) over \(words(parameters.x))\(group)\(band)"
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private func description(_ curves: [Curve], _ subtitle: String) -> String {
    let parts = curves.prefix(12).compactMap { curve -> String? in
      guard let first = curve.samples.first(where: { $0.y.isFinite }), let last = curve.end else {
        return nil
      }
      return "\(curve.name) from \(NumberText.shown(first.y)) at \(NumberText.shown(first.x)) to "
        + "\(NumberText.shown(last.y)) at \(NumberText.shown(last.x))"
    }
    return parts.isEmpty ? "\(subtitle)." : "\(subtitle). \(parts.joined(separator: "; "))."
  }
}
