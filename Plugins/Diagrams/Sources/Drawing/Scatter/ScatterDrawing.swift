internal import Foundation
internal import GraphvizKit
internal import ModuleKit

/// Points over two axes as a slide.
struct ScatterDrawing {
  let rows: ScatterRows
  let request: PlotRequest
  let points: ScatterPoints
  /// Of all rows of the table; nil without.
  let sizes: [Double]?
  let sizeTitle: String
  let colors: ColorScale
  let colorTitle: String
  /// What each row of the table is called.
  let names: [String]
  /// How many are named.
  let labels: Int
  let hasDiagonal: Bool
  /// What a row is, in the plural.
  let noun: String
  let theme: Theme
  let worker: RenderWorker

  private var hasKey: Bool {
    if points != .dots { return true }
    if case .none = colors.kind { return sizes != nil }
    return true
  }

  func draw(on scene: inout Scene) throws {
    if rows.xs.isEmpty { return EmptyNote.draw("No values to draw", on: &scene) }
    let areas = theme.page.keyed(below: 88)
    var frame = hasKey ? areas.drawing : theme.page.area(below: 88)
    if hasDiagonal { frame.maxX -= 44 }
    let axes = try PlotAxes(request, in: frame, theme: theme, worker)
    try axes.draw(on: &scene, worker)
    // Hexagons leave nothing of a line below them.
    let isOver = points == .hexagons
    if hasDiagonal, !isOver { drawDiagonal(axes, on: &scene) }
    var key = SideKey(areas.key, beside: axes.area.maxY - 6, theme: theme, worker)
    switch points {
    case .counts: try drawCounts(axes, &key, on: &scene)
    case .hexagons: try drawHexagons(axes, &key, on: &scene)
    case .dots, .auto: try drawDots(axes, &key, on: &scene)
    }
    if hasDiagonal, isOver { drawDiagonal(axes, on: &scene) }
  }

  private func place(_ index: Int, _ axes: PlotAxes) -> Point {
    Point(axes.x.place(rows.xs[index]), axes.y.place(rows.ys[index]))
  }

  /// Where both are equal, as far as both axes have the value.
  private func drawDiagonal(_ axes: PlotAxes, on scene: inout Scene) {
    let (low, high) = (max(axes.x.low, axes.y.low), min(axes.x.high, axes.y.high))
    guard low < high else { return }
    let ends = [low, high].map { Point(axes.x.place($0), axes.y.place($0)) }
    scene.background.polyline(ends, stroke: Stroke(theme.secondary, width: 1.4, pattern: .dashed))
    // Behind the end of the line, where room is kept for it.
    let place = Point(ends[1].x + 24, min(ends[1].y, axes.area.maxY))
    scene.label(
      "equal", at: place, size: 12, color: theme.secondary, bold: true, halo: theme.background)
  }

  // MARK: Counts

  private func drawCounts(
    _ axes: PlotAxes, _ key: inout SideKey, on scene: inout Scene
  ) throws {
    let places = rows.places
    let most = places.map(\.count).max() ?? 1
    let largest = CountCircles.largest(
      places.map { (Point(axes.x.place($0.place.x), axes.y.place($0.place.y)), $0.count) })
    func radius(_ count: Int) -> Double {
      max(2, largest * (Double(count) / Double(most)).squareRoot())
    }
    let color = theme.strong
    for (place, count) in places {
      scene.background.circle(
        center: Point(axes.x.place(place.x), axes.y.place(place.y)), radius: radius(count),
        fill: color.opacity(0.75), stroke: Stroke(theme.background, width: 0.8))
    }
    try key.head(noun, on: &scene)
    let shown = [most, most / 4, 1].filter { $0 > 0 }
    let distinct = shown.enumerated().filter { !shown.prefix($0).contains($1) }.map(\.element)
    key.circles(
      distinct.map { (radius($0), NumberText.shown(Double($0))) }, color: color, on: &scene)
  }

  // MARK: Hexagons

  private func drawHexagons(
    _ axes: PlotAxes, _ key: inout SideKey, on scene: inout Scene
  ) throws {
    let hexagons = Hexagons(rows.xs.indices.map { place($0, axes) }, radius: 9)
    let most = hexagons.cells.map(\.count).max() ?? 1
    for cell in hexagons.cells {
      let share = most > 1 ? log(Double(cell.count)) / log(Double(most)) : 1
      scene.background.polygon(
        hexagons.corners(cell.center), fill: ColorScale.rampColor(share, theme))
    }
    try key.head("\(noun) in a hexagon", on: &scene)
    key.ramp("1", "\(NumberText.shown(Double(most))) (log)", on: &scene)
  }

