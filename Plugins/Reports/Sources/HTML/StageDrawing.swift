internal import ModuleKit

/// How the stages of a study follow each other, as a drawing and as a table.
struct StageDrawing {
  let stages: [Lineage.Stage]
  private let rows: [String: Int]

  /// Stages that write reports about the others are left out.
  init(_ lineage: Lineage) {
    stages = lineage.stages.filter { $0.family != "report" }
    var rows: [String: Int] = [:]
    for (row, stage) in stages.enumerated() { rows[stage.id] = row }
    self.rows = rows
  }

  private static let (row, lane, margin) = (34, 22, 18)
  /// Where the columns of texts begin, after the lanes, and where the drawing ends.
  private static let (module, result, end) = (200, 430, 900)

  var html: String {
    if stages.isEmpty { return "" }
    return
      "<div class=\"scroll plain\" role=\"region\" aria-label=\"How the stages follow each other\" "
      + "tabindex=\"0\">\n\(svg)</div>\n\(table)"
  }

  private var svg: String {
    let lanes = StageLanes(inputs: stages.map { $0.inputs.compactMap { rows[$0] } })
    func x(_ lane: Int) -> Int { Self.margin + lane * Self.lane }
    func y(_ row: Int) -> Int { Self.row / 2 + row * Self.row }
    let texts = x(lanes.count - 1) + Self.margin + 6
    let size = (width: texts + Self.end, height: stages.count * Self.row)
    let lines = lanes.lines.map { line -> String in
      let (start, end) = (lanes.lanes[line.from], lanes.lanes[line.to])
      // A line changes its lane below where it comes from, and above where it goes.
      var path = "M\(x(start)) \(y(line.from))"
      var at = (lane: start, row: line.from)
      func go(_ lane: Int, _ row: Int) {
        let middle = (y(at.row) + y(row)) / 2
        path +=
          lane == at.lane
          ? "V\(y(row))" : "C\(x(at.lane)) \(middle) \(x(lane)) \(middle) \(x(lane)) \(y(row))"
        at = (lane, row)
      }
      if line.from + 1 < line.to {
        go(line.lane, line.from + 1)
        go(line.lane, line.to - 1)
      }
      go(end, line.to)
      return "<path d=\"\(path)\"/>"
    }
    let marks = stages.indices.map { row -> String in
      let stage = stages[row]
      func text(_ left: Int, _ kind: String, _ text: String, _ letters: Int) -> String {
        "<text x=\"\(texts + left)\" y=\"\(y(row) + 5)\" class=\"\(kind)\">"
          + HTML.escaped(Self.shortened(text, letters)) + "</text>"
      }
      return "<circle cx=\"\(x(lanes.lanes[row]))\" cy=\"\(y(row))\" r=\"6\"/>"
        + text(0, "id", stage.id, 22) + text(Self.module, "module", stage.module, 28)
        + text(Self.result, "result", result(of: stage), 60)
    }
    return """
      <svg class="lanes" viewBox="0 0 \(size.width) \(size.height)" role="img" \
      aria-label="\(stages.count) stages; the table below tells what each of them reads">
      \(lines.joined())\(marks.joined(separator: "\n"))</svg>\n
      """
  }

  /// The size of the network where it changes, else what the stage adds to it.
  private func result(of stage: Lineage.Stage) -> String {
    let before = stage.inputs.first.flatMap { rows[$0] }.flatMap { stages[$0].outcome }
    if let outcome = stage.outcome,
      before?.nodes != outcome.nodes || before?.edges != outcome.edges || stage.inputs.count > 1
    {
      return "\(outcome.nodes) nodes, \(outcome.edges) edges"
    }
    let adds = stage.adds
    let names =
      adds.nodeColumns + adds.edgeColumns + adds.tables + adds.figures + adds.figureSeries
      + adds.documents
    return names.isEmpty ? "" : "+ " + names.joined(separator: ", ")
  }

  private static func shortened(_ text: String, _ letters: Int) -> String {
    text.count > letters ? String(text.prefix(letters - 1)) + "…" : text
  }

  private var table: String {
    let body = stages.map { stage -> [HTML.Cell] in
      let size = stage.outcome
      return [
        .text(stage.id), .text("\(stage.module) (version \(stage.moduleVersion))"),
        .text(stage.summary), .text(stage.inputs.joined(separator: ", ")),
      ] + [size?.nodes, size?.edges].map { .number($0.map(Double.init) ?? .nan) }
    }
    return HTML.table(
      "What each stage does, and what it reads",
      ["stage", "module", "does", "reads", "nodes", "edges"], body, numeric: [4, 5])
  }
}
