internal import GraphLayout
internal import ModuleKit

/// Where the nodes of the explorable figure lie: each component by springs, side by side on shelves.
struct NetworkPlaces {
  private(set) var x: [Double]
  private(set) var y: [Double]
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// The places that slides have, when `diagram.layout` has told them of everybody.
  init?(_ network: Network) {
    guard let xs = network.nodes["layout_x"], let ys = network.nodes["layout_y"],
      xs.type == .number, ys.type == .number
    else { return nil }
    (x, y) = (xs.asNumbers, ys.asNumbers)
    guard (x + y).allSatisfy(\.isFinite) else { return nil }
    height = Self.room * Double(max(1, x.count)).squareRoot()
    width = 1.6 * height
    for node in x.indices {
      // The page's second axis points down.
      (x[node], y[node]) = (x[node] * height, (1 - y[node]) * height)
    }
  }

  /// - Parameter color: the column whose groups become islands, as on slides.
  init(
    _ network: Network, color: String?, _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) {
    let graph = network.graph
    let pulls = GroupPulls(
      graph: graph, strengths: network.drawnStrengths,
      groups: network.nodes[color ?? "community"].map(Self.numbers)
    ).values
    x = [Double](repeating: 0, count: graph.nodeCount)
    y = x
    let components = try graph.weakComponents(on: workers)
    // The largest first.
    let members = components.members
    var edges = [[Int]](repeating: [], count: members.count)
    for edge in 0..<graph.edgeCount {
      edges[components.labels[Int(graph.sources[edge])]].append(edge)
    }
    let sides = members.map { Double($0.count).squareRoot() * Self.room }
    let area = sides.reduce(0) { $0 + ($1 + Self.gap) * ($1 + Self.gap) }
    let shelf = max(sides.first ?? 0, (area * Self.shape).squareRoot())
    var (left, top, row) = (0.0, 0.0, 0.0)
    for (component, side) in sides.enumerated() {
      try workers.checkCancelled()
      if left > 0, left + side > shelf { (left, top, row) = (0, top + row + Self.gap, 0) }
      let nodes = members[component]
      let places = try Self.springs(graph, pulls, nodes, edges[component], &random, workers)
      let spread = Self.fitted(places, side)
      for (node, place) in zip(nodes, spread) {
        (x[node], y[node]) = (left + place.x, top + place.y)
      }
      width = max(width, left + (spread.map(\.x).max() ?? 0))
      height = max(height, top + (spread.map(\.y).max() ?? 0))
      left += side + Self.gap
      row = max(row, side)
    }
  }

  /// The side that a node has to itself, between components, and width by height of the figure.
  private static let (room, gap, shape) = (20.0, 24.0, 1.8)

  /// A number for each group, in the order of their first nodes; -1 for none.
  private static func numbers(_ column: Column) -> [Int] {
    var known: [String: Int] = [:]
    return (0..<column.count).map { node in
      guard let text = column.text(at: node) else { return -1 }
      if let number = known[text] { return number }
      known[text] = known.count
      return known.count - 1
    }
  }

  private static func springs(
    _ graph: Graph, _ pulls: [Double], _ nodes: [Int], _ edges: [Int],
    _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> Places {
    if nodes.count < 3 {
      return Places(x: nodes.indices.map { Float($0) }, y: nodes.map { _ in 0 })
    }
    // Members are in ascending order: their number is found by halving.
    func number(_ node: NodeID) -> NodeID {
      var (low, high) = (0, nodes.count)
      while low < high {
        let middle = (low + high) / 2
        if nodes[middle] < Int(node) { low = middle + 1 } else { high = middle }
      }
      return NodeID(low)
    }
    let ends = edges.map { (number(graph.sources[$0]), number(graph.targets[$0])) }
    let springs = SpringGraph(
      nodeCount: nodes.count, ends: ends, strengths: edges.map { Float(pulls[$0]) })
    return try ForceLayout(springs).places(&random, workers)
  }

  /// Moved to the corner, its wider side on the horizontal and as long as `side`.
  private static func fitted(_ places: Places, _ side: Double) -> [(x: Double, y: Double)] {
    guard let left = places.x.min(), let right = places.x.max(), let low = places.y.min(),
      let high = places.y.max()
    else { return [] }
    let (wide, tall) = (Double(right - left), Double(high - low))
    let scale = max(wide, tall) > 0 ? side / max(wide, tall) : 0
    return places.x.indices.map { node in
      let (a, b) = (Double(places.x[node] - left) * scale, Double(places.y[node] - low) * scale)
      return wide >= tall ? (a, b) : (b, a)
    }
  }
}
