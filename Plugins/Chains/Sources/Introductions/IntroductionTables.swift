internal import ModuleKit

/// The tables of a plan of introductions.
struct IntroductionTables {
  let network: Network
  let answer: IntroductionAnswer
  let reliability: TieReliability
  let evidence: TieEvidence
  let parameters: Introductions.Parameters
  let stage: String

  var all: [Table] { [prospects, chains, ties, alternatives, load, summary] }

  /// A chain with what it is to its prospect.
  private struct Told {
    let prospect: Int
    let kind: String
    let chain: Chain
  }

  private var told: [Told] {
    answer.rows.flatMap { row in
      let others = row.alternatives.enumerated().map { ("alternative_\($0 + 1)", $1) }
      let own = [row.planned.map { ("planned", $0) }, row.best.map { ("best", $0) }]
      return (own.compactMap { $0 } + others).map {
        Told(prospect: row.prospect, kind: $0.0, chain: $0.1)
      }
    }
  }

  // MARK: Cells

  private func p(_ chain: Chain?) -> Double {
    chain.map { $0.edges.reduce(1) { $0 * reliability.p[$1] } } ?? .nan
  }
  private func id(_ node: Int?) -> String? { node.map { network.ids[$0] } }
  private func label(_ node: Int?) -> String? { node.map { network.label(of: NodeID($0)) } }
  private func introducer(_ chain: Chain?) -> Int? {
    chain.flatMap { $0.nodes.count > 2 ? $0.nodes[1] : nil }
  }
  private func names(_ chain: Chain?) -> String? { chain.map { network.names(of: $0.nodes) } }
  private func count(_ number: Int?) -> Int { number ?? Column.missingInteger }

  // MARK: Tables

  private var prospects: Table {
    let all = answer.rows
    var rows = Frame(rowCount: all.count)
    rows.set("prospect", .texts(all.map { id($0.prospect) }))
    rows.set("label", .texts(all.map { label($0.prospect) }))
    rows.set("verdict", .texts(all.map { Optional($0.verdict.rawValue) }))
    rows.set("reliability", .numbers(all.map { p($0.best) }))
    rows.set("links", .integers(all.map { count($0.best?.edges.count) }))
    rows.set("intermediaries", .integers(all.map { count($0.best.map { $0.edges.count - 1 }) }))
    rows.set("introducer", .texts(all.map { id(introducer($0.best)) }))
    rows.set("chain", .texts(all.map { names($0.best) }))
    rows.set("planned_reliability", .numbers(all.map { p($0.planned) }))
    rows.set("planned_links", .integers(all.map { count($0.planned?.edges.count) }))
    rows.set("planned_introducer", .texts(all.map { id(introducer($0.planned)) }))
    rows.set("planned_chain", .texts(all.map { names($0.planned) }))
    rows.set("reason", .texts(all.map { Optional(reason($0)) }))
    return Table(
      name: stage, title: "Introductions of \(label(answer.starter) ?? "")",
      note:
        "reliability: product of the ties' p, \(reliability.words); best chain, and planned one",
      rows: rows)
  }

  private func reason(_ row: IntroductionAnswer.Row) -> String {
    switch row.verdict {
    case .planned where row.planned == row.best: "the most reliable chain"
    case .planned: "another chain, as somebody on the most reliable one is asked for others"
    case .known: "there is a tie already"
    case .beyondCapacity:
      "who could help is asked for others, within a load of \(parameters.load)"
    case .noTrustworthyChain:
      "the most reliable chain has \(short(p(row.best))), less than \(decimal(parameters.trust))"
    case .noChain: "no chain leads there"
    case .oneself: "this is the person to be introduced"
    }
  }

  /// Three significant digits, for a sentence.
  private func short(_ value: Double) -> String {
    if value < 1e-12 { return "next to 0" }
    var unit = 1.0
    while value / unit < 100, unit > 1e-15 { unit /= 10 }
    return decimal((value / unit).rounded() / (1 / unit).rounded())
  }

  private var chains: Table {
    let steps = told.flatMap { told in
      told.chain.nodes.indices.map { (told: told, step: $0) }
    }
    var rows = Frame(rowCount: steps.count)
    rows.set("prospect", .texts(steps.map { id($0.told.prospect) }))
    rows.set("chain", .texts(steps.map { Optional($0.told.kind) }))
    rows.set("step", .integers(steps.map(\.step)))
    rows.set("id", .texts(steps.map { id($0.told.chain.nodes[$0.step]) }))
    rows.set("label", .texts(steps.map { label($0.told.chain.nodes[$0.step]) }))
    rows.set(
      "p",
      .numbers(
        steps.map { $0.step == 0 ? .nan : reliability.p[$0.told.chain.edges[$0.step - 1]] }))
    rows.set(
      "evidence",
      .texts(
        steps.map { $0.step == 0 ? nil : evidence.words($0.told.chain.edges[$0.step - 1]) }))
    rows.set("reliability", .numbers(steps.map { p($0.told.chain) }))
    return Table(
      name: "\(stage)_chains", title: "Chains of introduction, person by person",
      note: "p and evidence are those of the tie that leads to the person; reliability is that of "
        + "the whole chain, the product of all p", rows: rows)
  }

