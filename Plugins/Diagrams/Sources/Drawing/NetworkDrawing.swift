internal import GraphvizKit
internal import ModuleKit

/// One slide of a network, from columns to files.
struct NetworkDrawing {
  /// What is drawn of the network.
  let network: Network
  /// All of it.
  private let whole: Network
  private let extract: NetworkExtract
  /// Nodes that are named first, and those that are not.
  let always: [Int]
  let never: Set<Int>
  let parameters: NetworkDiagram.Parameters
  private let context: StageContext
  let theme: Theme
  var worker: RenderWorker { RenderWorker(theme: theme) }
  /// What circle areas show; nil when there is no such column or it tells nothing apart.
  let sizes: [Double]?
  let radii: [Double]
  let colors: ColorScale
  /// Nodes from the most to the least important: by size, else by degree.
  let ranking: [Int]

  let panel: Rect
  let areas: Page.Keyed
  /// Beyond this many nodes, fine lines and no grounds.
  private static let crowded = 400

  init(
    network: Network, extract: NetworkExtract, sizes: [Double]?, always: [Int], never: Set<Int>,
    parameters: NetworkDiagram.Parameters, context: StageContext
  ) {
    (self.network, whole, self.extract) = (extract.network, network, extract)
    (self.always, self.never) = (always, never)
    (self.parameters, self.context) = (parameters, context)
    let count = network.graph.nodeCount
    let theme = parameters.theme.theme
    self.theme = theme
    areas = theme.page.keyed(width: 208, gap: 28, below: 115, above: 44)
    let panel = NetworkDrawing.panel(areas, theme.page)
    self.panel = panel
    let scale = SizeScale(sizes, count: count, area: panel.width * panel.height)
    self.sizes = scale.isEven ? nil : sizes
    radii = scale.radii
    let graph = network.graph
    let importance =
      self.sizes
      ?? (0..<count).map {
        Double(graph.outgoing.degree($0) + (graph.isDirected ? graph.incoming.degree($0) : 0))
      }
    let order = (0..<count).sorted { a, b in
      let (x, y) = (importance[a], importance[b])
      return (x.isFinite ? -x : .infinity, a) < (y.isFinite ? -y : .infinity, b)
    }
    ranking = order
    var rank = [Int](repeating: 0, count: count)
    for (position, node) in order.enumerated() { rank[node] = position }
    colors = ColorScale(
      parameters.color.flatMap { network.nodes[$0.name] }, name: parameters.color?.name,
      count: count, theme: theme
    ) { members in
      members.min { rank[$0] < rank[$1] }.map { network.label(of: NodeID($0)) } ?? ""
    }
  }

  /// Names need some room around it.
  private static func panel(_ areas: Page.Keyed, _ page: Page) -> Rect {
    let area = areas.drawing
    return Rect(
      area.minX + 12, area.minY, page.hasKeyBelow ? area.maxX - 12 : area.maxX,
      page.height - 94)
  }

  func figure() throws -> Figure {
    let points = try places()
    var scene = Scene(theme: theme)
    let frame = SlideFrame(title: title, subtitle: subtitle, caption: caption)
    try frame.draw(on: &scene, worker)
    if points.isEmpty { EmptyNote.draw("The network is empty", on: &scene) }
    drawGrounds(on: &scene, points)
    drawGraph(on: &scene, points)
    try drawLabels(on: &scene, points)
    try legend.draw(on: &scene, worker)
    let output = SlideOutput(
      title: title, description: description, slide: parameters.slide,
      layout: FigureChecks.Layout(graph: whole.graph, points: points), context: context)
    return try output.figure(scene, worker)
  }

  private var layout: NetworkLayout {
    NetworkLayout(
      graph: network.graph, strengths: network.drawnStrengths, groups: colors.groupOfNode,
      radii: radii, panel: panel)
  }

  /// Where `diagram.layout` has put everybody.
  private var shared: [Point]? { LaidOut.places(network, in: panel) }

  private func places() throws -> [Point] {
    if let shared { return layout.separated(shared) }
    var random = context.random("layout")
    return try layout.positions(&random, context.workers)
  }

  // MARK: Texts

  private var title: String { parameters.title ?? context.study }

  private var counts: String {
    let (n, m) = (whole.graph.nodeCount, whole.graph.edgeCount)
    return "\(Noun(parameters.people).counted(n)), \(Noun(parameters.ties).counted(m))"
  }

