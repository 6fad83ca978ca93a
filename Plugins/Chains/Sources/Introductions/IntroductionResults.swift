internal import ModuleKit

/// Writes introductions into the network: roles, traffic, tables, and how they were found.
struct IntroductionResults {
  let answer: IntroductionAnswer
  let reliability: TieReliability
  let evidence: TieEvidence
  let parameters: Introductions.Parameters
  let stage: String

  func write(to network: inout Network) {
    writeMarks(to: &network)
    let tables = IntroductionTables(
      network: network, answer: answer, reliability: reliability, evidence: evidence,
      parameters: parameters, stage: stage)
    for table in tables.all { network.set(table) }
    network.methods.append(
      MethodNote(
        .measure("traffic_\(stage)"),
        "Introductions are by the most reliable chains, \(reliability.words), planned so that "
          + "\(loadWords); a chain is worth asking for from \(decimal(parameters.trust)).",
        french:
          "Les mises en relation suivent les chaînes les plus fiables, \(reliability.french), "
          + "réparties de sorte que \(frenchLoad) ; une chaîne est retenue à partir d'une fiabilité "
          + "de \(frenchDecimal(parameters.trust)).",
        caption: "introductions: \(reliability.words), \(loadWords)",
        reference: Introductions.manual.references.first))
  }

  private var loadWords: String {
    let who = parameters.loadOn == .introducer ? "no introducer" : "nobody"
    return "\(who) is asked more than \(parameters.load)×"
  }

  private var frenchLoad: String {
    let who = parameters.loadOn == .introducer ? "aucun introducteur" : "personne"
    return "\(who) ne soit sollicité plus de \(parameters.load) fois"
  }

  private func writeMarks(to network: inout Network) {
    var roles = [String?](repeating: nil, count: network.graph.nodeCount)
    var nodes = [Int](repeating: 0, count: network.graph.nodeCount)
    var edges = [Int](repeating: 0, count: network.graph.edgeCount)
    for chain in answer.rows.compactMap(\.planned) {
      for edge in chain.edges { edges[edge] += 1 }
      for (step, node) in chain.nodes.enumerated().dropFirst().dropLast() {
        nodes[node] += 1
        if step == 1 {
          roles[node] = "introducer"
        } else {
          roles[node] = roles[node] ?? "go-between"
        }
      }
    }
    for row in answer.rows {
      roles[row.prospect] =
        row.planned == nil && row.verdict != .known ? "prospect left out" : "prospect"
    }
    roles[answer.starter] = "starter"
    network.nodes.set(
      "role_\(stage)", .texts(roles), convention: "part in the planned introductions")
    network.nodes.set(
      "traffic_\(stage)", .integers(nodes),
      convention: "planned chains that the person is asked to pass on")
    network.edges.set(
      "traffic_\(stage)", .integers(edges), convention: "planned chains along the tie")
  }
}
