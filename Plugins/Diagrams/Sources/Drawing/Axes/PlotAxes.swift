internal import GraphvizKit

/// What is plotted, before it is known how much room its numbers need.
struct PlotRequest {
  var xs: [Double]
  var ys: [Double]
  var xTitle: String
  var yTitle: String
  var xIsWhole = false
  var yIsWhole = false
  var xIsPercent = false
  var yIsPercent = false
  var xReachesZero = false
  var yReachesZero = true
  /// Beyond the first and last value along the bottom.
  var xPadding = 0.0
  var yReach = ValueAxis.Reach.ticks
}

/// Two axes around a plot: level lines with their numbers at the left, numbers along the bottom.
struct PlotAxes {
  /// What lies between the axes.
  let area: Rect
  let x, y: ValueAxis
  private let frame: Rect
  private let request: PlotRequest
  private let theme: Theme
  private let xTicks: (places: [Double], texts: [String], unit: String)
  private let yTicks: (places: [Double], texts: [String], unit: String)

  private static let size = 13.0

  /// - Parameters:
  ///   - frame: what plot, numbers and titles lie in.
  ///   - headroom: what is kept free above the plot, for the names of marks.
  init(
    _ request: PlotRequest, in frame: Rect, headroom: Double = 0, theme: Theme,
    _ worker: RenderWorker
  ) throws {
    (self.request, self.frame, self.theme) = (request, frame, theme)
    let floor = frame.minY + 44
    let ceiling = frame.maxY - (request.yTitle.isEmpty ? 8 : 24) - headroom
    y = ValueAxis(
      request.ys, from: floor, to: ceiling, isWhole: request.yIsWhole,
      isPercent: request.yIsPercent, reachesZero: request.yReachesZero, reach: request.yReach)
    yTicks = y.ticks(most: 6)
    let width =
      try worker.measure(yTicks.texts.map { TextSpec($0, size: Self.size) }).map(\.width).max() ?? 0
    let left = frame.minX + width + 12
    x = ValueAxis(
      request.xs, from: left, to: frame.maxX, isWhole: request.xIsWhole,
      isPercent: request.xIsPercent, reachesZero: request.xReachesZero,
      reach: .padded(request.xPadding))
    xTicks = try Self.ticks(of: x, worker)
    area = Rect(left, floor, frame.maxX, ceiling)
  }

  /// As many as there is room for.
  private static func ticks(
    of axis: ValueAxis, _ worker: RenderWorker
  ) throws -> (places: [Double], texts: [String], unit: String) {
    let choices = [12, 8, 6, 4, 3, 2, 1].map { axis.ticks(most: $0) }
    let texts = choices.flatMap { $0.texts.map { TextSpec($0, size: size) } }
    let widths = try worker.measure(texts).map(\.width)
    var first = 0
    for choice in choices {
      let own = widths[first..<(first + choice.texts.count)]
      first += choice.texts.count
      let room = (axis.end - axis.start) / Double(max(1, choice.texts.count - 1))
      if (own.max() ?? 0) + 18 <= room || choice.texts.count <= 1 { return choice }
    }
    return ([], [], "")
  }

  /// The lines behind what is plotted, and all numbers and titles.
  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    for (place, text) in zip(yTicks.places, yTicks.texts) {
      let isFloor = (place - area.minY).magnitude < 0.5
      scene.background.polyline(
        [Point(area.minX, place), Point(area.maxX, place)],
        stroke: Stroke(isFloor ? theme.rule : theme.track, width: 1))
      scene.background.text(
        TextSpec(text, size: Self.size), at: Point(area.minX - 10, place), color: theme.secondary,
        anchor: .right)
    }
    scene.background.polyline(
      [Point(area.minX, area.minY), Point(area.maxX, area.minY)],
      stroke: Stroke(theme.rule, width: 1))
    for (place, text) in zip(xTicks.places, xTicks.texts) {
      scene.background.polyline(
        [Point(place, area.minY), Point(place, area.minY - 4)], stroke: Stroke(theme.rule, width: 1)
      )
      scene.background.text(
        TextSpec(text, size: Self.size), at: Point(place, area.minY - 15), color: theme.secondary,
        anchor: .center)
    }
    try drawTitles(on: &scene, worker)
  }

  private func drawTitles(on scene: inout Scene, _ worker: RenderWorker) throws {
    func named(_ title: String, _ unit: String) -> String {
      unit.isEmpty || title.isEmpty ? title + unit : "\(title) (\(unit))"
    }
    let titles = try TextFitting.fitted(
      [
        .init(
          text: named(request.xTitle, xTicks.unit), sizes: [13, 12], isBold: false,
          width: area.width),
        .init(
          text: named(request.yTitle, yTicks.unit), sizes: [13, 12], isBold: false,
          width: area.width),
      ], worker)
    scene.background.text(
      titles[0], at: Point(area.center.x, area.minY - 37), color: theme.secondary, anchor: .center)
    // The title of the upright axis lies level above it, so that nobody must turn the head.
    scene.background.text(
      titles[1], at: Point(frame.minX, frame.maxY - 7), color: theme.secondary)
  }
}
