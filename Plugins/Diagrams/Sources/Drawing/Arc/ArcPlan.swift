internal import GraphvizKit
internal import ModuleKit

/// Who is drawn in an arc diagram, in which order, and what joins them.
struct ArcPlan {
  struct Person {
    let name: String
    /// How many ties the person has, with people who are not drawn as well; not with himself.
    let ties: Int
    let color: Color
    let shape: NodeShape
    let isHollow: Bool
    /// Differs from that of a neighbor where another group begins.
    let block: Int
  }
  /// From above to below.
  let people: [Person]
  /// By places in ``people``.
  let arcs: [Arc]
  let isDirected: Bool
  let hasWidths: Bool
  /// Of the people drawn; nil without a column of groups.
  let colors: ColorScale?
  /// Members of each group who are drawn, in the order of the legend.
  let entries: [(group: ColorScale.Group, count: Int)]
  let totalPeople, totalTies, loops: Int
  /// The sum of all lengths as a share of that in the order of the network; NaN without arcs.
  let shortened: Double

  init(
    _ network: Network, _ parameters: ArcDiagram.Parameters, theme: Theme, _ context: StageContext
  ) throws {
    let graph = network.graph
    let values = try Self.values(network, parameters, context)
    var ties = [Int](repeating: 0, count: graph.nodeCount)
    for edge in 0..<graph.edgeCount where graph.sources[edge] != graph.targets[edge] {
      ties[Int(graph.sources[edge])] += 1
      ties[Int(graph.targets[edge])] += 1
    }
    let ranked = ties.indices.sorted { (ties[$0], $1) > (ties[$1], $0) }
    let shown = ranked.prefix(parameters.most).sorted()
    let groups = try parameters.group.map {
      try NodeGroups.read($0.name, "group", of: network, context)
    }
    let colors = try Self.colors(network, parameters, theme, context)
    let arcs = Self.arcs(network, values, shown)
    let blocks = shown.map { node in
      groups.map { $0.groupOfNode[node] ?? $0.groups.count } ?? 0
    }
    let order: [Int]
    if let by = parameters.by {
      order = try Self.sorted(shown, by: by.name, network, context)
      shortened = .nan
    } else {
      try context.workers.checkCancelled()
      let search = ArcOrder(count: shown.count, blocks: blocks, arcs: arcs)
      order = search.best()
      shortened = search.length(order) / search.length(Array(shown.indices))
    }
    people = order.map { index in
      let node = shown[index]
      return Person(
        name: network.label(of: NodeID(node)), ties: ties[node],
        color: colors?.colors[node] ?? theme.strong,
        shape: colors?.shape(of: node, theme) ?? .circle,
        isHollow: colors?.missing.contains(node) ?? false, block: blocks[index])
    }
    var placeOf = [Int](repeating: 0, count: shown.count)
    for (place, index) in order.enumerated() { placeOf[index] = place }
    self.arcs = arcs.map { Arc(placeOf[$0.from], placeOf[$0.to], $0.value) }
    entries = Self.entries(colors, Set(shown))
    self.colors = colors
    (isDirected, hasWidths) = (graph.isDirected, Set(arcs.map(\.value)).count > 1)
    (totalPeople, totalTies) = (graph.nodeCount, graph.edgeCount)
    loops = (0..<graph.edgeCount).count { graph.sources[$0] == graph.targets[$0] }
  }

  private static func values(
    _ network: Network, _ parameters: ArcDiagram.Parameters, _ context: StageContext
  ) throws -> [Double] {
    if let column = parameters.width {
      guard let values = network.edges[column.name] else {
        throw context.error(
          "unknown-column", "the network has no edge column '\(column.name)'", parameter: "width",
          help: Suggestion.help(
            for: column.name, among: network.edges.names, kind: "edge columns"))
      }
      return try TieValues.usable(values, column.name, "tie", parameter: "width", context)
    }
    return network.weight == nil
      ? Array(repeating: 1, count: network.graph.edgeCount) : network.drawnStrengths
  }

  private static func colors(
    _ network: Network, _ parameters: ArcDiagram.Parameters, _ theme: Theme,
    _ context: StageContext
  ) throws -> ColorScale? {
    guard let name = parameters.group?.name, let column = network.nodes[name] else { return nil }
    // Whole numbers are groups here, not an amount: as texts they have one color each.
    let texts =
      column.type == .text || ColorScale.numbersGroups(name)
      ? column : .texts((0..<column.count).map { column.text(at: $0) })
    let graph = network.graph
    func ties(_ node: Int) -> Int {
      graph.outgoing.degree(node) + (graph.isDirected ? graph.incoming.degree(node) : 0)
    }
    return ColorScale(texts, name: name, count: graph.nodeCount, theme: theme) { members in
      members.max { (ties($0), -$0) < (ties($1), -$1) }.map { network.label(of: NodeID($0)) } ?? ""
    }
  }

  /// Ties of two people as one; of an undirected pair both ways.
  private static func arcs(_ network: Network, _ values: [Double], _ shown: [Int]) -> [Arc] {
    let graph = network.graph
    var rowOf = [Int: Int](minimumCapacity: shown.count)
    for (row, node) in shown.enumerated() { rowOf[node] = row }
    var sums: [[Int]: Double] = [:]
    for edge in 0..<graph.edgeCount {
      guard let a = rowOf[Int(graph.sources[edge])], let b = rowOf[Int(graph.targets[edge])],
        a != b
      else { continue }
      let key = graph.isDirected ? [a, b] : [min(a, b), max(a, b)]
      sums[key] = min(sums[key, default: 0] + values[edge], .greatestFiniteMagnitude)
    }
    return sums.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map {
      Arc($0[0], $0[1], sums[$0] ?? 0)
    }
  }

  /// By a column: numbers by size, texts by name, those without a value last.
  private static func sorted(
    _ shown: [Int], by name: String, _ network: Network, _ context: StageContext
  ) throws -> [Int] {
    let texts: (Int) -> String?
    if name == "id", network.nodes[name] == nil {
      texts = { network.ids[$0] }
    } else {
      guard let column = network.nodes[name] else {
        throw context.error(
          "unknown-column", "the network has no node column '\(name)'", parameter: "by",
          help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
      }
      if column.type != .text, column.type != .boolean {
        let numbers = column.asNumbers
        return shown.indices.sorted {
          let (a, b) = (numbers[shown[$0]], numbers[shown[$1]])
          if a.isNaN || b.isNaN { return a.isNaN == b.isNaN ? $0 < $1 : b.isNaN }
          return (a, $0) < (b, $1)
        }
      }
      texts = { column.text(at: $0) }
    }
    return shown.indices.sorted {
      switch (texts(shown[$0]), texts(shown[$1])) {
      case (let a?, let b?): (a, $0) < (b, $1)
      case (nil, nil): $0 < $1
      case (let a, _): a != nil
      }
    }
  }

  private static func entries(
    _ colors: ColorScale?, _ shown: Set<Int>
  ) -> [(group: ColorScale.Group, count: Int)] {
    guard case .groups(let groups) = colors?.kind else { return [] }
    return groups.map { ($0, $0.members.count { shown.contains($0) }) }.filter { $0.1 > 0 }
  }
}
