internal import ModuleKit

/// Writes chains into the network: marks, tables and a sentence on how they were found.
struct ChainResults {
  let answer: ChainAnswer
  let measured: MeasuredTies
  let parameters: ShortestChain.Parameters
  let stage: String

  private var isOne: Bool { parameters.find == .one }
  private var pair: String { "From \(parameters.from) to \(parameters.to)" }

  func write(to network: inout Network) {
    let graph = network.graph
    let nodes = counts(answer.chains.map(\.nodes), of: graph.nodeCount)
    let edges = counts(answer.chains.map(\.edges), of: graph.edgeCount)
    let on = isOne ? "on the chain" : "on a chain"
    let convention = "\(on) from '\(parameters.from)' to '\(parameters.to)'"
    network.nodes.set("on_\(stage)", .flags(nodes.map(mark)), convention: convention)
    network.edges.set("on_\(stage)", .flags(edges.map(mark)), convention: convention)
    if !isOne {
      let words = "chains from '\(parameters.from)' to '\(parameters.to)', \(kind)"
      network.nodes.set("chains_\(stage)", .integers(nodes), convention: words)
      network.edges.set("chains_\(stage)", .integers(edges), convention: words)
    }
    network.set(
      Table(
        name: stage, title: pair, note: "weight is that of the tie that leads to the person",
        rows: steps(Array(answer.chains.prefix(1)), network, numbered: false)))
    network.set(
      .summary(name: "\(stage)_summary", title: "\(pair) in numbers", summary))
    if !isOne {
      network.set(chainTable(network))
      network.set(
        Table(
          name: "\(stage)_steps", title: "\(pair), person by person",
          note: "weight is that of the tie that leads to the person",
          rows: steps(answer.chains, network, numbered: true)))
    }
    network.methods.append(note)
  }

  private func mark(_ count: Int) -> Column.Flag { count > 0 ? .yes : .no }

  private func counts(_ chains: [[Int]], of count: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for member in chains.joined() { counts[member] += 1 }
    return counts
  }

  // MARK: Words

  private var kind: String {
    switch parameters.find {
    case .one: "the shortest"
    case .allShortest: "all of the shortest length, at most \(parameters.most)"
    case .kShortest: "the \(parameters.most) shortest"
    case .edgeDisjoint: "at most \(parameters.most) that share no tie"
    case .nodeDisjoint: "at most \(parameters.most) that share nobody between"
    }
  }

  private var frenchKind: String {
    switch parameters.find {
    case .one: "la plus courte"
    case .allShortest: "toutes celles de longueur minimale, au plus \(parameters.most)"
    case .kShortest: "les \(parameters.most) plus courtes"
    case .edgeDisjoint: "au plus \(parameters.most) chaînes sans lien commun"
    case .nodeDisjoint: "au plus \(parameters.most) chaînes sans intermédiaire commun"
    }
  }

  private var note: MethodNote {
    let references = ShortestChain.manual.references
    switch parameters.find {
    case .one:
      return MethodNote(
        .measure("on_\(stage)"), "The chain is a shortest one, \(measured.words).",
        french: "La chaîne est l'une des plus courtes, \(measured.french).",
        caption: "shortest chain, \(measured.words)", reference: references.first)
    case .allShortest, .kShortest:
      return MethodNote(
        .measure("on_\(stage)"), "The chains are \(kind), \(measured.words).",
        french: "Les chaînes retenues sont \(frenchKind), \(measured.french).",
        caption: "chains: \(kind), \(measured.words)", reference: references[1])
    case .edgeDisjoint, .nodeDisjoint:
      return MethodNote(
        .measure("on_\(stage)"),
        "The chains are \(kind), of the least total length, \(measured.words).",
        french: "Les chaînes retenues sont \(frenchKind), de longueur totale minimale, "
          + "\(measured.french).",
        caption: "chains: \(kind), \(measured.words)", reference: references[3])
    }
  }

  private var summary: [(String, Double, String)] {
    let first = answer.chains.first
    let links = first.map { Double($0.edges.count) } ?? .nan
    var rows: [(String, Double, String)] = [
      ("links", links, first == nil ? missing : ""),
      ("intermediaries", links > 0 ? links - 1 : first == nil ? .nan : 0, "people in between"),
      ("length", first.map { measured.length($0.length) } ?? .nan, measured.words),
    ]
    if let reliability = measured.reliability {
      let product = first.map { self.product($0, reliability) }
      rows.append(("reliability", product ?? .nan, "product of the ties'"))
    }
    if !isOne { rows.append(("chains", Double(answer.chains.count), kind)) }
    if parameters.find.isDisjoint {
      let total = answer.chains.reduce(0) { $0 + measured.length($1.length) }
      rows.append(("total_length", total, "the least for so many"))
      rows.append(("disjoint_chains", Double(answer.possible ?? 0), "as many as there are"))
    } else {
      let words =
        answer.equallyShort != nil
        ? "this one included"
        : answer.hasVanishingTies
          ? "not counted: ties vanish beside the length" : "not counted through somebody"
      rows.append(
        ("equally_short_chains", answer.equallyShort ?? (first == nil ? 0 : .nan), words))
    }
    return rows
  }

  private var missing: String {
    let constraints = parameters.constraints
    let isFree =
      constraints.avoid.isEmpty && constraints.channels.isEmpty
      && constraints.links == nil && !parameters.leadsThrough
    return isFree ? "they are not connected" : "no chain is as asked for"
  }

  private func product(_ chain: Chain, _ reliability: TieReliability) -> Double {
    chain.edges.reduce(1) { $0 * reliability.p[$1] }
  }

  // MARK: Tables

  private func chainTable(_ network: Network) -> Table {
    let chains = answer.chains
    var rows = Frame(rowCount: chains.count)
    rows.set("chain", .integers(chains.indices.map { $0 + 1 }))
    rows.set("links", .integers(chains.map(\.edges.count)))
    rows.set("intermediaries", .integers(chains.map { max(0, $0.edges.count - 1) }))
    rows.set("length", .numbers(chains.map { measured.length($0.length) }))
    if let reliability = measured.reliability {
      rows.set("reliability", .numbers(chains.map { product($0, reliability) }))
    }
    rows.set("people", .texts(chains.map { Optional(network.names(of: $0.nodes)) }))
    return Table(
      name: "\(stage)_chains", title: "\(pair): \(kind)", note: "length: \(measured.words)",
      rows: rows)
  }

  private func steps(_ chains: [Chain], _ network: Network, numbered: Bool) -> Frame {
    let weights = network.edgeWeights
    let people = chains.flatMap(\.nodes)
    let ties = chains.flatMap { [nil] + $0.edges.map(Optional.init) }
    var rows = Frame(rowCount: people.count)
    if numbered {
      let numbers = chains.enumerated().flatMap { index, chain in chain.nodes.map { _ in index + 1 }
      }
      rows.set("chain", .integers(numbers))
    }
    rows.set("step", .integers(chains.flatMap { Array($0.nodes.indices) }))
    rows.set("id", .texts(people.map { Optional(network.ids[$0]) }))
    rows.set("label", .texts(people.map { Optional(network.label(of: NodeID($0))) }))
    rows.set("weight", .numbers(ties.map { $0.map { weights[$0] } ?? .nan }))
    if let reliability = measured.reliability {
      rows.set("p", .numbers(ties.map { $0.map { reliability.p[$0] } ?? .nan }))
    }
    return rows
  }
}

extension Network {
  /// The people of a chain on one line.
  func names(of chain: [Int]) -> String {
    chain.map { label(of: NodeID($0)) }.joined(separator: " > ")
  }
}
