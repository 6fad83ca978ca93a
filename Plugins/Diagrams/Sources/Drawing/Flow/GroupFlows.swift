public import ModuleKit

/// Whether ribbons from a group to itself are drawn.
public enum InsideFlow: String, ParameterChoice { case drawn, told }

/// What runs from each group to each: those that have a name on the slide, and the rest as one.
struct GroupFlows {
  /// Largest first; the rest, if there is one, is last.
  let names: [String]
  let hasRest: Bool
  /// From row to column; in undirected networks symmetric, with what is inside counted once.
  let matrix: [[Double]]
  let isDirected: Bool
  let drawsInside: Bool
  /// Of the rest.
  let folded: (groups: Int, people: Int)
  let groupCount, people, withoutGroup: Int
  /// Of all that has two groups, the share inside one: between two of the rest is not inside. NaN where
  /// nothing runs.
  let shareInside: Double
  /// What is not drawn because an end has no group, or both ends are one person.
  let tiesWithoutGroup, loops: Int

  init(_ network: Network, _ parameters: FlowDiagram.Parameters, _ context: StageContext) throws {
    let all = try NodeGroups.read(parameters.group.name, "group", of: network, context)
    let values = try TieValues.read(parameters.sum, of: network, context)
    let ties = GroupTies(
      network.graph, groupOfNode: all.groupOfNode, count: all.groups.count, values: values)
    if !(4 * values.reduce(0, +)).isFinite {
      throw context.error(
        "sum-too-large",
        "all values of '\(parameters.sum?.name ?? "weight")' together are more than a number can hold",
        parameter: "sum", help: "divide them by something large before")
    }
    let ranked = all.groups.indices.sorted { (ties.touching[$0], $1) > (ties.touching[$1], $0) }
    // A rest of one group would hide its name and save no room.
    let most = ranked.count == parameters.most + 1 ? ranked.count : parameters.most
    let (shown, rest) = (ranked.prefix(most), ranked.dropFirst(most))
    names =
      shown.map { all.groups[$0].name } + (rest.isEmpty ? [] : [Noun("others").counted(rest.count)])
    hasRest = !rest.isEmpty
    folded = (rest.count, rest.reduce(0) { $0 + all.groups[$1].members.count })
    var rowOf = [Int](repeating: shown.count, count: ranked.count)
    for (row, group) in shown.enumerated() { rowOf[group] = row }
    isDirected = network.graph.isDirected
    matrix = Self.matrix(ties, rowOf, count: names.count, isDirected: network.graph.isDirected)
    let inside = all.groups.indices.reduce(0) { $0 + ties.inside($1) }
    shareInside = inside / ties.flows.keys.sorted().reduce(0) { $0 + (ties.flows[$1] ?? 0) }
    drawsInside = parameters.inside == .drawn
    (groupCount, withoutGroup) = (all.groups.count, all.missing)
    people = all.groups.reduce(0) { $0 + $1.members.count }
    let graph = network.graph
    loops = (0..<graph.edgeCount).count { graph.sources[$0] == graph.targets[$0] }
    tiesWithoutGroup = (0..<graph.edgeCount).count { edge in
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      return a != b && (all.groupOfNode[a] == nil || all.groupOfNode[b] == nil)
    }
  }

  private static func matrix(
    _ ties: GroupTies, _ rowOf: [Int], count: Int, isDirected: Bool
  ) -> [[Double]] {
    var matrix = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
    for pair in ties.flows.keys.sorted() {
      let (a, b) = (rowOf[pair.from], rowOf[pair.to])
      let value = ties.flows[pair] ?? 0
      matrix[a][b] += value
      if !isDirected, a != b { matrix[b][a] += value }
    }
    return matrix
  }

  func isRest(_ group: Int) -> Bool { hasRest && group == names.count - 1 }

  // MARK: Totals

  func inside(_ group: Int) -> Double { matrix[group][group] }

  /// To other groups.
  func given(_ group: Int) -> Double {
    matrix[group].indices.reduce(0) { $1 == group ? $0 : $0 + matrix[group][$1] }
  }

  /// From other groups.
  func received(_ group: Int) -> Double {
    matrix.indices.reduce(0) { $1 == group ? $0 : $0 + matrix[$1][group] }
  }

  /// From one group with a name to another, largest first; in undirected networks each pair once.
  var largest: [(from: Int, to: Int, value: Double)] {
    let rows = names.indices.dropLast(hasRest ? 1 : 0)
    return rows.flatMap { a in
      rows.filter { a != $0 && (isDirected || a < $0) && matrix[a][$0] > 0 }.map {
        (a, $0, matrix[a][$0])
      }
    }.sorted { ($0.2, $1.0, $1.1) > ($1.2, $0.0, $0.1) }
  }

  /// What is drawn.
  var ribbons: [Ribbon] {
    let rows = names.indices
    return rows.flatMap { a in
      rows.filter { matrix[a][$0] > 0 && (drawsInside || a != $0) }.map {
        Ribbon(a, $0, matrix[a][$0])
      }
    }
  }
}
