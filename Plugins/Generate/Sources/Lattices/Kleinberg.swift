// Kleinberg, "The small-world phenomenon: an algorithmic perspective", STOC 2000.

public import ModuleKit

/// `generate.kleinberg`
public struct Kleinberg: Module {
  public static let manual = Manual(
    name: "generate.kleinberg",
    summary:
      "Draws a map of people who know their neighbours and a few others, far ones more rarely",
    details: """
      `side` times `side` people stand on a lattice. The distance of two is the number of lattice steps \
      between them: |Δx| + |Δy|; with `torus: true` steps over an edge lead to the opposite one. Everybody \
      is tied to all within distance `p`, and draws `q` others, each with a probability proportional to \
      d^-r, d being the distance. With r = 2 people find short chains by what they know of the map; with \
      any other r they do not.

      As in the paper the draws of a person are independent and ties are arcs from who draws to who is \
      drawn, arcs to neighbours both ways. An arc drawn twice, or to a neighbour, counts once, so that \
      there may be less than `q` besides the neighbours. With `directed: false` arcs become ties. \
      Distances are drawn from their exact distribution, at a cost that does not depend on `side`.

      The columns `x` and `y` hold the place, from 0. People are called by the numbers y · side + x.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("x", .integer, "the column of the lattice, from 0"),
      .nodeColumn("y", .integer, "the row of the lattice, from 0"),
    ],
    uses: [.seed],
    references: [
      "Kleinberg, J. (2000). The small-world phenomenon: an algorithmic perspective. STOC, 163-170.",
      "Kleinberg, J. (2000). Navigation in a small world. Nature 406, 845. https://doi.org/10.1038/35022643",
    ],
    complexity: "O(n · (p² + q log side))",
    examples: [
      Example(
        "The lattice alone",
        yaml: "- use: generate.kleinberg\n  with: {side: 2, q: 0, directed: false}",
        expected: [
          .nodes("id,x,y\n0,0,0\n1,1,0\n2,0,1\n3,1,1\n"),
          .edges("source,target\n0,1\n0,2\n1,3\n2,3\n"),
        ])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param(required: "The length of the lattice, and its width", in: 0...) var side: Int
    @Param("The lattice distance within which all know each other", in: 0...) var p = 1
    @Param("The ties that each person draws", in: 0...) var q = 1
    @Param("How fast the probability of a tie falls with distance", in: 0...100) var r = 2.0
    @Param("Whether steps over an edge lead to the opposite one") var torus = false
    @Param("Whether ties have a direction") var directed = true
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var size: PlannedSize {
    let nodes = Double(parameters.side) * Double(parameters.side)
    let reach = Double(parameters.p)
    let local = max(0, min(2 * reach * (reach + 1), nodes - 1)) * (parameters.directed ? 1 : 0.5)
    let drawn = nodes > 1 ? Double(parameters.q) : 0
    return PlannedSize(nodes: nodes, ties: nodes * (local + drawn), parameter: "side")
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    check.report(size.complaints)
    outline = size.outline(Self.manual, isDirected: parameters.directed)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let lattice = Lattice(side: parameters.side, isTorus: parameters.torus)
    let far = FarTies(lattice, exponent: parameters.r)
    let count = lattice.count
    // Chunks of about as many ties, however far neighbours reach.
    let each = max(1, Int(size.ties / Double(max(1, count))))
    let chunks = Array(Chunks.even(count, count: max(1, (count * each) >> 16)).enumerated())
    let cancellation = context.workers.cancellation
    let rows = try context.workers.map(chunks) { number, people in
      var random = context.random("far", replicate: number)
      var ends: [Int32] = []
      for person in people where !cancellation.isCancelled {
        lattice.addNeighbors(of: person, within: parameters.p, both: parameters.directed, &ends)
        if count < 2 { continue }
        for _ in 0..<parameters.q {
          ends.append(Int32(person))
          ends.append(Int32(far.draw(from: person, &random)))
        }
      }
      return ends
    }
    let ties = DrawnTies(isDirected: parameters.directed, rows: rows)
    let numbering = Numbering(count)
    network = try ties.network(numbering, Self.manual.name, on: context.workers)
    let shape = parameters.torus ? "steps over an edge lead to the opposite one" : "plain lattice"
    network.nodes.set(
      "x", numbering.column((0..<count).map { $0 % lattice.side }), convention: shape)
    network.nodes.set(
      "y", numbering.column((0..<count).map { $0 / lattice.side }), convention: shape)
    network.describe(
      "A lattice of \(parameters.side) × \(parameters.side) people (\(shape)), tied within distance "
        + "\(parameters.p) and to \(parameters.q) others each with probability proportional to "
        + "d^-\(decimal(parameters.r))",
      french: "Grille de \(parameters.side) × \(parameters.side) personnes "
        + "(\(parameters.torus ? "tore" : "grille simple")), chacune liée à celles à distance au plus "
        + "\(parameters.p) et à \(parameters.q) autres avec une probabilité proportionnelle à "
        + "d^-\(frenchDecimal(parameters.r))", caption: "Kleinberg, r = \(decimal(parameters.r))",
      Self.manual, context)
  }
}

/// Places on a square lattice, numbered row by row.
struct Lattice: Sendable {
  let side: Int
  let isTorus: Bool
  var count: Int { side * side }

  /// How far one can step from a place along one axis, each place once.
  @inline(__always) func steps(from place: Int) -> ClosedRange<Int> {
    isTorus ? (-(side - 1) / 2)...(side / 2) : (-place)...(side - 1 - place)
  }

  @inline(__always) func number(_ x: Int, _ y: Int, plus dx: Int, _ dy: Int) -> Int {
    isTorus
      ? (y + dy + side) % side * side + (x + dx + side) % side : (y + dy) * side + x + dx
  }

  /// Ties to all within a distance; without `both` one for each pair.
  func addNeighbors(of person: Int, within reach: Int, both: Bool, _ ends: inout [Int32]) {
    let (y, x) = person.quotientAndRemainder(dividingBy: side)
    let (rows, columns) = (steps(from: y), steps(from: x))
    for dy in max(rows.lowerBound, -reach)...min(rows.upperBound, reach) {
      let rest = reach - abs(dy)
      for dx in max(columns.lowerBound, -rest)...min(columns.upperBound, rest) {
        let other = number(x, y, plus: dx, dy)
        guard other > person || both && other != person else { continue }
        ends.append(Int32(person))
        ends.append(Int32(other))
      }
    }
  }
}

/// Draws places with probabilities that fall with lattice distance.
///
/// A distance d is drawn as if there were 4d places at it, as on an endless lattice, then one of these,
/// until the place is on the lattice. At least one in eight is, in its corners too: in a corner are d + 1
/// of 4d places at each distance up to the side, and near ones count most.
struct FarTies: Sendable {
  private let lattice: Lattice
  private let distances: WeightedDraw

  init(_ lattice: Lattice, exponent: Double) {
    self.lattice = lattice
    let most = max(1, lattice.isTorus ? lattice.side / 2 * 2 : 2 * (lattice.side - 1))
    distances = PowerLaw(exponent: exponent - 1, 1...most).draws
  }

  /// - Precondition: there is more than one place.
  func draw(from person: Int, _ random: inout RandomSource) -> Int {
    let (y, x) = person.quotientAndRemainder(dividingBy: lattice.side)
    let (rows, columns) = (lattice.steps(from: y), lattice.steps(from: x))
    while true {
      let distance = distances.draw(&random)
      let (turn, step) = random.next(below: 4 * distance).quotientAndRemainder(
        dividingBy: distance)
      let (along, across) = (distance - step, step)
      // Around the diamond, each side without its end.
      let (dx, dy) =
        switch turn {
        case 0: (along, across)
        case 1: (-across, along)
        case 2: (-along, -across)
        default: (across, -along)
        }
      if columns.contains(dx), rows.contains(dy) {
        return lattice.number(x, y, plus: dx, dy)
      }
    }
  }
}
