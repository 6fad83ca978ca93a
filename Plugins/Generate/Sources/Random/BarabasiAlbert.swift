// Barabási & Albert, "Emergence of scaling in random networks", Science 286, 1999.

public import ModuleKit

/// `generate.barabasi_albert`
public struct BarabasiAlbert: Module {
  public static let manual = Manual(
    name: "generate.barabasi_albert",
    summary: "Grows a network in which newcomers prefer those who have many ties",
    details: """
      It begins with `m` + 1 people who all know each other. Then people come one by one, and each is tied \
      to `m` different people who are there already. They are chosen one after the other with a \
      probability proportional to the ties they had before the newcomer came, among those not chosen \
      yet. There are m(m + 1)/2 + (n - m - 1)m ties, and nobody has less than `m`. The number of people \
      with k ties falls as k^-3.

      People are called by the numbers from 0, in the order in which they come.
      """,
    inputs: .none, writes: [], uses: [.seed],
    references: [
      "Barabási, A.-L. & Albert, R. (1999). Emergence of scaling in random networks. Science 286, 509-512. https://doi.org/10.1126/science.286.5439.509",
      "Batagelj, V. & Brandes, U. (2005). Efficient generation of large random networks. Physical Review E 71, 036113.",
    ],
    complexity: "O(n · m)",
    examples: [
      Example(
        "The start, and nobody comes",
        yaml: "- use: generate.barabasi_albert\n  with: {nodes: 3, m: 2}",
        expected: [.edges("source,target\n0,1\n0,2\n1,2\n")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param(required: "How many people", in: 0...) var nodes: Int
    @Param("The ties that each newcomer makes", in: 1...) var m = 2
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var size: PlannedSize {
    let (n, m) = (Double(parameters.nodes), Double(parameters.m))
    return PlannedSize(
      nodes: n, ties: n <= 1 ? 0 : m * (m + 1) / 2 + max(0, n - m - 1) * m, parameter: "nodes")
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if parameters.nodes > 1, parameters.m >= parameters.nodes {
      check.report([
        .range("m", "less than the \(parameters.nodes) people", String(parameters.m))
      ])
    } else {
      check.report(size.complaints)
    }
    outline = size.outline(Self.manual, isDirected: false)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    var random = context.random("targets")
    let ends =
      parameters.nodes <= 1
      ? [] : try Self.grow(parameters.nodes, parameters.m, &random, context.workers)
    let ties = DrawnTies(rows: [ends])
    network = try ties.network(
      Numbering(parameters.nodes), Self.manual.name, on: context.workers)
    network.describe(
      "A random network of \(parameters.nodes) people by preferential attachment, each newcomer with "
        + "\(parameters.m) ties, begun with one more than that who all know each other",
      french:
        "Réseau aléatoire de \(parameters.nodes) personnes par attachement préférentiel : chaque "
        + "arrivant crée \(parameters.m) lien\(parameters.m < 2 ? "" : "s"), à partir d'une clique de "
        + "\(parameters.m + 1) personnes",
      caption: "Barabási–Albert, m = \(parameters.m)", Self.manual, context)
  }

  /// - Returns: both ends of each tie, in turn: somebody stands in it once for each tie, so that an
  ///   element drawn with equal chances is a person drawn by degree.
  private static func grow(
    _ count: Int, _ m: Int, _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Int32] {
    var ends: [Int32] = []
    ends.reserveCapacity(m * (m + 1) + 2 * (count - m - 1) * m)
    for person in 1...Int32(m) {
      for other in 0..<person {
        ends.append(person)
        ends.append(other)
      }
    }
    /// The newcomer that each person was chosen by last.
    var chosenBy = [Int32](repeating: -1, count: count)
    for newcomer in (m + 1)..<count {
      if newcomer & 0xfff == 0 {
        try workers.checkCancelled()
        workers.tell(share: Double(newcomer) / Double(count))
      }
      let before = ends.count
      for _ in 0..<m {
        var target = ends[random.next(below: before)]
        while chosenBy[Int(target)] == newcomer { target = ends[random.next(below: before)] }
        chosenBy[Int(target)] = Int32(newcomer)
        ends.append(Int32(newcomer))
        ends.append(target)
      }
    }
    return ends
  }
}
