internal import GraphvizKit

/// The names of curves: beside the ends of their lines, or on the plot where the ends crowd.
struct CurveNames {
  private let curves: [Curve]
  private let theme: Theme
  /// Of the curves with a color that have values, and of the rest.
  private let labels: [(text: TextSpec, width: Double, curve: Int?)]
  /// Width needed at the right of the plot.
  let room: Double

  /// - Parameter curves: one alone needs no name.
  init(_ curves: [Curve], _ theme: Theme, _ worker: RenderWorker) throws {
    (self.curves, self.theme) = (curves, theme)
    if curves.count < 2 {
      (labels, room) = ([], 0)
      return
    }
    let most = theme.palette.count
    let named = curves.indices.prefix(most).filter { curves[$0].end != nil }
    let rest = max(0, curves.count - most)
    let names = named.map { curves[$0].name } + (rest > 0 ? [Noun("others").counted(rest)] : [])
    let specs = try TextFitting.fitted(
      names.enumerated().map {
        .init(text: $1, sizes: [14, 13, 12], isBold: $0 < named.count, width: 190)
      }, worker)
    let widths = try worker.measure(specs).map(\.width)
    labels = zip(specs, widths).enumerated().map { ($1.0, $1.1, named[safe: $0]) }
    room = (widths.max() ?? 0) + 26
  }

  private static let distance = 19.0

  private func ends(_ axes: PlotAxes) -> [Double] {
    labels.map { label in
      guard let curve = label.curve, let end = curves[curve].end else { return axes.area.minY }
      return axes.y.place(end.y)
    }
  }

  private func heights(_ axes: PlotAxes) -> [Double] {
    Spacing.apart(
      ends(axes), by: Self.distance, from: axes.area.minY + 2, to: axes.area.maxY + 6)
  }

  /// Whether names would have to stand away from the ends.
  func isCrowded(in axes: PlotAxes) -> Bool {
    zip(ends(axes), heights(axes)).contains { ($0 - $1).magnitude > 14 }
  }

  // MARK: On the plot

  /// A place for every name on the plot, near its own line and on none; nil when one finds none.
  func inside(_ axes: PlotAxes, _ ways: (PlotAxes) -> [[Point]]) -> [Point]? {
    let lines = ways(axes)
    // Curves of thousands of points have no room for names between them.
    if lines.reduce(0, { $0 + $1.count }) > 2000 { return nil }
    var taken: [Rect] = []
    var places: [Point] = []
    for label in labels {
      guard let curve = label.curve else { return nil }
      let rects = candidates(lines[curve], width: label.width, axes.area)
      let others = lines.enumerated().filter { $0.offset != curve }.map(\.element)
      let free = rects.filter { rect in
        !taken.contains { $0.overlap(with: rect) > 0 }
          && !lines.contains { Self.crosses($0, rect.grown(3)) }
          // No name nearer to another line.
          && clearance(rect, others) > clearance(rect, [lines[curve]]) + 4
      }
      // Where the other lines are farthest.
      guard let best = free.max(by: { clearance($0, others) < clearance($1, others) }) else {
        return nil
      }
      taken.append(best.grown(4))
      places.append(best.center)
    }
    return places
  }

  /// Boxes above and below the line, from left to right.
  private func candidates(_ line: [Point], width: Double, _ area: Rect) -> [Rect] {
    zip(line, line.dropFirst()).flatMap { a, b -> [Rect] in
      [0.1, 0.3, 0.5, 0.7, 0.9].flatMap { share -> [Rect] in
        let point = a.toward(b, share)
        return [(0.5, 14.0), (0.5, -14), (0, 12), (1, -12), (1, 12), (0, -12)].map { side, lift in
          Rect(
            center: Point(point.x + (0.5 - side) * (width + 12), point.y + lift), width: width,
            height: 13)
        }
      }
    }.filter { area.contains($0) }
  }

  /// Up to a distance at which nothing is mistaken.
  private func clearance(_ rect: Rect, _ lines: [[Point]]) -> Double {
    let nearest =
      lines.map { line in
        zip(line, line.dropFirst()).map { a, b in
          stride(from: 0.0, through: 1, by: 0.25).map { rect.distance(to: a.toward(b, $0)) }.min()
            ?? 60
        }.min() ?? 60
      }.min() ?? 60
    return min(60, nearest)
  }

  private static func crosses(_ line: [Point], _ rect: Rect) -> Bool {
    zip(line, line.dropFirst()).contains { rect.meets($0, $1) }
  }

  // MARK: Drawing

  func draw(_ inside: [Point]?, _ axes: PlotAxes, on scene: inout Scene) {
    if let inside {
      for (label, place) in zip(labels, inside) {
        scene.background.text(label.text, at: place, color: color(label.curve), anchor: .center)
      }
      return
    }
    let left = axes.area.maxX + 24
    for (label, y) in zip(labels, heights(axes)) {
      if let curve = label.curve, let end = curves[curve].end {
        let point = Point(axes.x.place(end.x), axes.y.place(end.y))
        if (point.y - y).magnitude > 3 || axes.area.maxX - point.x > 6 {
          scene.background.polyline(
            [Point(point.x + 6, point.y), Point(left - 6, y)],
            stroke: Stroke(theme.palette[curve].opacity(0.7), width: 0.9))
        }
      }
      scene.background.text(label.text, at: Point(left, y), color: color(label.curve))
    }
  }

  private func color(_ curve: Int?) -> Color {
    curve.map { theme.readable(theme.palette[$0]) } ?? theme.secondary
  }
}

extension Rect {
  func grown(_ by: Double) -> Rect { Rect(minX - by, minY - by, maxX + by, maxY + by) }

  /// Whether a straight line from `a` to `b` touches the rectangle (Liang & Barsky 1984).
  func meets(_ a: Point, _ b: Point) -> Bool {
    var (enter, leave) = (0.0, 1.0)
    for (step, room) in [
      (a.x - b.x, a.x - minX), (b.x - a.x, maxX - a.x), (a.y - b.y, a.y - minY),
      (b.y - a.y, maxY - a.y),
    ] {
      if step == 0 {
        if room < 0 { return false }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
    }
    return enter <= leave
  }
}
