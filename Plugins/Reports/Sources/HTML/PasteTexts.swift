internal import ModuleKit

/// Methods and references that can be pasted into a paper.
struct PasteTexts {
  let network: Network
  let seed: UInt64
  /// Of the program; empty where it is not known.
  let version: String
  let citations: [Citation]

  init(_ network: Network, seed: UInt64, version: String) {
    (self.network, self.seed, self.version) = (network, seed, version)
    citations = Set(network.methods.compactMap(\.reference)).sorted().map(Citation.init)
  }

  private var program: String { version.isEmpty ? "Sociogram" : "Sociogram \(version)" }

  private func cited(_ sentence: String, _ note: MethodNote) -> String {
    guard let reference = note.reference else { return sentence }
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return text + " (\(Citation(reference).short))."
  }

  private var notes: [MethodNote] {
    var seen: Set<String> = []
    return network.methods.filter { seen.insert($0.text).inserted }
  }

  var english: String {
    let graph = network.graph
    let kind = graph.isDirected ? "directed" : "undirected"
    let size = [HTML.counted(graph.nodeCount, "node"), HTML.counted(graph.edgeCount, "edge")]
    let sentences =
      ["The \(kind) network has \(size.joined(separator: " and "))."]
      + notes.map { cited($0.text, $0) } + ["Analyses were run with \(program), seed \(seed)."]
    return sentences.joined(separator: " ")
  }

  /// In French: the sentences of the modules that have some, and for others their names and sources.
  var french: String {
    let graph = network.graph
    let kind = graph.isDirected ? "orienté" : "non orienté"
    // French counts nothing and one alike.
    let (nodes, edges) = (graph.nodeCount, graph.edgeCount)
    let size = "\(nodes) nœud\(nodes < 2 ? "" : "s") et \(edges) lien\(edges < 2 ? "" : "s")"
    var text = ["Le réseau \(kind) compte \(size)."]
    if let weight = network.weight {
      let meaning =
        switch weight.meaning {
        case .strength: "une grande valeur indique un lien fort"
        case .distance: "une grande valeur indique un éloignement"
        case .undeclared: "sens non déclaré"
        }
      text.append("Les liens sont pondérés par « \(weight.column) » (\(meaning)).")
    }
    for entry in network.ledger where entry.isInput {
      text.append(
        "Source « \(entry.source) » : \(entry.read) lignes lues, \(entry.kept) gardées, "
          + "\(entry.merged) fusionnées, \(entry.rejected) rejetées, \(entry.dropped) écartées.")
    }
    text += notes.map { note in cited(note.french ?? Self.frenchName(of: note), note) }
    text.append("Les analyses ont été faites avec \(program), graine aléatoire \(seed).")
    return Self.spaced(text.joined(separator: " "))
  }

  /// Blanks within quotation marks and before colons, at which French breaks no line.
  private static func spaced(_ text: String) -> String {
    text.replacing("« ", with: "«\u{A0}").replacing(" »", with: "\u{A0}»")
      .replacing(#/ ([:;?!%])/#) { "\u{A0}\($0.1)" }
  }

  /// What a note of which there is only English is about.
  private static func frenchName(of note: MethodNote) -> String {
    let words = note.caption.isEmpty ? note.text : note.caption
    return switch note.subject {
    case .data: "Données : \(words)."
    case .preparation: "Préparation (en anglais) : « \(words) »."
    case .measure(let name): "Calcul de « \(name) », en anglais : « \(words) »."
    }
  }

  var bibTeX: String {
    zip(citations, Citation.keys(citations)).map { $0.bibTeX(key: $1) }.joined(separator: "\n")
  }
}
