internal import GraphvizKit
public import ModuleKit

/// In which order the groups of a matrix stand.
public enum MatrixOrder: String, ParameterChoice {
  /// As the table lists them.
  case table
  case name
  /// So that groups with like values are neighbors.
  case similarity
}

/// A matrix of groups as a slide: a cell for each pair, darker the larger its value.
struct MatrixDrawing {
  let cells: MatrixCells
  let rowTitle, columnTitle, valueTitle: String
  let isPercent: Bool
  let theme: Theme
  let worker: RenderWorker

  /// Whether names that columns have no room for may stand in the key.
  private var isListed: Bool { !cells.isSquare }
  private var areas: Page.Keyed {
    theme.page.keyed(height: isListed ? 216 : 100, below: 112, above: 40)
  }

  /// Where everything lies, once texts are measured.
  private struct Plan {
    let rowNames: [TextSpec]
    /// Above the columns: names where all have room, else numbers that the rows explain.
    let columnNames: [TextSpec]
    let isNumbered: Bool
    let origin: Point
    let width, height: Double
    let isCut: Bool
  }

  /// - Returns: what the caption must say.
  func draw(on scene: inout Scene) throws -> [String] {
    if cells.rows.isEmpty {
      EmptyNote.draw("No values to draw", on: &scene)
      return []
    }
    let plan = try self.plan()
    let low = cells.known.first ?? .nan
    let high = cells.known.last ?? .nan
    for (row, name) in cells.rows.enumerated() {
      for (column, other) in cells.columns.enumerated() {
        let rect = self.rect(row, column, plan)
        let value = cells.value(name, other)
        if value.isFinite {
          scene.background.fill(rect, color(value, low, high))
        } else {
          drawMissing(rect, on: &scene)
        }
      }
    }
    let hasNumbers = try drawNumbers(plan, low, high, on: &scene)
    drawNames(plan, on: &scene)
    try drawKey(plan, low, high, on: &scene)
    return (hasNumbers ? [] : ["cells are too small for numbers"])
      + (plan.isCut ? ["names that end in … are cut; the description has them whole"] : [])
  }

  private func color(_ value: Double, _ low: Double, _ high: Double) -> Color {
    let half = (high - low).isFinite ? 1.0 : 2.0
    let length = high / half - low / half
    return ColorScale.rampColor(length > 0 ? (value / half - low / half) / length : 0.5, theme)
  }

  private func rect(_ row: Int, _ column: Int, _ plan: Plan) -> Rect {
    let x = plan.origin.x + Double(column) * plan.width
    let y = plan.origin.y - Double(row) * plan.height
    let gap = min(1, 0.06 * min(plan.width, plan.height))
    return Rect(x + gap, y - plan.height + gap, x + plan.width - gap, y - gap)
  }

  /// Pale, with a stroke through it: nothing is known here.
  private func drawMissing(_ rect: Rect, on scene: inout Scene) {
    scene.background.fill(rect, theme.track)
    scene.background.polyline(
      [Point(rect.minX + 3, rect.minY + 3), Point(rect.maxX - 3, rect.maxY - 3)],
      stroke: Stroke(theme.other, width: 1.2))
  }

  // MARK: Plan

  private func plan() throws -> Plan {
    let size = 13.0
    let numbers = cells.columns.indices.map { String($0 + 1) }
    let plain = try worker.measure(cells.rows.map { TextSpec($0, size: size) }).map(\.width)
    let columns = try worker.measure(cells.columns.map { TextSpec($0, size: 12) }).map(\.width)
    func origin(_ widest: Double) -> Double { areas.drawing.minX + min(widest, 240) + 12 }
    func width(_ origin: Double) -> Double {
      min(110, (areas.drawing.maxX - origin) / Double(cells.columns.count))
    }
    let title = try worker.measure([TextSpec("\(rowTitle) ↓", size: 12, bold: true)])[0].width
    let widest = max(title, plain.max() ?? 0)
    let isNumbered = (columns.max() ?? 0) + 8 > width(origin(widest))
    // Rows of the same groups carry the numbers of the columns.
    let texts = cells.rows.enumerated().map {
      isNumbered && cells.isSquare ? "\($0 + 1)  \($1)" : $1
    }
    let specs = try TextFitting.fitted(
      texts.map { .init(text: $0, sizes: [size, 12], isBold: false, width: 240) }, worker)
    let own = try worker.measure(specs).map(\.width).max() ?? 0
    let x = origin(max(title, own))
    let header = (isNumbered ? numbers : cells.columns).map { TextSpec($0, size: 12) }
    return Plan(
      rowNames: specs, columnNames: header, isNumbered: isNumbered,
      origin: Point(x, areas.drawing.maxY - 26), width: width(x),
      height: min(
        theme.page.height / 9,
        (areas.drawing.maxY - 26 - areas.drawing.minY) / Double(cells.rows.count)),
      isCut: zip(specs, texts).contains { $0.text != $1 })
  }

