// Erdős & Rényi 1959 (G(n, m)), Gilbert 1959 (G(n, p)); drawn as in Batagelj & Brandes 2005.

public import ModuleKit

/// `generate.erdos_renyi`
public struct ErdosRenyi: Module {
  public static let manual = Manual(
    name: "generate.erdos_renyi",
    summary: "Draws a network in which every tie is as likely as any other",
    details: """
      With `edges`, all networks with that many ties are equally likely: G(n, m). With `p`, each pair is \
      joined with that probability, whatever the others are: G(n, p). One of the two has to be given. \
      With `directed: true` pairs are ordered. Nobody is tied to themselves, nobody twice to the same.

      People are called by the numbers from 0.
      """,
    inputs: .none, writes: [], uses: [.seed],
    references: [
      "Erdős, P. & Rényi, A. (1959). On random graphs I. Publicationes Mathematicae 6, 290-297.",
      "Gilbert, E. (1959). Random graphs. Annals of Mathematical Statistics 30, 1141-1144.",
      "Batagelj, V. & Brandes, U. (2005). Efficient generation of large random networks. Physical Review E 71, 036113.",
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "Everybody knows everybody", yaml: "- use: generate.erdos_renyi\n  with: {nodes: 3, p: 1}",
        expected: [.edges("source,target\n0,1\n0,2\n1,2\n")]),
      Example(
        "All arcs there are",
        yaml: "- use: generate.erdos_renyi\n  with: {nodes: 2, edges: 2, directed: true}",
        expected: [.edges("source,target\n0,1\n1,0\n")]),
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param(required: "How many people", in: 0...) var nodes: Int
    @Param("How many ties; or give p") var edges: Int? = nil
    @Param("The probability of each tie; or give edges") var p: Double? = nil
    @Param("Whether ties have a direction") var directed = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var pairs: Double {
    PairNumbers.total(Double(parameters.nodes), isDirected: parameters.directed)
  }

  private var complaints: [Complaint] {
    let chosen = [parameters.edges != nil, parameters.p != nil].count(where: \.self)
    if chosen != 1 {
      let text = chosen == 0 ? "is missing: give 'edges' or 'p'" : "and 'p' cannot both be given"
      return [
        Complaint(
          chosen == 0 ? "missing-parameter" : "conflicting-parameters", "'edges' \(text)", "edges",
          help: "'edges' is the number of ties, 'p' the probability of each")
      ]
    }
    if let edges = parameters.edges, edges < 0 || Double(edges) > pairs {
      return [.range("edges", "from 0 to the \(decimal(pairs)) pairs there are", String(edges))]
    }
    return Complaint.share("p", parameters.p) + size.complaints
  }

  private var size: PlannedSize {
    let ties = parameters.edges.map(Double.init) ?? pairs * (parameters.p ?? 0)
    return PlannedSize(nodes: Double(parameters.nodes), ties: ties, parameter: "nodes")
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    check.report(complaints)
    outline = size.outline(Self.manual, isDirected: parameters.directed)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let pairs = PairNumbers(count: parameters.nodes, isDirected: parameters.directed)
    let rows =
      try parameters.edges.map { try Self.draw($0, of: pairs, context) }
      ?? Self.draw(parameters.p ?? 0, of: pairs, context, replicate: 0)
    let ties = DrawnTies(isDirected: parameters.directed, rows: rows)
    network = try ties.network(
      Numbering(parameters.nodes), Self.manual.name, on: context.workers)
    let model =
      parameters.edges.map { "G(n, m) with m = \($0)" }
      ?? "G(n, p) with p = \(decimal(parameters.p ?? 0))"
    let french =
      parameters.edges.map { "G(n, m) avec m = \($0)" }
      ?? "G(n, p) avec p = \(frenchDecimal(parameters.p ?? 0))"
    network.describe(
      "A random network of \(parameters.nodes) people, \(model)",
      french: "Réseau aléatoire de \(parameters.nodes) personnes, \(french)",
      caption: "Erdős–Rényi, \(model)",
      Self.manual, context)
  }

  private static func draw(
    _ p: Double, of pairs: PairNumbers, _ context: StageContext, replicate: Int
  ) throws(Cancelled) -> [[Int32]] {
    try Skipping(total: pairs.total, chance: p).pairs(context, "ties \(replicate)") { number in
      let (a, b) = pairs.pair(number)
      return (Int32(a), Int32(b))
    }
  }

  /// Draws pairs with a probability that gives a few too many, and leaves some of them out.
  ///
  /// However many there are, all choices of so many pairs are equally likely, and so are those of `count`
  /// among them. In the rare case that there are too few, all are drawn anew.
  private static func draw(
    _ count: Int, of pairs: PairNumbers, _ context: StageContext
  ) throws(Cancelled) -> [[Int32]] {
    if count == 0 { return [] }
    let wanted = Double(count) + 5 * Double(count).squareRoot() + 5
    let chance = min(1, wanted / Double(pairs.total))
    var replicate = 0
    while true {
      let rows = try draw(chance, of: pairs, context, replicate: replicate)
      let found = rows.reduce(0) { $0 + $1.count / 2 }
      if found >= count {
        var random = context.random("left out", replicate: replicate)
        return leaveOut(found - count, of: rows, found, &random)
      }
      replicate += 1
    }
  }

  private static func leaveOut(
    _ surplus: Int, of rows: [[Int32]], _ count: Int, _ random: inout RandomSource
  ) -> [[Int32]] {
    var chosen: Set<Int> = []
    while chosen.count < surplus { chosen.insert(random.next(below: count)) }
    var first = 0
    return rows.map { ends in
      defer { first += ends.count / 2 }
      var kept: [Int32] = []
      kept.reserveCapacity(ends.count)
      for pair in 0..<(ends.count / 2) where !chosen.contains(first + pair) {
        kept.append(ends[2 * pair])
        kept.append(ends[2 * pair + 1])
      }
      return kept
    }
  }
}