  // MARK: Dots

  private var radii: [Double] {
    let crowd = (120 / Double(max(120, rows.xs.count))).squareRoot()
    let plain = max(2.2, 6.5 * crowd)
    guard let sizes, let most = sizes.filter(\.isFinite).max(), most > 0 else {
      return rows.rows.map { _ in plain }
    }
    return rows.rows.map { row in
      let value = sizes[row].isFinite ? max(0, sizes[row]) : 0
      return max(2, 2 + 16 * max(0.4, crowd) * (value / most).squareRoot())
    }
  }

  private func drawDots(
    _ axes: PlotAxes, _ key: inout SideKey, on scene: inout Scene
  ) throws {
    let radii = radii
    // Small ones last, so that none is hidden.
    for index in radii.indices.sorted(by: { (-radii[$0], $0) < (-radii[$1], $1) }) {
      let row = rows.rows[index]
      let isMissing = colors.missing.contains(row)
      scene.background.mark(
        colors.shape(of: row, theme), center: place(index, axes), radius: radii[index],
        fill: isMissing ? theme.background : colors.colors[row].opacity(0.85),
        stroke: isMissing
          ? Stroke(theme.other, width: 1.4)
          : Stroke(theme.outline ?? theme.background, width: 0.8))
    }
    try drawNames(axes, radii, on: &scene)
    try drawColorKey(&key, on: &scene)
    try drawSizeKey(radii, &key, on: &scene)
  }

  private func drawNames(
    _ axes: PlotAxes, _ radii: [Double], on scene: inout Scene
  ) throws {
    let order = rows.rows.indices.sorted { a, b in
      let (x, y) = (importance(a), importance(b))
      return x != y ? x > y : a < b
    }
    let named = order.prefix(labels).filter { !names[rows.rows[$0]].isEmpty }
    let specs = try TextFitting.fitted(
      named.map { .init(text: names[rows.rows[$0]], sizes: [13, 12], isBold: false, width: 150) },
      worker)
    // Thousands of dots leave no free place, and searching one among them takes long.
    let obstacles = order.prefix(600)
    let placement = LabelPlacement(
      circles: obstacles.map { (place($0, axes), radii[$0]) }, edges: [],
      panel: Rect(axes.area.minX + 2, axes.area.minY + 2, axes.area.maxX, axes.area.maxY + 16))
    let places = try placement.places(
      for: specs, beside: named.map { (place($0, axes), radii[$0]) }, worker)
    for (spec, place) in zip(specs, places) {
      guard let place else { continue }
      scene.label(spec, at: place, theme)
    }
  }

  /// By size where there is one, else how far out a point lies.
  private func importance(_ index: Int) -> Double {
    if let sizes { return sizes[rows.rows[index]].isFinite ? sizes[rows.rows[index]] : -.infinity }
    return rows.ys[index]
  }

  private func drawColorKey(_ key: inout SideKey, on scene: inout Scene) throws {
    switch colors.kind {
    case .none: return
    case .groups(let groups):
      try key.head(colorTitle, on: &scene)
      try key.entries(
        groups.map {
          .init(
            name: $0.name, color: $0.color, count: String($0.members.count), isHollow: $0.isMissing,
            shape: $0.shape)
        }, on: &scene)
    case .ramp(let low, let high, let hasMissing):
      try key.head(colorTitle, on: &scene)
      if low.isFinite {
        let ends = NumberText.apart(low, high)
        key.ramp(ends.low, ends.high, on: &scene)
      }
      if hasMissing {
        try key.entries(
          [.init(name: "no value", color: theme.other, isHollow: true)], on: &scene)
      }
    }
  }

  private func drawSizeKey(
    _ radii: [Double], _ key: inout SideKey, on scene: inout Scene
  ) throws {
    guard let sizes, let most = rows.rows.map({ sizes[$0] }).filter(\.isFinite).max(), most > 0
    else { return }
    try key.head(sizeTitle, on: &scene)
    let largest = radii.max() ?? 4
    key.circles(
      [1.0, 0.25].map { share in
        (max(2, 2 + (largest - 2) * share.squareRoot()), NumberText.shown(most * share))
      }, color: theme.other, on: &scene)
  }
}
