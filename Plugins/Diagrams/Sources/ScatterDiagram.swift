internal import GraphvizKit
public import ModuleKit

/// `diagram.scatter`
public struct ScatterDiagram: Module {
  public static let manual = Manual(
    name: "diagram.scatter",
    summary: "Draws two columns against each other, a point for each row",
    details: """
      Takes the columns `x` and `y` of `table`, or of the nodes when no table is given. `size` names a \
      column that the areas of dots show, `color` one of texts (the six largest groups have a color) \
      or numbers (a ramp). The `labels` rows with the largest `size`, else the largest `y`, are named \
      where there is room: nodes by their label, rows by a column `label`, `name` or `id`, or by the \
      column that `names` tells.

      `points` says how rows that lie on each other are drawn: `dots`, one for each row; `counts`, one \
      for each place, its area the number of rows there; `hexagons`, darker the more rows are in them. \
      `auto` takes counts where many whole numbers coincide and hexagons for more than 3000 rows. \
      `diagonal` draws the line on which both are equal, such as chains that are as short as can be. \
      Rows without one of the two values are counted in the caption.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    references: [
      "Carr, D. B., Littlefield, R. J., Nicholson, W. L. & Littlefield, J. S. (1987). Scatterplot matrix techniques for large N. Journal of the American Statistical Association 82(398), 424-436."
    ],
    complexity: "O(rows log rows)",
    examples: [
      Example(
        "Who knows many, and who stands between", network: "a-b b-c c-d c-e",
        yaml: """
          - use: centrality.degree
          - use: centrality.betweenness
          - id: roles
            use: diagram.scatter
            with: {x: degree, y: betweenness, labels: 1, formats: [svg]}
          """,
        expected: [.file("roles.svg", contains: ">c</text>")])
    ], version: 4)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The table to draw; the nodes when not given") var table: String? = nil
    @Param(required: "The column along the bottom") var x: String
    @Param(required: "The column of heights") var y: String
    @Param("The numeric column that the areas of dots show") var size: String? = nil
    @Param("The column that colors show") var color: String? = nil
    @Param("How rows that lie on each other are drawn") var points = ScatterPoints.auto
    @Param("Whether to draw the line on which both are equal") var diagonal = false
    @Param("How many rows to name", in: 0...100) var labels = 10
    @Param("The column that names rows of a table") var names: String? = nil
    @Param("What rows are called, in the plural; people for nodes") var people: String? = nil
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

  /// Each is a shape in the file.
  private static let mostDots = 20_000

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let optional = [
      (parameters.size, "size"), (parameters.color, "color"), (parameters.names, "names"),
    ].compactMap { name, parameter in name.map { (name: $0, parameter: parameter) } }
    TableColumns.check(
      parameters.table, outline, check,
      columns: [(parameters.x, "x"), (parameters.y, "y")] + optional)
    if parameters.points == .counts || parameters.points == .hexagons {
      for (name, parameter) in optional where parameter != "names" {
        check.report(
          "conflicting-parameters",
          "'\(parameters.points.rawValue)' gather rows, and '\(name)' is of one row",
          parameter: parameter, help: "leave it out, or take 'points: dots'")
      }
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let table = try TableColumns(parameters.table, of: network, context)
    let columns = (
      x: try table.numbers(parameters.x, "x").asNumbers,
      y: try table.numbers(parameters.y, "y").asNumbers
    )
    let rows = ScatterRows(columns.x, columns.y)
    let gathers = parameters.color == nil && parameters.size == nil
    let points = rows.resolved(parameters.points, hasColor: !gathers)
    let dots = points == .dots ? rows.xs.count : points == .counts ? rows.places.count : 0
    if dots > Self.mostDots {
      throw context.error(
        "too-large-to-draw",
        "\(dots) dots are too many for one picture (at most \(Self.mostDots))",
        parameter: "points", help: "points: hexagons")
    }
    let request = self.request(rows)
    let subtitle = parameters.subtitle ?? sentence(rows)
    let title = parameters.title ?? context.study
    let caption = self.caption(network, rows)
    let inputs = try self.inputs(table)
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption, description: description(rows, subtitle))
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        let drawing = ScatterDrawing(
          rows: rows, request: request, points: points, sizes: inputs.sizes,
          sizeTitle: parameters.size ?? "", colors: inputs.colors,
          colorTitle: parameters.color ?? "", names: inputs.names, labels: parameters.labels,
          hasDiagonal: parameters.diagonal, noun: noun, theme: parameters.theme.theme,
          worker: worker)
        try drawing.draw(on: &scene)
      })
  }

  // MARK: Columns

  private func inputs(
    _ table: TableColumns
  ) throws -> (sizes: [Double]?, colors: ColorScale, names: [String]) {
    let sizes = try parameters.size.map { try table.numbers($0, "size").asNumbers }
    let color = try parameters.color.map { try table.column($0, "color") }
    let names =
      try parameters.names.map { name in
        let column = try table.column(name, "names")
        return (0..<column.count).map { column.text(at: $0) ?? "" }
      } ?? table.names
    let count = table.rows.rowCount
    let heights = try table.numbers(parameters.y, "y").asNumbers
    let weights = (sizes ?? heights).map { $0.isFinite ? $0 : -.infinity }
    let colors = ColorScale(
      color, name: parameters.color, count: count, theme: parameters.theme.theme
    ) { members in
      // Numbered groups are named after the member that size or height makes the largest.
      members.max { (weights[$0], -$0) < (weights[$1], -$1) }.map { names[$0] } ?? ""
    }
    return (sizes, colors, names)
  }

  private func request(_ rows: ScatterRows) -> PlotRequest {
    func areWhole(_ values: [Double]) -> Bool { values.allSatisfy { $0 == $0.rounded() } }
    return PlotRequest(
      xs: rows.xs, ys: rows.ys, xTitle: parameters.xTitle ?? words(parameters.x),
      yTitle: parameters.yTitle ?? words(parameters.y), xIsWhole: areWhole(rows.xs),
      yIsWhole: areWhole(rows.ys),
      xIsPercent: parameters.xFormat.isPercent(rows.xs, names: [parameters.x]),
      yIsPercent: parameters.yFormat.isPercent(rows.ys, names: [parameters.y]),
      xReachesZero: true, xPadding: 0.05, yReach: .padded(0.06))
  }

  // MARK: Words

  private func words(_ column: String) -> String { column.replacing("_", with: " ") }

  private var noun: String { parameters.people ?? (parameters.table == nil ? "people" : "rows") }

  private func caption(_ network: Network, _ rows: ScatterRows) -> String {
    let note =
      rows.left == 0 ? [] : ["\(Noun(noun).counted(rows.left)) without both values not drawn"]
    return Caption.text(
      network, table: parameters.table,
      columns: [parameters.x, parameters.y]
        + [parameters.size, parameters.color].compactMap { $0 },
      closing: note)
  }

  private func sentence(_ rows: ScatterRows) -> String {
    let count = Noun(noun).counted(rows.xs.count)
    let columns = "\(words(parameters.y)) over \(words(parameters.x))"
    let r = rows.correlation
    let ending = r.isFinite ? "; correlation \(NumberText.fixed(r, decimals: 2))" : ""
    let above = parameters.diagonal ? share(rows) : ""
    return "\(count): \(columns)\(ending)\(above)"
  }

  /// How many lie on the line of equals.
  private func share(_ rows: ScatterRows) -> String {
    // Of measured values hardly any are equal.
    let areWhole = (rows.xs + rows.ys).allSatisfy { $0 == $0.rounded() }
    if rows.xs.isEmpty || !areWhole { return "" }
    let equal = zip(rows.xs, rows.ys).count { $0 == $1 }
    return "; \(NumberText.percent(Double(equal) / Double(rows.xs.count))) equal"
  }

  private func description(_ rows: ScatterRows, _ subtitle: String) -> String {
    guard let left = rows.xs.min(), let right = rows.xs.max(), let low = rows.ys.min(),
      let high = rows.ys.max()
    else { return "\(subtitle)." }
    let (x, y) = (NumberText.apart(left, right), NumberText.apart(low, high))
    return "\(subtitle). \(words(parameters.x)) from \(x.low) to \(x.high), "
      + "\(words(parameters.y)) from \(y.low) to \(y.high)."
  }
}
