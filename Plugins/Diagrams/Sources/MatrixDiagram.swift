internal import GraphvizKit
public import ModuleKit

/// `diagram.matrix`
public struct MatrixDiagram: Module {
  public static let manual = Manual(
    name: "diagram.matrix",
    summary: "Draws values between groups as a matrix of cells",
    details: """
      Takes a table in long form: each row names a group in the column `row`, another in `column`, and \
      their `value`, such as the mean distance from one sector to another. Cells are darker the larger \
      their value and carry it as a number where there is room; pairs without a value are struck \
      through. Two rows for one pair are an error.

      Groups stand as the table lists them, by `name`, or by `similarity`: those with like values are \
      neighbors. `first` lists groups to put first. Where the names of columns have no room, columns \
      are numbered and rows of the same groups carry their number. A picture has at most 30 groups in \
      either direction.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    complexity: "O(rows + groups³)",
    examples: [
      Example(
        "Pairs by length", network: "a-b b-c c-d",
        yaml: """
          - use: chains.distances
          - id: pairs
            use: diagram.matrix
            with: {table: distances, row: links, column: intermediaries, value: pairs, formats: [svg]}
          """,
        expected: [.file("pairs.svg", contains: "1: 0 6")])
    ], version: 3)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The table to draw; the nodes when not given") var table: String? = nil
    @Param(required: "The column that names the group of a row") var row: String
    @Param(required: "The column that names the group of a column") var column: String
    @Param(required: "The column of values") var value: String
    @Param("In which order groups stand") var order = MatrixOrder.table
    @Param("Groups to put first, in this order") var first: [String] = []
    @Param("How values are written") var format = AxisFormat.auto
    @Param("What the values are; the column when not given") var unit: String? = nil
    var slide = SlideParameters(subtitleFrom: "the columns")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  /// More names cannot be read on a slide.
  private static let mostGroups = 30
  /// Numbered columns are listed beside the matrix.
  private static let mostListed = 16

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    TableColumns.check(
      parameters.table, outline, check,
      columns: [
        (parameters.row, "row"), (parameters.column, "column"), (parameters.value, "value"),
      ])
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let table = try TableColumns(parameters.table, of: network, context)
    var cells = try self.cells(table, context)
    try checkSize(cells, context)
    cells.sort(parameters.order)
    cells.sort(first: parameters.first)
    let values = cells.known
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? sentence(cells)
    let figure = try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: parameters.theme.theme)
      var scene = Scene(theme: parameters.theme.theme)
      let drawing = MatrixDrawing(
        cells: cells, rowTitle: words(parameters.row), columnTitle: words(parameters.column),
        valueTitle: parameters.unit ?? words(parameters.value),
        isPercent: parameters.format.isPercent(values, names: [parameters.value]),
        theme: parameters.theme.theme, worker: worker)
      let notes = try drawing.draw(on: &scene)
      let caption = Caption.text(
        network, table: parameters.table, columns: [parameters.value], closing: notes)
      try SlideFrame(title: title, subtitle: subtitle, caption: caption).draw(on: &scene, worker)
      let output = SlideOutput(
        title: title, description: description(cells, subtitle), slide: parameters.slide,
        context: context)
      return try output.figure(scene, worker)
    }
    network.set(figure)
  }

  // MARK: Cells

  private func cells(_ table: TableColumns, _ context: StageContext) throws -> MatrixCells {
    let rows = try table.column(parameters.row, "row")
    let columns = try table.column(parameters.column, "column")
    let values = try table.numbers(parameters.value, "value").asNumbers
    do {
      return try MatrixCells(
        (0..<rows.count).map {
          (rows.text(at: $0) ?? "no value", columns.text(at: $0) ?? "no value", values[$0])
        })
    } catch {
      throw context.error(
        "duplicate-cell", "two rows give the value of '\(error.row)' and '\(error.column)'",
        parameter: "table", help: "gather them first, so that each pair has one row")
    }
  }

  private func checkSize(_ cells: MatrixCells, _ context: StageContext) throws {
    for (names, parameter) in [(cells.rows, "row"), (cells.columns, "column")] {
      if names.count > Self.mostGroups {
        throw context.error(
          "too-many-groups",
          "'\(parameter)' has \(names.count) groups, too many to name (at most \(Self.mostGroups))",
          parameter: parameter, help: "gather small groups into one")
      }
    }
    if !cells.isSquare, cells.columns.count > Self.mostListed {
      throw context.error(
        "too-many-groups",
        "'column' has \(cells.columns.count) groups other than the rows', too many to list "
          + "(at most \(Self.mostListed))",
        parameter: "column", help: "let rows and columns change places")
    }
    let known = Set(cells.rows + cells.columns)
    if let unknown = parameters.first.first(where: { !known.contains($0) }) {
      throw context.error(
        "unknown-group", "there is no group '\(unknown)'", parameter: "first",
        help: Suggestion.help(for: unknown, among: known.sorted(), kind: "groups"))
    }
  }

  // MARK: Words

  private func words(_ column: String) -> String { column.replacing("_", with: " ") }

  private func sentence(_ cells: MatrixCells) -> String {
    let known = cells.known
    guard let low = known.first, let high = known.last else { return "No values" }
    let ends = NumberText.apart(low, high)
    let what = parameters.unit ?? words(parameters.value)
    let order = parameters.order == .similarity ? "; like groups are neighbors" : ""
    let text = "\(what): \(known.count) values from \(ends.low) to \(ends.high)\(order)"
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private func description(_ cells: MatrixCells, _ subtitle: String) -> String {
    let parts = cells.rows.prefix(12).map { row in
      let own = cells.columns.prefix(12).map { column in
        "\(column) \(NumberText.shown(cells.value(row, column)))"
      }
      return "\(row): \(own.joined(separator: ", "))"
    }
    // On the slide a long name is cut: here each stands whole.
    var lists: [String] = []
    if cells.rows.count > 12 || cells.isSquare && cells.columns.count > 12 {
      lists.append(" All of \(words(parameters.row)): \(cells.rows.joined(separator: ", ")).")
    }
    if !cells.isSquare, cells.columns.count > 12 {
      lists.append(" All of \(words(parameters.column)): \(cells.columns.joined(separator: ", ")).")
    }
    return "\(subtitle). \(parts.joined(separator: "; "))." + lists.joined()
  }
}
