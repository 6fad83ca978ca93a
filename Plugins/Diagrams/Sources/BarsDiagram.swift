internal import GraphvizKit
public import ModuleKit

/// `diagram.bars`
public struct BarsDiagram: Module {
  public static let manual = Manual(
    name: "diagram.bars",
    summary: "Draws the leading people, or the rows of a table, as level bars with their values",
    details: """
      Takes the column `value` of the nodes, or of `table`; each bar begins at zero, negative ones go to \
      the left, and its number stands at its end. Nodes are named by their label, rows by `label`, else \
      by a column `label`, `name` or `id`, else by the first column of texts. The `most` largest are \
      drawn, as far as the page has room (some 20 on a wide slide); `order` begins with the smallest \
      instead, or keeps the order of the rows. The caption counts the others, and those without a value.

      `low` and `high` name the two ends of an interval, such as a confidence interval, which whiskers \
      show. `group` colors bars by a column of texts (the six largest groups have a color, as on \
      `diagram.network`) or numbers (a ramp). `highlight` names the bars to look at; all others are pale. \
      Values are written as percents where the column's name says that they are shares, or `format` does.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    references: [
      "Cleveland, W. S. & McGill, R. (1984). Graphical perception: Theory, experimentation, and application to the development of graphical methods. Journal of the American Statistical Association 79(387), 531-554."
    ],
    complexity: "O(rows log rows)",
    examples: [
      Example(
        "Who has most contacts", network: "a-b b-c c-d c-e",
        yaml: """
          - use: centrality.degree
          - id: leaders
            use: diagram.bars
            with: {value: degree, most: 2, formats: [svg]}
          """,
        expected: [.file("leaders.svg", contains: "The 2 largest of 5 people")])
    ])

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The table to draw; the nodes when not given") var table: String? = nil
    @Param(required: "The numeric column that bars show") var value: String
    @Param("The column that names bars") var label: String? = nil
    @Param("The column of the intervals' lower ends") var low: String? = nil
    @Param("The column of the intervals' upper ends") var high: String? = nil
    @Param("The column that colors show") var group: String? = nil
    @Param("In which order bars stand, from above") var order = BarOrder.descending
    @Param("How many bars to draw at most", in: 1...60) var most = 15
    @Param("The names of the bars to look at; others are pale") var highlight: [String] = []
    @Param("What the values are; the column when not given") var axis: String? = nil
    @Param("How values are written") var format = AxisFormat.auto
    @Param("What rows are called, in the plural; people for nodes") var people: String? = nil
    var slide = SlideParameters(subtitleFrom: "the values")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let optional = [
      (parameters.label, "label"), (parameters.low, "low"), (parameters.high, "high"),
      (parameters.group, "group"),
    ].compactMap { name, parameter in name.map { (name: $0, parameter: parameter) } }
    TableColumns.check(
      parameters.table, outline, check, columns: [(parameters.value, "value")] + optional)
    if (parameters.low == nil) != (parameters.high == nil) {
      let (given, other) = parameters.low == nil ? ("high", "low") : ("low", "high")
      check.report(
        "half-an-interval", "an interval has two ends, and '\(other)' is not given",
        parameter: given, help: "name both columns, 'low' and 'high'")
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let table = try TableColumns(parameters.table, of: network, context)
    let values = try table.numbers(parameters.value, "value").asNumbers
    let theme = parameters.theme.theme
    let room = BarSlide.most(theme.page, hasKey: parameters.group != nil)
    let rows = BarRows(values, order: parameters.order, most: min(parameters.most, room))
    let names = try self.names(table)
    let subtitle = parameters.subtitle ?? sentence(rows)
    let title = parameters.title ?? context.study
    let caption = Caption.text(
      network, table: parameters.table,
      columns: [parameters.value] + [parameters.group].compactMap { $0 },
      closing: rows.left(noun))
    let intervals = try self.intervals(table)
    let colors = try self.colors(table, values, names, theme)
    let strong = self.strong(names, rows, context)
    let isPercent = parameters.format.isPercent(
      rows.shown.map { values[$0] }, names: [parameters.value])
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption,
      description: description(rows, values, names, isPercent, subtitle))
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        let slide = BarSlide(
          rows: rows, values: values, intervals: intervals, names: names, colors: colors,
          colorTitle: parameters.group ?? "", strong: strong, isPercent: isPercent,
          heading: heading, theme: theme, worker: worker)
        try slide.draw(on: &scene)
      })
  }

  // MARK: Columns

  private func names(_ table: TableColumns) throws -> [String] {
    if let label = parameters.label {
      let column = try table.column(label, "label")
      return (0..<column.count).map { column.text(at: $0) ?? "–" }
    }
    let isNamed = ["label", "name", "id"].contains { table.rows[$0] != nil }
    if table.name == nil || isNamed { return table.names }
    let texts = table.rows.entries.first { $0.column.type == .text }?.column
    return (0..<table.rows.rowCount).map { texts?.text(at: $0) ?? "row \($0 + 1)" }
  }

  private func intervals(_ table: TableColumns) throws -> [(low: Double, high: Double)]? {
    guard let low = parameters.low, let high = parameters.high else { return nil }
    let ends = (
      try table.numbers(low, "low").asNumbers, try table.numbers(high, "high").asNumbers
    )
    return zip(ends.0, ends.1).map { (low: $0, high: $1) }
  }

  private func colors(
    _ table: TableColumns, _ values: [Double], _ names: [String], _ theme: Theme
  ) throws -> ColorScale {
    let column = try parameters.group.map { try table.column($0, "group") }
    return ColorScale(
      column, name: parameters.group, count: table.rows.rowCount, theme: theme
    ) { members in
      // Numbered groups are named after the member with the largest value.
      let known = members.filter { values[$0].isFinite }
      return known.max { (values[$0], -$0) < (values[$1], -$1) }.map { names[$0] } ?? ""
    }
  }

  private func strong(
    _ names: [String], _ rows: BarRows, _ context: StageContext
  ) -> Set<Int>? {
    if parameters.highlight.isEmpty { return nil }
    let drawn = rows.shown.map { names[$0] }
    for name in parameters.highlight where !drawn.contains(name) {
      context.warn(
        "not-highlighted",
        "'\(name)' is not among the bars" + (names.contains(name) ? " that find room" : ""),
        parameter: "highlight",
        help: names.contains(name)
          ? nil : Suggestion.help(for: name, among: drawn, kind: "bars"))
    }
    let wanted = Set(parameters.highlight)
    return Set(rows.shown.filter { wanted.contains(names[$0]) })
  }

  // MARK: Words

  private func words(_ column: String) -> String { column.replacing("_", with: " ") }

  private var noun: String { parameters.people ?? (parameters.table == nil ? "people" : "rows") }

  private var heading: String {
    let axis = parameters.axis ?? words(parameters.value)
    guard let low = parameters.low, let high = parameters.high else { return axis }
    return "\(axis); whiskers from \(words(low)) to \(words(high))"
  }

  private func sentence(_ rows: BarRows) -> String {
    if rows.shown.isEmpty { return rows.counted(noun) }
    let color = parameters.group.map { ", color = \(words($0))" } ?? ""
    let axis = parameters.axis ?? words(parameters.value)
    return "\(rows.counted(noun)): \(axis)\(color)"
  }

  private func description(
    _ rows: BarRows, _ values: [Double], _ names: [String], _ isPercent: Bool, _ subtitle: String
  ) -> String {
    if rows.shown.isEmpty { return "\(subtitle)." }
    let parts = rows.shown.prefix(30).map { row in
      "\(names[row]) \(isPercent ? NumberText.percent(values[row]) : NumberText.shown(values[row]))"
    }
    return "\(subtitle). \(parts.joined(separator: ", "))."
  }
}
