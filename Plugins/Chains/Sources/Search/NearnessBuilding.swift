internal import Foundation
internal import ModuleKit

/// Turns columns into the values that distances are made of.
struct NearnessBuilder {
  private let network: Network
  private let graph: RankedGraph
  private let parameter: String
  private let context: StageContext
  /// One value per node each.
  private var columns: [[Double]] = []
  private var parts: [Nearness.Part] = []

  /// - Parameter parameter: to complain about.
  init(
    _ network: Network, _ graph: RankedGraph, _ parameter: String, _ context: StageContext
  ) {
    (self.network, self.graph) = (network, graph)
    (self.parameter, self.context) = (parameter, context)
  }

  mutating func add(_ entry: ComparedColumns.Entry) throws {
    if let (message, help) = entry.problem {
      throw context.error("wrong-column-count", message, parameter: parameter, help: help)
    }
    let sources = try entry.columns.map { try column($0.name) }
    switch entry.distance {
    case .equal:
      append(.equality, [codes(of: sources[0])], entry.weight)
    case .hierarchy:
      append(.hierarchy, try levels(of: sources, entry.columns[0].name), entry.weight)
    case .difference, .plane:
      let values = try zip(entry.columns, sources).map { try numbers($0.name, $1) }
      let sides = try zip(entry.columns, values).map { try extent($0.name, $1).length }
      append(
        entry.distance == .plane ? .plane : .difference, values, entry.weight,
        largest: sides.reduce(0) { $0 + $1 * $1 }.squareRoot())
    case .greatCircle:
      let points = try directions(entry.columns.map(\.name), sources)
      append(.sphere, points, entry.weight, largest: span(of: points))
    case .lattice, .torus:
      let values = try zip(entry.columns, sources).map { try numbers($0.name, $1) }
      let sides = try zip(entry.columns, values).map { try extent($0.name, $1).length }
      if entry.distance == .lattice {
        append(.lattice, values, entry.weight, largest: max(1, sides[0] + sides[1]))
        return
      }
      let farthest = zip(sides, values).map { halfway(around: $0 + 1, $1) }
      append(.lattice, values, entry.weight, largest: max(1, farthest[0] + farthest[1]))
      parts[parts.count - 1].period = (sides[0] + 1, sides[1] + 1)
    }
  }

  func nearness(_ mixture: DistanceMixture) throws(Cancelled) -> Nearness {
    try Nearness(
      parts, mixture, Profiles(columns, of: graph.nodes), in: graph, on: context.workers)
  }

  private mutating func append(
    _ kind: Nearness.Part.Kind, _ values: [[Double]], _ weight: Double, largest: Double = 1
  ) {
    let start = columns.count
    columns += values
    parts.append(
      Nearness.Part(
        kind: kind, values: start..<columns.count, weight: weight, largest: largest))
  }

