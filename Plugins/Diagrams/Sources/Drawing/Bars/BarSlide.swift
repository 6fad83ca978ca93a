internal import GraphvizKit
internal import ModuleKit

/// Level bars from a zero line, each with its name before it and its value behind it.
struct BarSlide {
  let rows: BarRows
  let values: [Double]
  /// The ends of each row's interval; NaN where it has none.
  let intervals: [(low: Double, high: Double)]?
  let names: [String]
  let colors: ColorScale
  let colorTitle: String
  /// Rows to stand out from all others; nil where none is told.
  let strong: Set<Int>?
  let isPercent: Bool
  /// What the values are, and where whiskers end.
  let heading: String
  let theme: Theme
  let worker: RenderWorker

  /// The least height of a row in which letters of 12 points do not touch.
  static let leastPitch = 17.0
  private static let mostPitch = 40.0
  private static let head = 22.0

  /// What bars may take on a page with, or without, a key.
  static func area(_ page: Page, hasKey: Bool) -> Rect {
    hasKey ? page.keyed(height: 206).drawing : page.area()
  }
  /// How many bars a page has room for.
  static func most(_ page: Page, hasKey: Bool) -> Int {
    Int((area(page, hasKey: hasKey).height - head) / leastPitch)
  }

  func draw(on scene: inout Scene) throws {
    if rows.shown.isEmpty { return EmptyNote.draw("No values to draw", on: &scene) }
    let hasKey = if case .none = colors.kind { false } else { true }
    let area = Self.area(theme.page, hasKey: hasKey)
    let pitch = min(Self.mostPitch, (area.height - Self.head) / Double(rows.shown.count))
    let scale = NumberScale(rows.shown.map { values[$0] })
    let size = pitch < 19 ? 12.0 : pitch < 24 ? 13 : 14
    let names = try self.names(size: size, most: 0.36 * area.width)
    let widest = try worker.measure(names).map(\.width).max() ?? 0
    let numbers = rows.shown.map { TextSpec(text(values[$0], scale), size: size, bold: true) }
    let widths = try worker.measure(numbers).map(\.width)
    let left = area.minX + widest + 10
    let axis = self.axis(from: left, to: area.maxX, widths)
    try drawHead(on: &scene, at: Point(left, area.maxY - 6), width: area.maxX - left, scale)
    let zero = axis.place(0)
    let bottom = area.maxY - Self.head - Double(rows.shown.count) * pitch
    for (position, row) in rows.shown.enumerated() {
      let y = area.maxY - Self.head - (Double(position) + 0.5) * pitch
      scene.background.text(
        names[position], at: Point(left - 10, y), color: theme.ink, anchor: .right)
      drawBar(row, axis, y: y, thickness: min(22, 0.66 * pitch), on: &scene)
      let end = self.end(row, axis)
      scene.background.text(
        numbers[position], at: Point(end.x, y), color: isPale(row) ? theme.secondary : theme.ink,
        anchor: end.anchor)
    }
    scene.background.polyline(
      [Point(zero, area.maxY - Self.head), Point(zero, bottom)],
      stroke: Stroke(theme.secondary, width: 1))
    if hasKey { try drawKey(on: &scene) }
  }

  // MARK: Texts

  private func names(size: Double, most: Double) throws -> [TextSpec] {
    try TextFitting.fitted(
      rows.shown.map {
        .init(
          text: names[$0], sizes: size > 12 ? [size, 12] : [12],
          isBold: strong?.contains($0) == true,
          width: most)
      }, worker)
  }

  private func text(_ value: Double, _ scale: NumberScale) -> String {
    isPercent ? NumberText.percent(value) : scale.text(value)
  }

  private func drawHead(
    on scene: inout Scene, at place: Point, width: Double, _ scale: NumberScale
  ) throws {
    let unit = isPercent || scale.unit.isEmpty ? "" : " (\(scale.unit))"
    let title = try TextFitting.fitted(
      [.init(text: heading + unit, sizes: [13, 12], isBold: false, width: width)], worker)
    scene.background.text(title[0], at: place, color: theme.secondary)
  }

