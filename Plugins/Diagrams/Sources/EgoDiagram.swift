internal import GraphvizKit
public import ModuleKit

/// `diagram.ego`
public struct EgoDiagram: Module {
  public static let manual = Manual(
    name: "diagram.ego",
    summary: "Draws one person in the middle and others in rings by their distance",
    details: """
      Each ring holds those at one number of links from `ego`, to `links` links. Everyone has a part of \
      the circle for those who are reached through them: strong lines show that way, pale ones the \
      other ties. `color` names a column of groups, such as `community` or a column of texts; people of \
      a group stand side by side. `size` names a numeric column that circle areas show. Named are the \
      ego, then the most important of the first ring and of the others, `labels` in all, where there \
      is room.

      Where a ring is too full for its people, it and those beyond show counts instead: of those \
      reached through one person of the first ring, or of each group, and the caption says so. \
      `direction` says which way arcs are followed.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    complexity: "O(n + m)",
    examples: [
      Example(
        "Around a", network: "a-b a-c c-d d-e",
        yaml: "- id: around\n  use: diagram.ego\n  with: {ego: a, formats: [svg]}",
        expected: [.file("around.svg", contains: "2 people one link away, 1 two links away")])
    ], version: 4)

  public struct Parameters: ParameterSet, OfSlide {
    @Param(required: "The id (or label) of the person in the middle") var ego: String
    @Param("How many links far", in: 1...3) var links = 2
    @Param("The node column of groups that colors show") var color: NodeColumn? = nil
    @Param("The numeric node column that circle areas show") var size: NodeColumn? = nil
    @Param("How many people to name beside the ego", in: 0...100) var labels = 16
    @Param("Which way arcs are followed in a directed network") var direction = Direction.all
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What the colors' heading in the legend says; the column's name when not given")
    var legend: String? = nil
    var slide = SlideParameters(subtitleFrom: "the rings")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    SizeColumn.check(parameters.size, outline, check)
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let ego = try self.ego(network, context)
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    let color = try parameters.color.map {
      try TableColumns(nil, of: network, context).column($0.name, "color")
    }
    let rank = ranking(network.graph, sizes)
    let theme = parameters.theme.theme
    let snapshot = network
    let colors = ColorScale(
      color, name: parameters.color?.name, count: network.graph.nodeCount, theme: theme
    ) { members in
      members.min { rank[$0] < rank[$1] }.map { snapshot.label(of: NodeID($0)) } ?? ""
    }
    let rings = EgoRings(
      around: ego, in: network.graph.adjacency(parameters.direction), links: parameters.links,
      sector: sectors(colors, network.graph.nodeCount), rank: rank,
      scale: EgoPlan(theme.page).scale)
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? sentence(rings, network.graph)
    let figure = try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: theme)
      var scene = Scene(theme: theme)
      try SlideFrame(title: title, subtitle: subtitle, caption: caption(snapshot, rings))
        .draw(on: &scene, worker)
      let drawing = EgoDrawing(
        snapshot, ego: ego, rings: rings, colors: colors,
        colorTitle: parameters.legend ?? parameters.color?.name ?? "", sizes: sizes, rank: rank,
        labels: parameters.labels, noun: parameters.people,
        linksFrom: linksFrom(snapshot.label(of: NodeID(ego)), snapshot.graph), theme: theme, worker)
      try drawing.draw(on: &scene)
      let near = rings.members.filter { $0.ring == 1 }.map(\.node).sorted { rank[$0] < rank[$1] }
      let names = near.prefix(12).map { snapshot.label(of: NodeID($0)) }.joined(separator: ", ")
      let output = SlideOutput(
        title: title,
        description: "Around \(snapshot.label(of: NodeID(ego))): \(subtitle)."
          + (names.isEmpty ? "" : " One link away: \(names)."),
        slide: parameters.slide, context: context)
      return try output.figure(scene, worker)
    }
    network.set(figure)
  }

  /// The node with this id, or else the only one with this label.
  private func ego(_ network: Network, _ context: StageContext) throws -> Int {
    try NamedNodes(network, context).node(parameters.ego, parameter: "ego")
  }

  /// By size, else by the number of ties.
  private func ranking(_ graph: Graph, _ sizes: [Double]?) -> [Int] {
    let adjacency = graph.undirected.outgoing
    let importance =
      sizes ?? (0..<graph.nodeCount).map { Double(adjacency.degree($0)) }
    let order = importance.indices.sorted { a, b in
      let (x, y) = (importance[a], importance[b])
      return (x.isFinite ? -x : .infinity, a) < (y.isFinite ? -y : .infinity, b)
    }
    var rank = [Int](repeating: 0, count: order.count)
    for (position, node) in order.enumerated() { rank[node] = position }
    return rank
  }

  /// The groups with a color, and one sector for all others.
  private func sectors(_ colors: ColorScale, _ count: Int) -> [Int] {
    guard case .groups(let groups) = colors.kind else { return Array(repeating: 0, count: count) }
    var sectors = [Int](repeating: groups.count, count: count)
    for (index, group) in groups.enumerated() {
      for node in group.members { sectors[node] = index }
    }
    return sectors
  }

  // MARK: Words

  private static let numbers = ["one link", "two links", "three links"]

  /// Which way is followed, where the network tells ways apart.
  private func way(_ graph: Graph) -> Direction { graph.isDirected ? parameters.direction : .all }

  private func sentence(_ rings: EgoRings, _ graph: Graph) -> String {
    if rings.members.isEmpty {
      switch way(graph) {
      case .all: return "Nobody is linked with \(parameters.ego)"
      case .out: return "No link leads from \(parameters.ego)"
      case .in: return "No link leads to \(parameters.ego)"
      }
    }
    let counts = rings.counts.enumerated().filter { $0.element > 0 }.map { index, count in
      let who = index == 0 ? Noun(parameters.people).counted(count) : "\(count)"
      return "\(who) \(Self.numbers[index]) away"
    }.joined(separator: ", ")
    switch way(graph) {
    case .all: return counts
    case .out: return "\(counts), by links from \(parameters.ego)"
    case .in: return "\(counts), by links to \(parameters.ego)"
    }
  }

  private func linksFrom(_ name: String, _ graph: Graph) -> String {
    way(graph) == .in ? "links to \(name)" : "links from \(name)"
  }

  private func caption(_ network: Network, _ rings: EgoRings) -> String {
    var notes = ["ring: number of links", "angle: through whom"]
    if network.graph.isDirected, parameters.direction == .all {
      notes[0] += ", direction ignored"
    }
    if let size = parameters.size {
      notes.append("area: \(size.name.replacing("_", with: " "))")
    }
    if let full = rings.firstFull {
      let count = rings.counts[(full - 1)...].reduce(0, +)
      notes.append(
        "\(Noun(parameters.people).counted(count)) at \(full) link\(full == 1 ? "" : "s")"
          + (full < rings.counts.count ? " and more" : "") + " drawn as counts")
    }
    return Caption.text(
      network, columns: [parameters.color?.name, parameters.size?.name].compactMap { $0 },
      closing: notes)
  }
}