  // MARK: Texts

  private func text(_ value: Double, _ scale: NumberScale) -> String {
    isPercent ? NumberText.percent(value) : scale.text(value)
  }

  private func drawNumbers(
    _ plan: Plan, _ low: Double, _ high: Double, on scene: inout Scene
  ) throws -> Bool {
    let scale = NumberScale(cells.known)
    let texts = cells.known.map { TextSpec(text($0, scale), size: 15) }
    let widest = try worker.measure(texts).map(\.width).max() ?? 0
    guard
      let size = [15.0, 14, 13, 12].first(where: {
        widest * $0 / 15 + 6 <= plan.width && $0 * 0.9 + 2 <= plan.height
      })
    else { return cells.known.isEmpty }
    for (row, name) in cells.rows.enumerated() {
      for (column, other) in cells.columns.enumerated() {
        let value = cells.value(name, other)
        if !value.isFinite { continue }
        let fill = color(value, low, high)
        scene.background.text(
          TextSpec(text(value, scale), size: size), at: rect(row, column, plan).center,
          color: theme.letters(on: fill), anchor: .center)
      }
    }
    return true
  }

  private func drawNames(_ plan: Plan, on scene: inout Scene) {
    for (row, name) in plan.rowNames.enumerated() {
      scene.background.text(
        name, at: Point(plan.origin.x - 10, rect(row, 0, plan).center.y), color: theme.ink,
        anchor: .right)
    }
    // Of narrow columns every second carries its number.
    let every = plan.isNumbered && plan.width < 18 ? 2 : 1
    for (column, name) in plan.columnNames.enumerated() where column % every == 0 {
      scene.background.text(
        name, at: Point(rect(0, column, plan).center.x, plan.origin.y + 13), color: theme.ink,
        anchor: .center)
    }
  }

  private func drawKey(
    _ plan: Plan, _ low: Double, _ high: Double, on scene: inout Scene
  ) throws {
    let titles = try TextFitting.fitted(
      [
        .init(text: "\(rowTitle) ↓", sizes: [12], isBold: true, width: plan.origin.x - 46),
        .init(
          text: "\(columnTitle) →", sizes: [12], isBold: true,
          width: areas.drawing.maxX - plan.origin.x),
      ], worker)
    scene.background.text(
      titles[0], at: Point(plan.origin.x - 10, plan.origin.y + 13), color: theme.secondary,
      anchor: .right)
    scene.background.text(
      titles[1], at: Point(plan.origin.x + 4, plan.origin.y + 34), color: theme.secondary)
    var key = SideKey(areas.key, beside: plan.origin.y - 6, theme: theme, worker)
    if low.isFinite {
      // Cells and ends of the ramp share one scale, whose power of ten stands here.
      let scale = NumberScale(cells.known)
      let isScaled = !isPercent && !scale.unit.isEmpty
      try key.head(valueTitle + (isScaled ? " (\(scale.unit))" : ""), on: &scene)
      key.ramp(text(low, scale), text(high, scale), on: &scene)
    }
    let isComplete = cells.rows.allSatisfy { row in
      cells.columns.allSatisfy { cells.value(row, $0).isFinite }
    }
    if !isComplete {
      drawMissing(Rect(key.left, key.y - 8, key.left + 16, key.y + 8), on: &scene)
      scene.background.text(
        TextSpec("no value", size: 12), at: Point(key.left + 24, key.y), color: theme.ink)
      key.skip(34)
    }
    guard plan.isNumbered, !cells.isSquare else { return }
    try key.head(columnTitle, on: &scene)
    let names = try TextFitting.fitted(
      cells.columns.enumerated().map {
        .init(text: "\($0 + 1)  \($1)", sizes: [12], isBold: false, width: 176)
      }, worker)
    for name in names {
      scene.background.text(name, at: Point(key.left, key.y), color: theme.ink)
      key.skip(18)
    }
  }
}
