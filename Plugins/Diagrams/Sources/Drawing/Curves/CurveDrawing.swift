internal import GraphvizKit
public import ModuleKit

/// Curves over a common axis as a slide.
struct CurveDrawing {
  let curves: [Curve]
  let style: CurveStyle
  let request: PlotRequest
  /// Values along the bottom that a line marks.
  let marks: [(value: Double, text: String)]
  let theme: Theme
  private let worker: RenderWorker
  /// Where the last value of all is, to the end of which steps go on.
  private let rightmost: Double

  init(
    _ curves: [Curve], style: CurveStyle, request: PlotRequest,
    marks: [(value: Double, text: String)], theme: Theme, _ worker: RenderWorker
  ) {
    (self.curves, self.style, self.request) = (curves, style, request)
    (self.marks, self.theme, self.worker) = (marks, theme, worker)
    rightmost = curves.compactMap(\.end?.x).max() ?? .nan
  }

  private var frame: Rect { theme.page.area() }
  /// Curves beyond the palette are grey and not named.
  private var colored: ArraySlice<Curve> { curves.prefix(theme.palette.count) }

  func draw(on scene: inout Scene) throws {
    if curves.allSatisfy({ $0.end == nil }) {
      return EmptyNote.draw("No values to draw", on: &scene)
    }
    let names = try CurveNames(curves, theme, worker)
    // Beside the ends of the lines; on the plot where the ends crowd and lines have room elsewhere.
    let wide = try PlotAxes(request, in: self.frame, theme: theme, worker)
    let inside =
      names.isCrowded(in: wide) ? names.inside(try self.axes(self.frame, wide).axes, lines) : nil
    let frame = Rect(
      self.frame.minX, self.frame.minY,
      self.frame.maxX - (inside == nil ? names.room : 0), self.frame.maxY)
    let (axes, placed) = try self.axes(frame, inside == nil ? nil : wide)
    try axes.draw(on: &scene, worker)
    placed.draw(on: &scene, floor: axes.area.minY, ceiling: axes.area.maxY)
    for (index, curve) in curves.enumerated() where curve.hasBand && index < colored.count {
      drawBand(curve, theme.palette[index], axes, on: &scene)
    }
    for (index, curve) in curves.enumerated().reversed() {
      let isColored = index < colored.count
      drawLine(
        curve, isColored ? theme.palette[index] : theme.other, width: isColored ? 2.6 : 1, axes,
        on: &scene)
    }
    names.draw(inside, axes, on: &scene)
  }

  /// Axes that leave room for the names of marks above.
  private func axes(_ frame: Rect, _ known: PlotAxes?) throws -> (axes: PlotAxes, marks: AxisMarks)
  {
    let first = try known ?? PlotAxes(request, in: frame, theme: theme, worker)
    let placed = try AxisMarks(
      marks.map {
        .init(x: first.x.place($0.value), text: $0.text, color: theme.secondary, pattern: .dashed)
      }, left: first.area.minX, right: theme.page.right, worker)
    let axes =
      placed.height == 0
      ? first
      : try PlotAxes(request, in: frame, headroom: placed.height, theme: theme, worker)
    return (axes, placed)
  }

  /// The ways of all curves, and the marks, as they run over a plot.
  private func lines(_ axes: PlotAxes) -> [[Point]] {
    let ways = curves.map { curve in
      curve.stretches.flatMap { path($0.map { ($0.x, $0.y) }, axes) }
    }
    let upright = marks.map { mark in
      let x = axes.x.place(mark.value)
      return [Point(x, axes.area.minY), Point(x, axes.area.maxY + 30)]
    }
    return ways + upright
  }

  // MARK: Lines

  private func point(_ x: Double, _ y: Double, _ axes: PlotAxes) -> Point {
    Point(axes.x.place(x), axes.y.place(y))
  }

  /// A value holds until the next one where lines are steps.
  private func path(_ values: [(x: Double, y: Double)], _ axes: PlotAxes) -> [Point] {
    var points = values.map { point($0.x, $0.y, axes) }
    guard style == .step else { return points }
    // The last value of all holds to the end of the axis.
    if let last = values.last, last.x == rightmost, let end = points.last {
      points.append(Point(axes.area.maxX, end.y))
    }
    return points.enumerated().flatMap { index, here in
      points.indices.contains(index + 1) ? [here, Point(points[index + 1].x, here.y)] : [here]
    }
  }

  private func drawBand(
    _ curve: Curve, _ color: Color, _ axes: PlotAxes, on scene: inout Scene
  ) {
    for band in curve.bands {
      if band.count == 1 {
        let x = axes.x.place(band[0].x)
        scene.background.polyline(
          [Point(x, axes.y.place(band[0].low)), Point(x, axes.y.place(band[0].high))],
          stroke: Stroke(color.opacity(0.4), width: 5))
        continue
      }
      let upper = path(band.map { ($0.x, $0.high) }, axes)
      let lower = path(band.map { ($0.x, $0.low) }, axes)
      scene.background.polygon(upper + lower.reversed(), fill: color.opacity(0.16))
    }
  }

  private func drawLine(
    _ curve: Curve, _ color: Color, width: Double, _ axes: PlotAxes, on scene: inout Scene
  ) {
    let hasDots = curves.count <= 6 && curve.samples.count <= 40 && style == .line
    for stretch in curve.stretches {
      let points = path(stretch.map { ($0.x, $0.y) }, axes)
      scene.background.polyline(points, stroke: Stroke(color, width: width))
      guard hasDots || stretch.count == 1 else { continue }
      for sample in stretch {
        scene.background.circle(
          center: point(sample.x, sample.y, axes), radius: 4, fill: color,
          stroke: Stroke(theme.background, width: 1.2))
      }
    }
  }
}

/// How points of a curve are joined.
public enum CurveStyle: String, ParameterChoice {
  /// Straight from each to the next.
  case line
  /// A value holds until the next.
  case step
}
