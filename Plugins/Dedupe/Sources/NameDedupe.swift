public import ModuleKit

/// `dedupe.names`
public struct NameDedupe: Module {
  public static let manual = Manual(
    name: "dedupe.names",
    summary: "Makes near-identical spellings of one person one node, and lists every merge",
    details: """
      Names are compared without case, accents, apostrophes, punctuation and order of words ("DUPONT \
      Jean" is "Jean Dupont", "O'Brien" is "OBrien"), ä, ö, ü also as ae, oe, ue; titles before the name \
      and particles in small letters are left out where two other words remain, but what a title says of \
      the sex must not differ; groups of digits must be equal. Codes and addresses (`3f2a`, `C++`, \
      `ann@club`) are never compared. What is then equal is merged. In a column other than the id, names of one full word \
      ("Marie", "J. Dupont") are weak: two nodes that bear the same stay two.

      Beyond that precision comes first: one word of six letters or more may have a slip inside (two \
      neighbours swapped, or one letter too many), every other word must be equal, and the Jaro-Winkler \
      similarity of the two words (0.1 for each of four equal first letters, when Jaro's is at least 0.7) \
      must reach `threshold`. Two words that are known given names, or that both occur in other names, \
      are no slips: Stéphane is not Stéphanie. Surnames can differ as little as slips do (Paul Lefebvre, \
      Paul Lefèvre): read the rows of `merges` whose rule is slip, name exceptions in `apart`, or set \
      `slips: false`. No person is put together by more than one slip. With `initials`, "J. Dupont" joins "Jean Dupont" when no \
      other name fits (and no more than 1000 names share the word). `same` and `apart` list pairs of ids that are, or are not, one person, whatever \
      their names.

      Of the merged ids the one with most ties stays (ties: the first in canonical order); its missing \
      attributes are filled from the others, `merged_from` names them. Ties are re-pointed and their weights added \
      up (of distances the smallest stays), ties between two spellings of one person disappear. Measures computed before are those of the \
      larger network. Probabilistic matching over several fields is another module's work.
      """,
    writes: [
      .nodeColumn("merged_from", .text, "other ids of the person"),
      .table("merges", "every merge with its similarity and rule"),
    ],
    references: [
      "Winkler, W. E. (1990). String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of record linkage. Proceedings of the Section on Survey Research Methods, ASA, 354-359."
    ],
    complexity:
      "O(letters) keys for each name, and the pairs of names that differ in one letter",
    examples: [
      Example(
        "Two spellings of one person",
        files: [
          .init("ties.csv", "from,to\nJean Dupont,Ann\nDUPONT Jéan,Bob\nJeanne Dupont,Ann\n")
        ],
        yaml: "- use: import.csv\n  with: {edges: ties.csv}\n- use: dedupe.names",
        expected: [
          .table("merges", "kept,merged,similarity,rule\nDUPONT Jéan,Jean Dupont,1,same words\n"),
          .edges("source,target\nAnn,DUPONT Jéan\nAnn,Jeanne Dupont\nBob,DUPONT Jéan\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The node column that holds the names") var column: NodeColumn = "id"
    @Param("The least Jaro-Winkler similarity of a word with a slip", in: 0...1)
    var threshold = 0.9
    @Param("Whether a slip inside a word is looked for") var slips = true
    @Param("Whether an initial joins the one name it fits") var initials = true
    @Param("Pairs of ids that are one person") var same: [[String]] = []
    @Param("Pairs of ids that are not") var apart: [[String]] = []
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.add(Self.manual.writes)
    for (name, pairs) in [("same", parameters.same), ("apart", parameters.apart)] {
      if pairs.contains(where: { $0.count < 2 }) {
        check.report(
          "wrong-type", "'\(name)' needs lists of at least two ids", parameter: name,
          help: "write '\(name): [[first id, second id]]'")
      }
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let names = try self.texts(of: network, context).map { $0.flatMap(PersonName.init) }
    let found = NamePairs(
      names: names, isIdentity: parameters.column.name == "id", threshold: parameters.threshold,
      usesSlips: parameters.slips, usesInitials: parameters.initials
    ).find()
    try context.workers.checkCancelled()
    let told = try pairs(parameters.same, "same", network, context).map {
      NameMatch(a: $0.0, b: $0.1, similarity: 1, rule: .told)
    }
    let apart = try pairs(parameters.apart, "apart", network, context)
    try checkConsistency(told, apart, network, context)
    let groups = MergeGroups(
      graph: network.graph, matches: told + found.matches, genders: names.map { $0?.gender },
      apart: apart)
    NodeMerge(groups).apply(to: &network, comparing: found.compared, column: parameters.column.name)
  }

  private func texts(of network: Network, _ context: StageContext) throws -> [String?] {
    let name = parameters.column.name
    if name == "id" { return network.ids }
    guard let column = network.nodes[name] else {
      throw context.error(
        "unknown-column", "there is no node column '\(name)'", parameter: "column",
        help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
    }
    return (0..<column.count).map { column.text(at: $0) }
  }

  /// Two ids cannot be one person and two, not even by way of a third.
  private func checkConsistency(
    _ told: [NameMatch], _ apart: [(Int, Int)], _ network: Network, _ context: StageContext
  ) throws {
    var group: [Int: Int] = [:]
    for match in told {
      let (a, b) = (group[match.a] ?? match.a, group[match.b] ?? match.b)
      for node in [match.a, match.b] { group[node] = group[node] ?? node }
      for (node, label) in group where label == b { group[node] = a }
    }
    for (a, b) in apart where a == b || (group[a] != nil && group[a] == group[b]) {
      throw context.error(
        "same-and-apart",
        "'\(network.ids[a])' and '\(network.ids[b])' are one person by 'same' and two by 'apart'",
        parameter: "apart", help: "take the pair out of one of the lists")
    }
  }

  private func pairs(
    _ lists: [[String]], _ parameter: String, _ network: Network, _ context: StageContext
  ) throws -> [(Int, Int)] {
    try lists.flatMap { ids -> [(Int, Int)] in
      let nodes = try ids.map { id in
        guard let node = network.node(id) else {
          throw context.error(
            "unknown-node", "there is no node '\(id)'", parameter: parameter,
            help: Suggestion.nearest(to: id, among: network.ids).map { "did you mean '\($0)'?" })
        }
        return Int(node)
      }
      return nodes.indices.flatMap { i in nodes[(i + 1)...].map { (nodes[i], $0) } }
    }
  }
}
