// Condon & Karp, "Algorithms for graph partitioning on the planted partition model", Random Structures &
// Algorithms 18, 2001.

public import ModuleKit

/// `generate.planted_partition`
public struct PlantedPartition: Module {
  public static let manual = Manual(
    name: "generate.planted_partition",
    summary: "Draws a network of groups with more ties within than between them",
    details: """
      `nodes` people in `groups` groups of equal size, the first ones a person larger where that does not \
      divide. Two people of one group are tied with probability `p_in`, two of different groups with \
      `p_out`, whatever the others are. Instead of the two, `mean_degree` and `mixing` can be given: the \
      mean number of ties of a person, and the share of them that lead to other groups, both as \
      expectations.

      The column `planted` holds the group, numbered from 0. People are called by the numbers from 0, \
      those of a group by consecutive ones.
      """,
    inputs: .none, writes: [.nodeColumn(plantedColumn, .integer, "the group, from 0")],
    uses: [.seed],
    references: [
      "Condon, A. & Karp, R. (2001). Algorithms for graph partitioning on the planted partition model. Random Structures & Algorithms 18, 116-140."
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "Two groups that do not meet",
        yaml:
          "- use: generate.planted_partition\n  with: {nodes: 5, groups: 2, p_in: 1, p_out: 0}",
        expected: [
          .nodes("id,planted\n0,0\n1,0\n2,0\n3,1\n4,1\n"),
          .edges("source,target\n0,1\n0,2\n1,2\n3,4\n"),
        ])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param(required: "How many people", in: 0...) var nodes: Int
    @Param("How many groups", in: 1...) var groups = 4
    @Param("The probability of a tie within a group") var pIn: Double? = nil
    @Param("The probability of a tie between groups") var pOut: Double? = nil
    @Param("The mean number of ties of a person, instead of probabilities")
    var meanDegree: Double? = nil
    @Param("The share of ties that lead to other groups, with mean_degree")
    var mixing: Double? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var groups: EqualGroups {
    EqualGroups(count: parameters.nodes, groups: parameters.groups)
  }

  /// The two probabilities, whichever way they are given; nil when they are not.
  private var chances: (within: Double, between: Double)? {
    if let within = parameters.pIn, let between = parameters.pOut { return (within, between) }
    guard let degree = parameters.meanDegree, let mixing = parameters.mixing else { return nil }
    let ties = Double(parameters.nodes) * degree / 2
    func share(_ part: Double, _ pairs: Double) -> Double {
      // Of one person alone no tie is asked for, however many are on the average.
      ties * part == 0 || parameters.nodes < 2 ? 0 : ties * part / pairs
    }
    return (
      share(1 - mixing, groups.pairsWithin), share(mixing, groups.pairs - groups.pairsWithin)
    )
  }

  private var complaints: [Complaint] {
    if parameters.nodes > 0, parameters.groups > parameters.nodes {
      return [
        .range(
          "groups", "at most the \(parameters.nodes) people", String(parameters.groups))
      ]
    }
    let ways = [
      parameters.pIn != nil, parameters.pOut != nil, parameters.meanDegree != nil,
      parameters.mixing != nil,
    ]
    if ways != [true, true, false, false] && ways != [false, false, true, true] {
      return [
        Complaint(
          "conflicting-parameters",
          "'p_in' and 'p_out' belong together, or 'mean_degree' and 'mixing'",
          ways[0] ? "p_in" : ways[1] ? "p_out" : ways[2] ? "mean_degree" : "mixing",
          help: "give both of one pair and none of the other")
      ]
    }
    let wrong =
      Complaint.share("p_in", parameters.pIn) + Complaint.share("p_out", parameters.pOut)
      + Complaint.share("mixing", parameters.mixing)
    if !wrong.isEmpty { return wrong }
    if let degree = parameters.meanDegree, degree < 0 {
      return [.range("mean_degree", "at least 0", decimal(degree))]
    }
    if let chances, parameters.nodes > 1, chances.within > 1 || chances.between > 1 {
      let place = chances.within > 1 ? "within" : "between"
      return [
        Complaint(
          "too-many-edges", "there are not so many pairs \(place) groups", "mean_degree",
          help: "ask for fewer ties, or for groups of another size")
      ]
    }
    return size.complaints
  }

  private var size: PlannedSize {
    let (within, between) = chances ?? (0, 0)
    let groups = groups
    return PlannedSize(
      nodes: Double(parameters.nodes),
      ties: within * groups.pairsWithin + between * (groups.pairs - groups.pairsWithin),
      parameter: "nodes")
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    check.report(complaints)
    outline = size.outline(Self.manual, isDirected: false)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let groups = groups
    let (within, between) = chances ?? (0, 0)
    let inside = Skipping(total: Int(groups.pairsWithin), chance: within)
    var rows = try inside.pairs(context, "within") { groups.pairWithin($0) }
    if groups.groups > 1 {
      // All pairs are asked, those of one group for nothing: at most every other one.
      let all = PairNumbers(count: parameters.nodes)
      rows += try Skipping(total: all.total, chance: between).pairs(context, "between") { number in
        let (a, b) = all.pair(number)
        return groups.group(a) == groups.group(b) ? nil : (Int32(a), Int32(b))
      }
    }
    let numbering = Numbering(parameters.nodes)
    network = try DrawnTies(rows: rows).network(
      numbering, Self.manual.name, on: context.workers)
    network.setPlanted((0..<parameters.nodes).map(groups.group), numbering)
    network.describe(
      "A random network of \(parameters.nodes) people in \(parameters.groups) planted groups, ties "
        + "within with probability \(decimal(within)), between with \(decimal(between))",
      french: "Réseau aléatoire de \(parameters.nodes) personnes en \(parameters.groups) groupes "
        + "imposés, liens de probabilité \(frenchDecimal(within)) dans les groupes et "
        + "\(frenchDecimal(between)) entre eux",
      caption: "planted partition, \(parameters.groups) groups", Self.manual, context)
  }
}

/// Consecutive numbers in groups, the first ones larger by one where the size does not divide.
private struct EqualGroups: Sendable {
  let count: Int
  let groups: Int
  private let size: Int
  /// How many groups are larger.
  private let larger: Int

  init(count: Int, groups: Int) {
    (self.count, self.groups) = (count, groups)
    (size, larger) = count.quotientAndRemainder(dividingBy: max(1, groups))
  }

  var pairs: Double { PairNumbers.total(Double(count), isDirected: false) }
  var pairsWithin: Double {
    Double(larger) * PairNumbers.total(Double(size) + 1, isDirected: false)
      + Double(groups - larger) * PairNumbers.total(Double(size), isDirected: false)
  }

  @inline(__always) func group(_ number: Int) -> Int {
    let inLarger = larger * (size + 1)
    return number < inLarger ? number / (size + 1) : larger + (number - inLarger) / size
  }

  /// The pair of a number, pairs of one group being numbered group by group.
  @inline(__always) func pairWithin(_ number: Int) -> (Int32, Int32) {
    let (few, many) = (PairNumbers(count: size), PairNumbers(count: size + 1))
    let inLarger = larger * many.total
    let isLarger = number < inLarger
    let kind = isLarger ? many : few
    let (group, rest) = (isLarger ? number : number - inLarger)
      .quotientAndRemainder(dividingBy: kind.total)
    let first = isLarger ? group * (size + 1) : larger * (size + 1) + group * size
    let (a, b) = kind.pair(rest)
    return (Int32(first + a), Int32(first + b))
  }
}