  private func column(_ name: String) throws -> Column {
    if let column = network.nodes[name] { return column }
    throw context.error(
      "unknown-column", "the network has no node column '\(name)'", parameter: parameter,
      help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
  }

  // MARK: Numbers

  /// Infinite values are as good as missing: nothing is near to them.
  private func numbers(_ name: String, _ column: Column) throws -> [Double] {
    guard column.type == .number || column.type == .integer else {
      throw context.error(
        "wrong-column-type", "'\(name)' holds no numbers", parameter: parameter,
        help: "use 'distance: equal' or 'distance: hierarchy'")
    }
    return column.asNumbers.map { $0.isFinite ? $0 : .nan }
  }

  private func extent(
    _ name: String, _ values: [Double]
  ) throws -> (least: Double, length: Double) {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values where !value.isNaN { (least, most) = (min(least, value), max(most, value)) }
    if least > most { return (0, 0) }
    // Squares and sums of a few of them must stay numbers.
    guard most - least < 1e150 else {
      throw context.error(
        "values-too-large", "the values of '\(name)' are too far apart to be compared",
        parameter: parameter, help: "use another unit")
    }
    return (least, most - least)
  }

  /// The farthest that two can be apart where values begin again after `period`; whole ones are a whole
  /// number apart.
  private func halfway(around period: Double, _ values: [Double]) -> Double {
    let areWhole = values.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    return min(period - 1, areWhole ? (period / 2).rounded(.down) : period / 2)
  }

  // MARK: The globe

  /// Points on the unit sphere, as x, y and z.
  private func directions(_ names: [String], _ columns: [Column]) throws -> [[Double]] {
    let (latitudes, longitudes) = (
      try numbers(names[0], columns[0]), try numbers(names[1], columns[1])
    )
    for (name, values, most) in [(names[0], latitudes, 90.0), (names[1], longitudes, 360.0)] {
      guard let bad = values.first(where: { $0.magnitude > most }) else { continue }
      throw context.error(
        "not-degrees", "'\(name)' has the value \(decimal(bad)), which is no angle in degrees",
        parameter: parameter, help: "name latitude and longitude, in this order")
    }
    var points = [[Double]](repeating: [], count: 3)
    for (latitude, longitude) in zip(latitudes, longitudes) {
      let (north, east) = (latitude * .pi / 180, longitude * .pi / 180)
      points[0].append(cos(north) * cos(east))
      points[1].append(cos(north) * sin(east))
      // Half a place is none.
      points[2].append(longitude.isNaN ? .nan : sin(north))
    }
    return points
  }

  /// An angle that no two points exceed: twice the largest from the middle of all.
  private func span(of points: [[Double]]) -> Double {
    let known = points[0].indices.filter { !points[0][$0].isNaN }
    let sums = points.map { axis in known.reduce(0) { $0 + axis[$1] } }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // Where points lie all around, there is no middle.
    if length <= 1e-9 * Double(known.count) { return .pi }
    let widest =
      known.map { node in
        let chord = zip(points, sums).reduce(0) { sum, axis in
          let difference = axis.0[node] - axis.1 / length
          return sum + difference * difference
        }
        return 2 * asin(min(1, chord.squareRoot() / 2))
      }.max() ?? 0
    return min(.pi, 2 * widest)
  }

  // MARK: Texts

  /// A number for each text; NaN where there is none.
  private func codes(of column: Column) -> [Double] {
    var interner = Interner()
    return (0..<column.count).map { node in
      column.text(at: node).map { Double(interner.intern($0)) } ?? .nan
    }
  }

  /// A number for the group on each level, which says all above it too.
  ///
  /// Two who belong to nothing smaller than the same group are as near as can be.
  private func levels(of columns: [Column], _ name: String) throws -> [[Double]] {
    let paths = (0..<network.graph.nodeCount).map { path(of: $0, columns) }
    let depth = max(1, paths.map(\.count).max() ?? 1)
    if depth > Self.mostLevels {
      throw context.error(
        "too-many-levels",
        "the column '\(name)' has groups within groups, \(depth) levels deep", parameter: parameter,
        help: "at most \(Self.mostLevels) are compared; '/' divides the levels of a text")
    }
    var levels = [[Double]](repeating: [], count: depth)
    var groups = (0..<depth).map { _ in [Group: Double]() }
    for path in paths {
      var above = -1.0
      for level in 0..<depth {
        if path.isEmpty {
          above = .nan
        } else {
          let group = Group(above: above, name: level < path.count ? path[level] : nil)
          let known = groups[level][group]
          above = known ?? Double(groups[level].count)
          if known == nil { groups[level][group] = above }
        }
        levels[level].append(above)
      }
    }
    return levels
  }

  /// No organisation is deeper, and every level is kept for everybody.
  private static let mostLevels = 64

  private struct Group: Hashable {
    let above: Double
    let name: String?
  }

  /// From the largest group to the smallest; where a column has no value, the path ends.
  private func path(of node: Int, _ columns: [Column]) -> [String] {
    if columns.count == 1 {
      return (columns[0].text(at: node) ?? "").split(separator: "/").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    return columns.map { $0.text(at: node) }.prefix { $0 != nil }.compactMap { $0 }
  }
}
