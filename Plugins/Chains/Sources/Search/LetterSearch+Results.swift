internal import ModuleKit

extension LetterSearch {
  /// Puts columns, tables and the words on how they were made into the network.
  func write(
    _ letters: Letters, to network: inout Network, _ context: StageContext
  ) throws {
    let (stage, words) = (context.stage, words(network.graph, seed: context.studySeed))
    let french = frenchWords(network, seed: context.studySeed)
    let carriers = Carriers(letters, nodeCount: network.graph.nodeCount)
    network.nodes.set(
      "\(stage)_carried", .integers(carriers.letters),
      convention: "letters that arrived, passed on between starter and target, \(words)")
    network.edges.set(
      "\(stage)_traffic",
      .integers(try carriers.traffic(network.graph, parameters.direction, on: context.workers)),
      convention: "times a letter that arrived went along the tie, \(words)")
    let curve = DropOutCurve(letters)
    let tables = SearchTables(
      letters: letters, carriers: carriers, curve: curve, network: network, parameters: parameters,
      stage: stage, note: words)
    network.set(tables.summary())
    network.set(tables.lengths())
    network.set(tables.ends())
    network.set(
      curve.table(
        parameters.dropOutGrid + [parameters.dropOut], name: "\(stage)_dropout",
        title: tables.titled("What drop-out does")))
    network.set(tables.top())
    network.set(tables.list())
    for subject in [stage, "\(stage)_carried", "\(stage)_lengths"] {
      network.methods.append(
        MethodNote(
          .measure(subject),
          subject == stage || subject == "\(stage)_carried"
            ? "\(letters.count) letters were forwarded by people who know their own contacts only: \(words)."
            : "Chain lengths of the search are those of the letters that arrived, not corrected for the "
              + "letters lost.",
          french: subject == stage || subject == "\(stage)_carried"
            ? "\(letters.count) lettres ont été transmises par des personnes qui ne connaissent que leurs "
              + "propres contacts : \(french)."
            : "Les longueurs de chaînes de la recherche sont celles des lettres arrivées, sans correction "
              + "pour les lettres perdues.",
          caption: words, reference: reference,
          limits: subject == "\(stage)_lengths" && letters.ends.contains { $0 != .arrived }
            ? [.attrition] : []))
    }
  }

  private var reference: String? {
    let place: Int =
      switch parameters.rule {
      case .random: 0
      case .highestDegree: 1
      case .lattice: 2
      case .closest: 3
      }
    return Self.manual.references[place]
  }

  /// Everything that the numbers depend on.
  private func words(_ graph: Graph, seed: UInt64) -> String {
    var parts = [ruleWords]
    switch parameters.memory {
    case .none: parts.append("letters may come back")
    case .holder: parts.append("never back to the giver")
    case .letter: parts.append("never twice to anyone")
    }
    parts.append("drop-out \(decimal(parameters.dropOut))")
    parts.append("at most \(parameters.steps) links")
    if graph.isDirected {
      switch parameters.direction {
      case .out: parts.append("along arcs")
      case .in: parts.append("against arcs")
      case .all: parts.append("direction ignored")
      }
    }
    return parts.joined(separator: ", ") + ", seed \(seed)"
  }

  /// The same in French.
  private func frenchWords(_ network: Network, seed: UInt64) -> String {
    let back =
      switch parameters.memory {
      case .none: "les lettres peuvent revenir"
      case .holder: "jamais de retour à l'expéditeur"
      case .letter: "jamais deux fois à la même personne"
      }
    return [
      frenchRule, back, "taux d'abandon \(frenchDecimal(parameters.dropOut))",
      "au plus \(parameters.steps) liens" + network.frenchDirectionWords(parameters.direction),
      "graine \(seed)",
    ].joined(separator: ", ")
  }

  private var frenchRule: String {
    let gives = parameters.nearerOnly ? ", plus près que le détenteur" : ""
    switch parameters.rule {
    case .random: return "à n'importe qui"
    case .highestDegree: return "à qui connaît le plus de monde"
    case .lattice: return "au plus proche sur \(parameters.torus ? "le tore" : "la grille")\(gives)"
    case .closest:
      let names = parameters.by.entries.map(\.words).joined(separator: " et ")
      return "au plus proche selon \(names)\(gives)"
    }
  }

  private var ruleWords: String {
    let gives = parameters.nearerOnly ? ", nearer than the holder" : ""
    switch parameters.rule {
    case .random: return "to anyone"
    case .highestDegree: return "to whoever knows most people"
    case .lattice: return "to the nearest on the \(parameters.torus ? "torus" : "lattice")\(gives)"
    case .closest:
      let weights = Set(parameters.by.entries.map(\.weight))
      let names = parameters.by.entries.map { entry in
        weights.count > 1 ? "\(decimal(entry.weight)) x \(entry.words)" : entry.words
      }
      let mixture = parameters.mixture == .least && names.count > 1 ? "the least of " : ""
      return "to the closest in \(mixture)\(names.joined(separator: " and "))\(gives)"
    }
  }
}