  private var subtitle: String {
    if let subtitle = parameters.subtitle { return subtitle }
    let encodings = [
      parameters.color.map { "color = \($0.name)" },
      sizes == nil ? nil : parameters.size.map { "size = \($0.name)" },
    ].compactMap { $0 }.joined(separator: ", ")
    let counts = extract.drawn.map { "\(self.counts), \($0)" } ?? self.counts
    return encodings.isEmpty
      ? counts : "\(counts). \(encodings.prefix(1).uppercased())\(encodings.dropFirst())"
  }

  private var caption: String {
    Caption.text(
      network, columns: shownColumns,
      closing: [
        extract.note,
        shared == nil
          ? "layout: \(layout.method), seed \(context.studySeed)" : nil,
      ].compactMap { $0 })
  }

  /// The columns that the slide shows, each once.
  private var shownColumns: [String] {
    let columns = [parameters.color?.name, parameters.size?.name].compactMap { $0 }
    return columns.count == 2 && columns[0] == columns[1] ? [columns[0]] : columns
  }

  private var description: String {
    let top = ranking.prefix(5).map { network.label(of: NodeID($0)) }
    var text = "A network of \(counts)."
    if case .groups(let groups) = colors.kind {
      let named = groups.filter { !$0.isRest }.map { "\($0.name) (\($0.members.count))" }
      text += " Groups: \(named.joined(separator: ", "))."
    }
    let measure =
      sizes == nil ? "Most ties" : parameters.size.map { "Largest \($0.name)" } ?? "Most ties"
    return top.isEmpty ? text : text + " \(measure): \(top.joined(separator: ", "))."
  }

  // MARK: Graph

  var isCrowded: Bool { network.graph.nodeCount > Self.crowded }

  private func drawGrounds(on scene: inout Scene, _ points: [Point]) {
    guard !isCrowded, case .groups(let groups) = colors.kind else { return }
    for group in groups where !group.isRest && group.members.count > 1 {
      let inside = Set(group.members)
      let shape = GroupShape(
        points: group.members.map { points[$0] }, radii: group.members.map { radii[$0] },
        foreign: points.indices.filter { !inside.contains($0) }.map { points[$0] }, reach: 128)
      shape.draw(on: &scene, color: group.color)
    }
  }

  private func drawGraph(on scene: inout Scene, _ points: [Point]) {
    var references = [Scene.NodeID?](repeating: nil, count: points.count)
    for node in points.indices.sorted(by: { (radii[$0], $0) < (radii[$1], $1) }) {
      references[node] = scene.node(
        at: points[node], diameter: 2 * radii[node] * shape(of: node).evenDiameter,
        shape: shape(of: node), fill: fill(of: node),
        outline: outline(of: node), name: network.label(of: NodeID(node)))
    }
    let graph = network.graph
    let strengths = network.drawnStrengths
    // A few very strong ties must not make all others hairlines or all lines thick.
    let typical = strengths.sorted()[safe: strengths.count * 9 / 10] ?? 1
    let order = (0..<graph.edgeCount).sorted { (strengths[$0], $0) < (strengths[$1], $1) }
    for edge in order {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      guard a != b, let from = references[a], let to = references[b] else { continue }
      let weight = network.weight == nil ? 1 : strengths[edge] / max(typical, 1e-9) * 8
      let style = style(of: (a, b), weight: weight)
      scene.edge(
        from, to, stroke: Stroke(style.color, width: style.width),
        curve: CubicBezier(from: points[a], to: points[b], bend: isCrowded ? 0 : 0.10))
    }
  }

  private func shape(of node: Int) -> NodeShape { colors.shape(of: node, theme) }

  private func fill(of node: Int) -> Color {
    colors.missing.contains(node) ? theme.background : colors.colors[node]
  }

  private func outline(of node: Int) -> Stroke {
    if colors.missing.contains(node) { return Stroke(theme.other, width: isCrowded ? 0.6 : 1.4) }
    return Stroke(theme.outline ?? theme.background, width: isCrowded ? 0.3 : 1.2)
  }

  private func style(
    of ends: (Int, Int), weight: Double
  ) -> (color: Color, width: Double) {
    let groups = colors.groupOfNode
    let isInside = groups.map { $0[ends.0] == $0[ends.1] && $0[ends.0] >= 0 } ?? false
    let color = isInside ? colors.colors[ends.0] : theme.bridge
    if isCrowded { return (color.opacity(isInside ? 0.30 : 0.10), 0.45) }
    let alpha = min(0.75, (isInside ? 0.25 : 0.20) + 0.035 * weight)
    return (color.opacity(alpha), 0.5 + 0.55 * min(weight, 40).squareRoot())
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
