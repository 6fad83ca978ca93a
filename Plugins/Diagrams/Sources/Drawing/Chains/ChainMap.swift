internal import GraphvizKit
internal import ModuleKit

/// The network around chains, pale, and the ways through it.
struct ChainMap {
  /// A way over the map.
  struct Way {
    enum Style {
      case strong
      /// One that is told, not taken.
      case dashed
      /// One beside the way that the slide is about.
      case thin
    }
    let people: [Chain.Person]
    let style: Style
    /// The people to name, by their position, the most important first.
    let named: [Int]
  }
  let network: Network
  let theme: Theme
  let panel: Rect
  private let surroundings: ChainSurroundings
  /// Of the surroundings, where nothing is marked.
  private let radii: [Double]
  private var place: [Int: Int] = [:]

  /// - Parameter people: who is to be on the map.
  init(
    _ network: Network, around people: [Chain.Person], sizes: [Double]?, panel: Rect, theme: Theme
  ) {
    (self.network, self.theme, self.panel) = (network, theme, panel)
    let around = ChainSurroundings(network.graph, around: people.compactMap(\.node))
    surroundings = around
    for (index, node) in around.nodes.enumerated() { place[node] = index }
    let named = Set(people.compactMap(\.node))
    radii = zip(
      around.nodes,
      SizeScale(
        sizes.map { sizes in around.nodes.map { sizes[$0] } }, count: around.nodes.count,
        area: panel.width * panel.height
      ).radii
    ).map { named.contains($0) ? max(6, $1 * 0.8) : $1 * 0.8 }
  }

  /// Who is not drawn, for the caption.
  var note: String? {
    surroundings.nodes.count < network.graph.nodeCount
      ? "drawn are the \(surroundings.nodes.count) people nearest to the chain, "
        + "of \(network.graph.nodeCount)" : nil
  }

  func layout(_ context: StageContext) throws -> [Point] {
    var random = context.random("layout")
    return try networkLayout.positions(&random, context.workers)
  }

  private var networkLayout: NetworkLayout {
    let graph = surroundings.graph
    return NetworkLayout(
      graph: graph, strengths: Array(repeating: 1, count: graph.edgeCount), groups: nil,
      radii: radii, panel: panel, stretch: 2.2 * (316 / panel.height).squareRoot(), evenness: 0.55)
  }

  /// How people are placed, for the caption.
  func layoutNote(_ context: StageContext) -> String {
    "layout: \(networkLayout.method), seed \(context.studySeed)"
  }

  /// A chain is read as it is written.
  func leftToRight(_ points: [Point], _ people: [Chain.Person]) -> [Point] {
    let nodes = people.compactMap(spot)
    guard let first = nodes.first, let last = nodes.last, points[first].x > points[last].x else {
      return points
    }
    return points.map { Point(panel.minX + panel.maxX - $0.x, $0.y) }
  }

  private func spot(_ person: Chain.Person) -> Int? { person.node.flatMap { place[$0] } }

  // MARK: Drawing

  /// The ways are painted one over the other: the most important one comes last.
  func draw(
    _ ways: [Way], at points: [Point], on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    var radii = radii
    for way in ways {
      for person in way.people {
        guard let node = spot(person) else { continue }
        radii[node] = max(way.style == .thin ? 6 : 9, radii[node])
      }
    }
    drawContext(ways, points, radii, on: &scene)
    var references: [Int: Scene.NodeID] = [:]
    for way in ways.reversed() { drawPeople(way, points, radii, &references, on: &scene) }
    for way in ways { drawTies(way, points, radii, references, on: &scene) }
    try drawNames(ways, points, radii, on: &scene, worker)
  }

  /// The ties of a way of which both ends are drawn.
  private func ties(_ way: Way) -> [(Int, Int)] {
    let nodes = way.people.map(spot)
    return zip(nodes, nodes.dropFirst()).compactMap { a, b in
      guard let a, let b else { return nil }
      return (a, b)
    }
  }

