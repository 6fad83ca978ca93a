internal import GraphvizKit

/// The bars of a histogram in their area, the highest one strong.
struct BarPlot {
  let bars: HistogramBars
  /// From the line the bars stand on to the top of the highest.
  let area: Rect
  let theme: Theme

  private var slot: Double { area.width / Double(max(1, bars.bars.count)) }
  private var highest: Int? {
    bars.bars.indices.max { (bars.bars[$0].height, -$0) < (bars.bars[$1].height, -$1) }
  }

  /// Where a bar stands, and its top.
  private func place(_ index: Int) -> Point {
    let top = bars.bars.map(\.height).max() ?? 1
    let height = top > 0 ? bars.bars[index].height / top * area.height : 0
    return Point(area.minX + (Double(index) + 0.5) * slot, area.minY + height)
  }

  /// Ranges touch but for a hair; single numbers stand apart.
  private var width: Double {
    bars.isBinned && bars.bars.count > 1 ? slot - min(2, slot * 0.15) : min(96, slot * 0.62)
  }

  /// The top of the bar at a place of the slide; that of the line between bars.
  func top(_ x: Double) -> Double {
    let index = Int(((x - area.minX) / slot).rounded(.down))
    guard bars.bars.indices.contains(index) else { return area.minY }
    let place = place(index)
    return (x - place.x).magnitude <= width / 2 ? place.y : area.minY
  }

  func drawBars(on scene: inout Scene) {
    let strong = theme.strong
    // One pass over the heights, not one per bar: there may be many.
    let top = max(bars.bars.map(\.height).max() ?? 0, .leastNonzeroMagnitude)
    let highest = highest
    for (index, bar) in bars.bars.enumerated() where bar.height > 0 {
      let x = area.minX + (Double(index) + 0.5) * slot
      let y = area.minY + bar.height / top * area.height
      scene.background.fill(
        Rect(x - width / 2, area.minY, x + width / 2, y),
        index == highest ? strong : strong.tint(0.38, over: theme.background))
    }
  }

  /// The share over the highest bar, and over the others if there is room for all.
  ///
  /// - Returns: what the texts cover.
  func drawShares(on scene: inout Scene, _ worker: RenderWorker) throws -> [Rect] {
    let highest = highest
    let all = bars.bars.indices.filter { bars.bars[$0].height > 0 }
    // No bar of a crowd has room for its share.
    let shown = slot < 14 ? all.filter { $0 == highest } : all
    let texts = shown.map { index in
      TextSpec(
        bars.percent(bars.bars[index].height), size: index == highest ? 20 : 15,
        bold: index == highest)
    }
    let widths = try worker.measure(texts).map(\.width)
    let fits = zip(shown, widths).allSatisfy { $0 == highest || $1 + 4 <= slot }
    var covered: [Rect] = []
    for (index, (text, extent)) in zip(shown, zip(texts, widths)) where fits || index == highest {
      let top = place(index)
      let middle = Point(
        top.x.clamped(theme.page.left + extent / 2, theme.page.right - extent / 2),
        top.y + (index == highest ? 17 : 15))
      scene.background.text(text, at: middle, color: theme.ink, anchor: .center)
      covered.append(Rect(center: middle, width: extent, height: text.size))
    }
    return covered
  }

  // MARK: Axis

  /// Numbers below the bars.
  ///
  /// - Returns: what they are multiplied by.
  func drawAxis(
    on scene: inout Scene, hasSecond: Bool, _ worker: RenderWorker
  ) throws -> String {
    if bars.isBinned, bars.bars.count > 1 { return try drawTicks(on: &scene, worker) }
    let labels = bars.bars.map { TextSpec($0.label, size: 15, bold: true) }
    let widest = try worker.measure(labels).map(\.width).max() ?? 0
    // With many bars, only some can carry a number below.
    let isThin = widest + 8 > slot
    let every = isThin ? max(1, Int(((widest * 0.8 + 10) / slot).rounded(.up))) : 1
    let highest = highest
    for (index, bar) in bars.bars.enumerated() where index % every == 0 {
      let x = area.minX + (Double(index) + 0.5) * slot
      scene.background.text(
        TextSpec(bar.label, size: isThin ? 12 : 15, bold: index == highest),
        at: Point(x, area.minY - 17), color: theme.ink, anchor: .center)
      if hasSecond, let second = bar.second {
        scene.background.text(
          TextSpec(second, size: isThin ? 12 : 13), at: Point(x, area.minY - 38),
          color: theme.secondary, anchor: .center)
      }
    }
    return ""
  }

  /// Round numbers where they lie on the line, as many as there is room for.
  private func drawTicks(on scene: inout Scene, _ worker: RenderWorker) throws -> String {
    guard let first = bars.bars.first, let last = bars.bars.last else { return "" }
    for most in [10, 8, 6, 4, 3, 2, 1] {
      let ticks = AxisTicks(from: first.low, to: last.high, most: most, isWhole: bars.isWhole)
      let texts = ticks.values.map { TextSpec(ticks.scale.text($0), size: 14) }
      let widest = try worker.measure(texts).map(\.width).max() ?? 0
      let room = area.width / Double(max(1, texts.count))
      if widest + 12 > room, most > 1 { continue }
      for (value, text) in zip(ticks.values, texts) {
        guard let share = bars.share(of: value) else { continue }
        let x = area.minX + share * area.width
        scene.background.polyline(
          [Point(x, area.minY), Point(x, area.minY - 4)], stroke: Stroke(theme.rule, width: 1))
        scene.background.text(
          text, at: Point(x, area.minY - 17), color: theme.ink, anchor: .center)
      }
      return ticks.scale.unit
    }
    return ""
  }
}

extension HistogramBars {
  /// A height as a share of all.
  func percent(_ height: Double) -> String {
    total > 0 ? NumberText.percent(height / total) : "0 %"
  }
}
