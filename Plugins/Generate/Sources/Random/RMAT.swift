// Chakrabarti, Zhan & Faloutsos, "R-MAT: A recursive model for graph mining", SIAM Data Mining 2004.

public import ModuleKit

/// `generate.rmat`
public struct RMAT: Module {
  public static let manual = Manual(
    name: "generate.rmat",
    summary: "Draws a network with hubs by halving the matrix of ties again and again (R-MAT)",
    details: """
      2^`scale` people and `edge_factor` draws for each of them. A draw begins with the whole matrix and \
      goes `scale` times to one of its four quarters: top left with probability `a`, top right with `b`, \
      bottom left with `c`, bottom right with what is left. The defaults are those of the Graph500 \
      benchmark. Probabilities are rounded to 2^-32 and are the same on every level.

      Ties drawn several times count once and draws on the diagonal are left out, so that there are \
      fewer ties than draws; the ledger tells how many. Many people have no tie. Without `directed: true` \
      the two directions are one tie. Numbers are not shuffled: small ones have more ties.

      People are called by the numbers from 0.
      """,
    inputs: .none, writes: [], uses: [.seed],
    references: [
      "Chakrabarti, D., Zhan, Y. & Faloutsos, C. (2004). R-MAT: A recursive model for graph mining. SIAM International Conference on Data Mining, 442-446.",
      "Murphy, R., Wheeler, K., Barrett, B. & Ang, J. (2010). Introducing the Graph 500. Cray User's Group.",
    ],
    complexity: "O(n + draws · scale)",
    examples: [
      Example(
        "All draws in one corner",
        yaml:
          "- use: generate.rmat\n  with: {scale: 2, edge_factor: 3, a: 0, b: 1, c: 0, directed: true}",
        expected: [.edges("source,target\n0,3\n")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param(required: "The logarithm of the number of people, base 2", in: 0...) var scale: Int
    @Param("Draws for each person", in: 0...) var edgeFactor = 16
    @Param("Probability of the top left quarter", in: 0...1) var a = 0.57
    @Param("Probability of the top right quarter", in: 0...1) var b = 0.19
    @Param("Probability of the bottom left quarter", in: 0...1) var c = 0.19
    @Param("Whether ties have a direction") var directed = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var size: PlannedSize {
    let nodes = parameters.scale < 64 ? Double(UInt64(1) << UInt64(parameters.scale)) : 0x1p64
    return PlannedSize(
      nodes: nodes, ties: nodes * Double(parameters.edgeFactor), parameter: "scale")
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let sum = parameters.a + parameters.b + parameters.c
    if sum > 1 + 1e-9 {
      check.report([
        Complaint(
          "out-of-range", "'a', 'b' and 'c' make \(decimal(sum)), which is more than 1", "a",
          help: "the fourth quarter gets what is left of 1")
      ])
    }
    check.report(size.complaints)
    outline = size.outline(Self.manual, isDirected: parameters.directed)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let count = 1 << parameters.scale
    let draws = count * parameters.edgeFactor
    let quarters = Quarters(parameters)
    let chunks = Array(Chunks.even(draws, count: max(1, draws >> 16)).enumerated())
    let rows = try context.workers.map(chunks) { number, range in
      var random = context.random("draws", replicate: number)
      return quarters.draw(range.count, levels: parameters.scale, &random)
    }
    let ties = DrawnTies(isDirected: parameters.directed, rows: rows)
    network = try ties.network(Numbering(count), Self.manual.name, on: context.workers)
    let corners = [parameters.a, parameters.b, parameters.c].map(decimal).joined(separator: ", ")
    network.describe(
      "A random network by R-MAT: scale \(parameters.scale), \(parameters.edgeFactor) draws for each "
        + "person, quarters \(corners)",
      french:
        "Réseau aléatoire R-MAT : échelle \(parameters.scale), \(parameters.edgeFactor) tirages "
        + "par personne, quadrants "
        + [parameters.a, parameters.b, parameters.c].map(frenchDecimal).joined(separator: " ; "),
      caption: "R-MAT, scale \(parameters.scale)",
      Self.manual, context)
  }
}

/// Which quarter of the matrix a draw goes to.
private struct Quarters: Sendable {
  /// Where the second, third and fourth quarter begin among 2^32.
  let bounds: (UInt64, UInt64, UInt64)

  init(_ parameters: RMAT.Parameters) {
    func bound(_ share: Double) -> UInt64 { UInt64((min(1, share) * 0x1p32).rounded()) }
    bounds = (
      bound(parameters.a), bound(parameters.a + parameters.b),
      bound(parameters.a + parameters.b + parameters.c)
    )
  }

  func draw(_ count: Int, levels: Int, _ random: inout RandomSource) -> [Int32] {
    var ends: [Int32] = []
    ends.reserveCapacity(2 * count)
    for _ in 0..<count {
      var (row, column): (Int32, Int32) = (0, 0)
      var left = 0
      var bits: UInt64 = 0
      for _ in 0..<levels {
        // One random number is enough for two levels.
        if left == 0 { (bits, left) = (random.next(), 2) }
        let draw = bits & 0xffff_ffff
        (bits, left) = (bits >> 32, left - 1)
        let quarter: Int32 =
          (draw >= bounds.0 ? 1 : 0) + (draw >= bounds.1 ? 1 : 0) + (draw >= bounds.2 ? 1 : 0)
        row = row << 1 | quarter >> 1
        column = column << 1 | quarter & 1
      }
      ends.append(row)
      ends.append(column)
    }
    return ends
  }
}