  // MARK: Bars

  /// From the least to the largest value, whisker or zero, with room for the numbers beyond.
  private func axis(from left: Double, to right: Double, _ widths: [Double]) -> ValueAxis {
    let ends = rows.shown.flatMap { row -> [Double] in
      [values[row], intervals?[row].low ?? 0, intervals?[row].high ?? 0].filter(\.isFinite)
    }
    let hasNegative = rows.shown.contains { values[$0] < 0 }
    let hasPositive = rows.shown.contains { values[$0] >= 0 }
    let room = (widths.max() ?? 0) + 8
    return ValueAxis(
      ends + [0], from: left + (hasNegative ? room : 0),
      to: hasPositive ? right - room : right, reach: .padded(0))
  }

  private func isPale(_ row: Int) -> Bool { strong.map { !$0.contains(row) } ?? false }

  private func drawBar(
    _ row: Int, _ axis: ValueAxis, y: Double, thickness: Double, on scene: inout Scene
  ) {
    let (zero, end) = (axis.place(0), axis.place(values[row]))
    let isMissing = colors.missing.contains(row)
    let color = colors.colors[row]
    let fill =
      isMissing
      ? theme.background : isPale(row) ? color.tint(0.35, over: theme.background) : color
    let outline =
      isMissing ? Stroke(theme.other, width: 1.4) : theme.outline.map { Stroke($0, width: 0.8) }
    // Hardly anything is not nothing.
    let reach = values[row] == 0 ? 0 : max(0.8, (end - zero).magnitude)
    let start = end < zero ? zero - reach : zero
    if reach > 0 {
      scene.background.rectangle(
        origin: Point(start, y - thickness / 2), size: Size(width: reach, height: thickness),
        fill: fill, stroke: outline)
    }
    drawWhisker(row, axis, y: y, cap: 0.3 * thickness, on: &scene)
  }

  /// In the color of letters, with a lighter rim where it lies on the bar.
  private func drawWhisker(
    _ row: Int, _ axis: ValueAxis, y: Double, cap: Double, on scene: inout Scene
  ) {
    guard let ends = intervals?[row], !ends.low.isNaN, !ends.high.isNaN else { return }
    let (low, high) = (axis.place(min(ends.low, ends.high)), axis.place(max(ends.low, ends.high)))
    for stroke in [Stroke(theme.background, width: 3.4), Stroke(theme.ink, width: 1.4)] {
      scene.background.polyline([Point(low, y), Point(high, y)], stroke: stroke)
      for (value, x) in [(ends.low, low), (ends.high, high)] where value.isFinite {
        scene.background.polyline([Point(x, y - cap), Point(x, y + cap)], stroke: stroke)
      }
    }
  }

  /// Where the number stands: behind bar and whisker.
  private func end(_ row: Int, _ axis: ValueAxis) -> (x: Double, anchor: TextAnchor) {
    let ends = intervals.map { [$0[row].low, $0[row].high].filter { !$0.isNaN } } ?? []
    let places = ([values[row]] + (ends.count == 2 ? ends : [])).map { axis.place($0) }
    return values[row] < 0
      ? ((places.min() ?? 0) - 6, .right) : ((places.max() ?? 0) + 6, .left)
  }

  // MARK: Key

  private func drawKey(on scene: inout Scene) throws {
    let areas = theme.page.keyed(height: 206)
    var key = SideKey(areas.key, beside: areas.drawing.maxY - 6, theme: theme, worker)
    try key.head(colorTitle, on: &scene)
    let shown = Set(rows.shown)
    switch colors.kind {
    case .none: return
    case .groups(let groups):
      try key.entries(
        groups.compactMap { group in
          let count = group.members.count { shown.contains($0) }
          return count == 0
            ? nil
            : .init(
              name: group.name, color: group.color, count: String(count),
              isHollow: group.isMissing)
        }, on: &scene)
    case .ramp(let low, let high, let hasMissing):
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
}
