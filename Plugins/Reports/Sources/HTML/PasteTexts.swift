internal import ModuleKit

/// Methods and references that can be pasted into a paper.
struct PasteTexts {
  let network: Network
  let seed: UInt64
  let citations: [Citation]

  init(_ network: Network, seed: UInt64) {
    (self.network, self.seed) = (network, seed)
    citations = Set(network.methods.compactMap(\.reference)).sorted().map(Citation.init)
  }

  private var notes: [MethodNote] {
    var seen: Set<String> = []
    return network.methods.filter { seen.insert($0.text).inserted }
  }

  var english: String {
    let graph = network.graph
    let kind = graph.isDirected ? "directed" : "undirected"
    let cited = notes.map { note in
      guard let reference = note.reference else { return note.text }
      let text = note.text.hasSuffix(".") ? String(note.text.dropLast()) : note.text
      return text + " (\(Citation(reference).short))."
    }
    return
      (["The \(kind) network has \(graph.nodeCount) nodes and \(graph.edgeCount) edges."] + cited
      + [
        "Analyses were run with Sociogram, seed \(seed)."
      ]).joined(separator: " ")
  }

  /// The frame in French. Sentences of modules are English; here stand their measures and sources.
  var french: String {
    let graph = network.graph
    let kind = graph.isDirected ? "orienté" : "non orienté"
    var text = "Le réseau \(kind) compte \(graph.nodeCount) nœuds et \(graph.edgeCount) liens."
    if let weight = network.weight {
      let meaning =
        switch weight.meaning {
        case .strength: "une grande valeur indique un lien fort"
        case .distance: "une grande valeur indique un éloignement"
        case .undeclared: "sens non déclaré"
        }
      text += " Les liens sont pondérés par « \(weight.column) » (\(meaning))."
    }
    let measures = notes.compactMap { note -> String? in
      guard case .measure(let name) = note.subject else { return nil }
      return "« \(name) »" + (note.reference.map { " (\(Citation($0).short))" } ?? "")
    }
    if !measures.isEmpty { text += " Mesures calculées : \(measures.joined(separator: ", "))." }
    for entry in network.ledger where entry.isInput {
      text += " Source « \(entry.source) » : \(entry.read) lignes lues, \(entry.kept) gardées, "
      text += "\(entry.merged) fusionnées, \(entry.rejected) rejetées, \(entry.dropped) écartées."
    }
    return text + " Les analyses ont été faites avec Sociogram, graine aléatoire \(seed)."
  }

  var bibTeX: String {
    zip(citations, Citation.keys(citations)).map { $0.bibTeX(key: $1) }.joined(separator: "\n")
  }
}
