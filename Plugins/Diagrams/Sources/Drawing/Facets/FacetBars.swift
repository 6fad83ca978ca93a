internal import GraphvizKit
public import ModuleKit

/// What the bars of histograms show.
public enum FacetHeights: String, ParameterChoice {
  /// Shares of each panel's own values, so that panels of any size compare.
  case shares
  case counts
}

/// Values of several panels, counted into the same bars where they share a line of numbers.
package struct FacetBars {
  /// Where bars begin and end.
  package let line: HistogramBars
  /// Counts, or shares of the panel's values.
  package let heights: [Double]
  /// The same of all panels' values; nil where they do not compare.
  package let whole: [Double]?
  package let mean: Double
  package let count: Int

  /// - Parameters:
  ///   - line: counted from all that share it.
  ///   - everybody: the values of all panels, to compare with.
  package init(
    _ values: [Double], on line: HistogramBars, shares: Bool, everybody: [Double]? = nil
  ) {
    let known = values.filter(\.isFinite)
    self.line = line
    count = known.count
    mean = known.isEmpty ? .nan : known.reduce(0) { $0 + $1 / Double(known.count) }
    heights = Self.heights(known, line, shares)
    whole =
      shares ? everybody.map { Self.heights($0.filter(\.isFinite), line, true) } : nil
  }

  private static func heights(_ values: [Double], _ line: HistogramBars, _ shares: Bool) -> [Double]
  {
    var counts = [Double](repeating: 0, count: line.bars.count)
    if counts.isEmpty { return counts }
    for value in values {
      // The last bar that does not begin beyond the value.
      var (low, high) = (0, counts.count - 1)
      while low < high {
        let middle = (low + high + 1) / 2
        if line.bars[middle].low <= value { low = middle } else { high = middle - 1 }
      }
      counts[low] += 1
    }
    return shares ? counts.map { $0 / Double(max(1, values.count)) } : counts
  }
}

/// Draws ``FacetBars`` in a panel.
struct FacetHistogram {
  let bars: FacetBars
  let shares: Bool
  /// What the upper end of the panel stands for.
  let top: Double
  let color: Color
  let theme: Theme
  let worker: RenderWorker

  /// What numbers under the bars need.
  static let foot = 20.0
  private static let headroom = 16.0

  func draw(in plot: Rect, on scene: inout Scene) throws {
    try drawTicks(in: plot, on: &scene)
    let slot = plot.width / Double(max(1, bars.line.bars.count))
    let gap = min(2, 0.15 * slot)
    func height(_ value: Double) -> Double {
      top > 0 ? value / top * (plot.height - Self.headroom) : 0
    }
    for (index, value) in bars.heights.enumerated() where value > 0 {
      let x = plot.minX + Double(index) * slot
      scene.background.fill(
        Rect(x + gap / 2, plot.minY, x + slot - gap / 2, plot.minY + height(value)), color)
    }
    if let whole = bars.whole { drawWhole(whole, slot, in: plot, height, on: &scene) }
    scene.background.polyline(
      [Point(plot.minX, plot.minY), Point(plot.maxX, plot.minY)],
      stroke: Stroke(theme.rule, width: 1))
    let number = try drawPeak(slot, in: plot, height, on: &scene)
    drawMean(in: plot, around: number, on: &scene)
  }

  /// All values as steps over the bars.
  private func drawWhole(
    _ whole: [Double], _ slot: Double, in plot: Rect, _ height: (Double) -> Double,
    on scene: inout Scene
  ) {
    var points = [Point(plot.minX, plot.minY)]
    for (index, value) in whole.enumerated() {
      let x = plot.minX + Double(index) * slot
      let y = plot.minY + min(height(value), plot.height)
      points += [Point(x, y), Point(x + slot, y)]
    }
    points.append(Point(plot.maxX, plot.minY))
    scene.background.polyline(points, stroke: Stroke(theme.secondary, width: 1.2))
  }

  /// Broken where the number of the highest bar stands.
  private func drawMean(in plot: Rect, around number: Rect?, on scene: inout Scene) {
    guard let share = bars.line.share(of: bars.mean), (0...1).contains(share) else { return }
    let x = plot.minX + share * plot.width
    var parts = [(plot.minY, plot.maxY - Self.headroom)]
    if let number, x > number.minX - 3, x < number.maxX + 3 {
      parts = [(plot.minY, number.minY), (number.maxY, plot.maxY - Self.headroom)]
    }
    for (low, high) in parts where high > low {
      scene.background.polyline(
        [Point(x, low), Point(x, high)], stroke: Stroke(theme.accent, width: 1.4, pattern: .dashed))
    }
  }

  /// The number of the highest bar tells the scale of all.
  ///
  /// - Returns: what it covers.
  private func drawPeak(
    _ slot: Double, in plot: Rect, _ height: (Double) -> Double, on scene: inout Scene
  ) throws -> Rect? {
    let heights = bars.heights
    guard
      let peak = heights.indices.max(by: { (heights[$0], -$0) < (heights[$1], -$1) }),
      heights[peak] > 0
    else { return nil }
    let text = shares ? NumberText.percent(heights[peak]) : NumberText.shown(heights[peak])
    let spec = TextSpec(text, size: 12, bold: true)
    let half = try worker.measure([spec])[0].width / 2
    let x = (plot.minX + (Double(peak) + 0.5) * slot)
      .clamped(plot.minX + half, max(plot.minX + half, plot.maxX - half))
    // Whatever the number reaches over may be higher than the bar: steps, not other bars.
    let under = heights.indices.filter {
      plot.minX + Double($0 + 1) * slot > x - half && plot.minX + Double($0) * slot < x + half
    }
    let level = (under.compactMap { bars.whole?[$0] } + [heights[peak]]).max() ?? 0
    let y = plot.minY + min(height(level), plot.height - Self.headroom) + 9
    scene.background.text(spec, at: Point(x, y), color: theme.ink, anchor: .center)
    return Rect(center: Point(x, y), width: 2 * half, height: 15)
  }

  private func drawTicks(in plot: Rect, on scene: inout Scene) throws {
    guard let first = bars.line.bars.first, let last = bars.line.bars.last else { return }
    let (low, high) =
      bars.line.isBinned ? (first.low, last.high) : (first.low + 0.5, last.high - 0.5)
    for most in [5, 4, 3, 2, 1] {
      let ticks = AxisTicks(from: low, to: high, most: most, isWhole: bars.line.isWhole)
      let values = ticks.values.isEmpty ? [low] : ticks.values
      // A panel has no room for a unit beside its numbers: each says its own.
      let scale = ticks.scale
      let texts = values.map {
        TextSpec(scale.unit.isEmpty ? scale.text($0) : NumberText.shown($0), size: 12)
      }
      let widths = try worker.measure(texts).map(\.width)
      let room = plot.width / Double(values.count)
      if (widths.max() ?? 0) + 10 > room, most > 1 { continue }
      for (value, (text, width)) in zip(values, zip(texts, widths)) {
        guard let share = bars.line.share(of: value) else { continue }
        let x = plot.minX + share * plot.width
        scene.background.polyline(
          [Point(x, plot.minY), Point(x, plot.minY - 3)], stroke: Stroke(theme.rule, width: 1))
        scene.background.text(
          text,
          at: Point(
            x.clamped(plot.minX + width / 2 - 8, max(plot.minX, plot.maxX - width / 2 + 8)),
            plot.minY - 11),
          color: theme.secondary, anchor: .center)
      }
      return
    }
  }
}
