// Watts, Dodds & Newman, "Identity and search in social networks", Science 296, 2002.

internal import Foundation
public import ModuleKit

/// `generate.hierarchy`
public struct Hierarchy: Module {
  public static let manual = Manual(
    name: "generate.hierarchy",
    summary:
      "Draws a network of people who belong to groups in several hierarchies and prefer their like",
    details: """
      Everybody belongs to a group of `group_size` people in each of `hierarchies` hierarchies, such as \
      place and profession. A hierarchy has `levels` levels: one group on top, divided into `branching` \
      parts, each divided again, down to branching^(levels - 1) groups, so that there are group_size · \
      branching^(levels - 1) people. In the first hierarchy people stand in the order of their numbers, \
      in the others in orders drawn independently.

      The distance of two people in a hierarchy is 1 in one group, and else the number of levels up from \
      their groups to the part that holds both, plus 1; it is at most `levels`. Ties are drawn as in the \
      paper: a person, a hierarchy, a distance x with probability proportional to exp(-`alpha` x), and \
      somebody at that distance in that hierarchy, all with equal chances. That is repeated until people \
      have `mean_degree` ties on the average; a tie that is there already is drawn again. Where that takes \
      more than 50 draws for each tie, because all near ones are there, it ends with a warning.

      The columns `group_1`, `group_2`, … hold the groups, from 0. Groups divided by branching, rounded \
      down, are the parts that hold them. The columns `path_1`, `path_2`, … say the same from the largest \
      part to the group, each by its number within the part above, such as `1/0/1`: chains.search compares \
      them with `distance: hierarchy`. People are called by the numbers from 0.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("group_1", .integer, "the group in the first hierarchy, and so on"),
      .nodeColumn("path_1", .text, "the parts that hold it, from the largest down, and so on"),
    ],
    uses: [.seed],
    references: [
      "Watts, D., Dodds, P. & Newman, M. (2002). Identity and search in social networks. Science 296, 1302-1305. https://doi.org/10.1126/science.1070120"
    ],
    complexity: "O(n · (hierarchies + mean_degree))",
    examples: [
      Example(
        "Two groups of two in one hierarchy, everybody tied",
        yaml: """
          - use: generate.hierarchy
            with: {branching: 2, levels: 2, group_size: 2, hierarchies: 1, mean_degree: 3}
          """,
        expected: [
          .nodes("id,group_1,path_1\n0,0,0\n1,0,0\n2,1,1\n3,1,1\n"),
          .edges("source,target\n0,1\n0,2\n0,3\n1,2\n1,3\n2,3\n"),
        ])
    ], version: 3)

  public struct Parameters: ParameterSet {
    @Param("The hierarchies", in: 1...100) var hierarchies = 2
    @Param("The parts that each part of a hierarchy is divided into", in: 2...) var branching = 2
    @Param("The levels of a hierarchy, groups being the lowest", in: 1...) var levels = 8
    @Param("The people in a group", in: 1...) var groupSize = 100
    @Param("How much people prefer those who are near; 0 not at all", in: -100...100) var alpha =
      1.0
    @Param("The mean number of ties of a person", in: 0...) var meanDegree = 10.0
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var size: PlannedSize {
    var nodes = Double(parameters.groupSize)
    for _ in 1..<max(1, min(parameters.levels, 70)) { nodes *= Double(parameters.branching) }
    let ties = (nodes * parameters.meanDegree / 2).rounded()
    return PlannedSize(
      nodes: nodes, ties: nodes > 1 ? ties : 0, parameter: "levels",
      modelBytes: 32 * ties + 16 * nodes * Double(parameters.hierarchies))
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let size = size
    let pairs = PairNumbers.total(size.nodes, isDirected: false)
    if size.ties > pairs {
      check.report([
        .range(
          "mean_degree",
          "at most \(decimal(size.nodes - 1)), as there are \(decimal(size.nodes)) people",
          decimal(parameters.meanDegree))
      ])
    }
    check.report(size.complaints)
    outline = size.outline(Self.manual, isDirected: false)
    for hierarchy in 1...parameters.hierarchies {
      outline.addNodeColumn("group_\(hierarchy)", .integer)
      outline.addNodeColumn("path_\(hierarchy)", .text)
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let size = size
    let (count, wanted) = (Int(size.nodes), Int(size.ties))
    let tree = GroupTree(
      groupSize: parameters.groupSize, branching: parameters.branching,
      levels: parameters.levels)
    let orders = try context.workers.map(Array(0..<parameters.hierarchies)) { hierarchy in
      Order(count, hierarchy == 0 ? nil : context.random("order", replicate: hierarchy))
    }
    let drawing = TieDrawing(
      tree: tree, orders: orders, count: count, alpha: parameters.alpha)
    let ends = try drawing.draw(wanted, context.random("ties"), context.workers)
    if ends.count / 2 < wanted {
      context.warn(
        "too-few-ties",
        "\(ends.count / 2) ties were found instead of \(wanted): nearly all near ones are there",
        parameter: "mean_degree", help: "choose larger groups, fewer ties or a smaller alpha")
    }
    let numbering = Numbering(count)
    network = try DrawnTies(rows: [ends]).network(
      numbering, Self.manual.name, on: context.workers)
    let paths = GroupPaths(branching: parameters.branching, levels: parameters.levels)
    for (hierarchy, order) in orders.enumerated() {
      let groups = order.places.map { Int($0) / parameters.groupSize }
      network.nodes.set(
        "group_\(hierarchy + 1)", numbering.column(groups),
        convention: "the group, from 0; parts of \(parameters.branching) groups on each level above"
      )
      network.nodes.set(
        "path_\(hierarchy + 1)", paths.column(numbering.numbers.map { groups[Int($0)] }),
        convention: "the parts that hold the group, from the largest down")
    }
    network.describe(
      "A random network of \(count) people in \(parameters.hierarchies) hierarchies with "
        + "\(parameters.levels) levels, branching \(parameters.branching) and groups of "
        + "\(parameters.groupSize), alpha \(decimal(parameters.alpha))",
      french: "Réseau aléatoire de \(count) personnes dans \(parameters.hierarchies) "
        + "hiérarchie\(parameters.hierarchies < 2 ? "" : "s") de \(parameters.levels) niveaux, "
        + "facteur de branchement \(parameters.branching), groupes de \(parameters.groupSize), "
        + "alpha \(frenchDecimal(parameters.alpha))",
      caption: "Watts–Dodds–Newman, α = \(decimal(parameters.alpha))", Self.manual, context)
  }
}

/// The places of people in a hierarchy, and who stands at each.
private struct Order: Sendable {
  let places: [Int32]
  let people: [Int32]

  /// - Parameter random: nil for the order of numbers.
  init(_ count: Int, _ random: RandomSource?) {
    var people = (0..<Int32(count)).map { $0 }
    if var random { random.shuffle(&people) }
    var places = people
    for (place, person) in people.enumerated() { places[Int(person)] = Int32(place) }
    (self.places, self.people) = (places, people)
  }
}

/// A hierarchy of groups over consecutive places.
struct GroupTree: Sendable {
  /// The people in a part at each level: one group, the parts of `branching` groups, and so on.
  let sizes: [Int]

  init(groupSize: Int, branching: Int, levels: Int) {
    var sizes = [groupSize]
    while sizes.count < levels { sizes.append(sizes[sizes.count - 1] * branching) }
    self.sizes = sizes
  }

  /// How many stand at distance x, from 1, of anyone.
  func others(at distance: Int) -> Int {
    distance == 1 ? sizes[0] - 1 : sizes[distance - 1] - sizes[distance - 2]
  }

  /// Somebody at distance x of a place.
  func draw(from place: Int, at distance: Int, _ random: inout RandomSource) -> Int {
    let part = place / sizes[distance - 1] * sizes[distance - 1]
    let size = distance == 1 ? 1 : sizes[distance - 2]
    let own = place / size * size
    let other = part + random.next(below: others(at: distance))
    return other < own ? other : other + size
  }
}

/// Groups as paths from the largest part down: `1/0/1`.
private struct GroupPaths {
  let branching: Int
  let levels: Int

  private func path(_ group: Int) -> String {
    var (rest, parts) = (group, [String]())
    for _ in 1..<max(2, levels) {
      parts.append(String(rest % branching))
      rest /= branching
    }
    return parts.reversed().joined(separator: "/")
  }

  /// - Parameter groups: of each node.
  func column(_ groups: [Int]) -> Column {
    let paths = (0...(groups.max() ?? 0)).map(path)
    return .texts(groups.map { Optional(paths[$0]) })
  }
}

private struct TieDrawing {
  let tree: GroupTree
  let orders: [Order]
  let count: Int
  private let distances: WeightedDraw

  init(tree: GroupTree, orders: [Order], count: Int, alpha: Double) {
    (self.tree, self.orders, self.count) = (tree, orders, count)
    let possible = (1...tree.sizes.count).filter { tree.others(at: $0) > 0 }
    // Relative to the likeliest distance, so that not all weights vanish.
    let likeliest = (alpha >= 0 ? possible.first : possible.last) ?? 1
    let weights = (1...tree.sizes.count).map {
      tree.others(at: $0) > 0 ? exp(-alpha * Double($0 - likeliest)) : 0
    }
    distances = WeightedDraw(first: 1, weights: weights)
  }

  /// - Returns: both ends of each tie, in turn.
  func draw(
    _ wanted: Int, _ random: RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Int32] {
    var random = random
    var joined = EdgeSet(capacity: wanted)
    var ends: [Int32] = []
    ends.reserveCapacity(2 * wanted)
    var left = 50 * wanted
    while joined.count < wanted, left > 0 {
      if left & 0xffff == 0 {
        try workers.checkCancelled()
        workers.tell(share: Double(joined.count) / Double(wanted))
      }
      left -= 1
      let person = random.next(below: count)
      let order = orders[random.next(below: orders.count)]
      let distance = distances.draw(&random)
      let place = tree.draw(from: Int(order.places[person]), at: distance, &random)
      let other = order.people[place]
      guard joined.insert(EdgeSet.tie(Int32(person), other)) else { continue }
      ends.append(Int32(person))
      ends.append(other)
    }
    return ends
  }
}