  /// The network around goes into the background, so that the ways run over all of it.
  private func drawContext(
    _ ways: [Way], _ points: [Point], _ radii: [Double], on scene: inout Scene
  ) {
    let marked = Set(ways.flatMap { $0.people.compactMap(spot) })
    let ways = Set(ways.flatMap { ties($0).map { [min($0.0, $0.1), max($0.0, $0.1)] } })
    let graph = surroundings.graph
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if a == b || ways.contains([min(a, b), max(a, b)]) { continue }
      scene.background.curve(
        CubicBezier(from: points[a], to: points[b], bend: 0.1),
        stroke: Stroke(theme.dimmedEdge, width: 0.7))
    }
    for node in points.indices where !marked.contains(node) {
      scene.background.circle(
        center: points[node], radius: radii[node], fill: theme.dimmedNode,
        stroke: Stroke(theme.background, width: 0.8))
    }
  }

  private func color(_ position: Int, of way: Way) -> Color {
    if position == 0 || position == way.people.count - 1 { return theme.strong }
    return way.style == .strong
      ? theme.companion : theme.companion.tint(0.5, over: theme.background)
  }

  private func drawPeople(
    _ way: Way, _ points: [Point], _ radii: [Double], _ references: inout [Int: Scene.NodeID],
    on scene: inout Scene
  ) {
    for (position, person) in way.people.enumerated() {
      guard let node = spot(person), references[node] == nil else { continue }
      references[node] = scene.node(
        at: points[node], diameter: 2 * radii[node], fill: color(position, of: way),
        outline: Stroke(theme.background, width: 2), name: person.name)
    }
  }

  private func curve(_ a: Int, _ b: Int, _ points: [Point]) -> CubicBezier {
    CubicBezier(from: points[a], to: points[b], bend: 0.06)
  }

  private func drawTies(
    _ way: Way, _ points: [Point], _ radii: [Double], _ references: [Int: Scene.NodeID],
    on scene: inout Scene
  ) {
    let stroke =
      switch way.style {
      case .strong: Stroke(theme.accent, width: 4)
      case .dashed: Stroke(theme.bridge, width: 2.6, pattern: .dashed)
      case .thin: Stroke(theme.companion, width: 1.8)
      }
    for (a, b) in ties(way) {
      guard let from = references[a], let to = references[b] else { continue }
      let shown = curve(a, b, points).trimmed(startGap: radii[a] + 1, endGap: radii[b] + 1)
      scene.edge(from, to, stroke: stroke, curve: shown)
    }
  }

  // MARK: Names

  /// A low map has less room.
  private var nameSize: Double { panel.height < 280 ? 13 : 15 }

  private func drawNames(
    _ ways: [Way], _ points: [Point], _ radii: [Double], on scene: inout Scene,
    _ worker: RenderWorker
  ) throws {
    var named: [(name: String, node: Int, isBold: Bool)] = []
    for way in ways.reversed() {
      for position in way.named {
        guard let node = spot(way.people[position]), !named.contains(where: { $0.node == node })
        else { continue }
        named.append((way.people[position].name, node, way.style != .thin))
      }
    }
    let specs = try TextFitting.fitted(
      named.map {
        .init(
          text: $0.name, sizes: [$0.isBold ? nameSize : 12], isBold: $0.isBold, width: 180)
      }, worker)
    let places = try labelPlacement(ways, points, radii).places(
      for: specs, beside: named.map { (points[$0.node], radii[$0.node]) }, worker)
    for (text, place) in zip(specs, places) {
      guard let place else { continue }
      scene.label(text, at: place, theme)
    }
  }

  private func labelPlacement(
    _ ways: [Way], _ points: [Point], _ radii: [Double]
  ) -> LabelPlacement {
    // The ways are looked at closely: no name should lie on them. One may on a thin way, as a name
    // far from its person is worse.
    let pieces = ways.filter { $0.style != .thin }.flatMap { way in
      ties(way).flatMap { a, b in
        let curve = curve(a, b, points)
        let parts = (0..<12).map { piece in
          (curve.point(at: Double(piece) / 12), curve.point(at: Double(piece + 1) / 12))
        }
        return parts + parts
      }
    }
    let marked = Set(ways.flatMap { $0.people.compactMap(spot) })
    // Names may lie on people who are only there for context, but better do not.
    let context = points.indices.filter { !marked.contains($0) }.map { (points[$0], points[$0]) }
    return LabelPlacement(
      circles: marked.sorted().map { (points[$0], radii[$0]) }, edges: pieces + context,
      panel: Rect(
        panel.minX - 28, panel.minY - 18, min(panel.maxX + 28, theme.page.width - 20),
        panel.maxY + 14),
      keepsNear: true)
  }
}