  private var ties: Table {
    let ties = told.flatMap { told in
      told.chain.edges.indices.map { (told: told, step: $0, tie: told.chain.edges[$0]) }
    }
    var rows = Frame(rowCount: ties.count)
    rows.set("prospect", .texts(ties.map { id($0.told.prospect) }))
    rows.set("chain", .texts(ties.map { Optional($0.told.kind) }))
    rows.set("step", .integers(ties.map { $0.step + 1 }))
    rows.set("from", .texts(ties.map { id($0.told.chain.nodes[$0.step]) }))
    rows.set("to", .texts(ties.map { id($0.told.chain.nodes[$0.step + 1]) }))
    rows.set("p", .numbers(ties.map { reliability.p[$0.tie] }))
    rows.set("base", .numbers(ties.map { reliability.base[$0.tie] }))
    if !reliability.recency.isEmpty {
      rows.set("recency", .numbers(ties.map { reliability.recency[$0.tie] }))
    }
    if !reliability.isReturned.isEmpty {
      rows.set(
        "returned", .flags(ties.map { reliability.isReturned[$0.tie] ? .yes : .no }))
    }
    rows.set("evidence", .texts(ties.map { Optional(evidence.words($0.tie)) }))
    return Table(
      name: "\(stage)_ties", title: "What the chains rest on, tie by tie",
      note: "p = \(parts.joined(separator: " x ")); \(reliability.words)", rows: rows)
  }

  private var parts: [String] {
    ["base"] + (reliability.recency.isEmpty ? [] : ["recency"])
      + (reliability.isReturned.isEmpty
        ? [] : ["\(decimal(parameters.reliability.unreturned)) where not returned"])
  }

  private var alternatives: Table {
    let all = answer.rows.flatMap { row in
      row.alternatives.enumerated().map { (row: row, rank: $0 + 1, chain: $1) }
    }
    var rows = Frame(rowCount: all.count)
    rows.set("prospect", .texts(all.map { id($0.row.prospect) }))
    rows.set("label", .texts(all.map { label($0.row.prospect) }))
    rows.set("alternative", .integers(all.map(\.rank)))
    rows.set("introducer", .texts(all.map { id(introducer($0.chain)) }))
    rows.set("reliability", .numbers(all.map { p($0.chain) }))
    rows.set("links", .integers(all.map(\.chain.edges.count)))
    rows.set("trusted", .flags(all.map { isTrusted($0.chain) ? .yes : .no }))
    rows.set("chain", .texts(all.map { names($0.chain) }))
    return Table(
      name: "\(stage)_alternatives", title: "The next best, each by another introducer",
      note: "the most reliable chain of each introducer, the load left aside", rows: rows)
  }

  private func isTrusted(_ chain: Chain) -> Bool {
    chain.length <= Double(TieReliability.longest(trusting: parameters.trust))
  }

  private var load: Table {
    let wanted = asked(
      answer.rows.filter { [.planned, .beyondCapacity].contains($0.verdict) }
        .compactMap(\.best))
    let planned = asked(answer.rows.compactMap(\.planned))
    let people = wanted.indices.filter { wanted[$0] > 0 || planned[$0] > 0 }
    var rows = Frame(rowCount: people.count)
    rows.set("id", .texts(people.map(id)))
    rows.set("label", .texts(people.map(label)))
    rows.set("wanted", .integers(people.map { wanted[$0] }))
    rows.set("asked", .integers(people.map { planned[$0] }))
    rows.set("left", .integers(people.map { parameters.load - planned[$0] }))
    return Table(
      name: "\(stage)_load",
      title: parameters.loadOn == .introducer
        ? "How often each introducer is asked" : "How often each person between is asked",
      note: "wanted: most reliable chains by this person, the load left aside; asked: planned ones",
      rows: rows)
  }

  private func asked(_ chains: [Chain]) -> [Int] {
    var counts = [Int](repeating: 0, count: network.graph.nodeCount)
    for chain in chains {
      let between = chain.nodes.dropFirst().dropLast()
      for node in parameters.loadOn == .introducer ? between.prefix(1) : between {
        counts[node] += 1
      }
    }
    return counts
  }

  private var summary: Table {
    func number(_ verdict: IntroductionAnswer.Verdict) -> Double {
      Double(answer.rows.count { $0.verdict == verdict })
    }
    let planned = answer.rows.compactMap(\.planned)
    let people = asked(planned)
    return .summary(
      name: "\(stage)_summary", title: "Introductions in numbers",
      [
        ("prospects", Double(answer.rows.count), "each once"),
        ("planned", number(.planned), "with a chain of the plan"),
        ("known", number(.known), "who have a tie already"),
        ("beyond_capacity", number(.beyondCapacity), "trustworthy, but for the load"),
        ("no_trustworthy_chain", number(.noTrustworthyChain), "below \(decimal(parameters.trust))"),
        ("no_chain", number(.noChain), "out of reach"),
        ("oneself", number(.oneself), "the starter among the prospects"),
        ("expected", planned.reduce(0) { $0 + p($1) }, "sum of the planned chains' reliabilities"),
        ("asked", Double(people.count { $0 > 0 }), "people who are asked"),
        ("most_asked", Double(people.max() ?? 0), "at most \(parameters.load)"),
      ])
  }
}
