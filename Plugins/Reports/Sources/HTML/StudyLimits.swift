internal import ModuleKit

/// What the numbers of a study cannot say, from its data.
struct StudyLimits {
  let network: Network

  var sentences: [String] {
    [egocentric, disconnected, isolated, missing, leftOut, estimated, undeclaredWeight, attrition]
      .compactMap { $0 }
  }

  private var egocentric: String? {
    let owners = network.owners.count
    if owners == 0 { return nil }
    return
      "All ties are known of \(owners) of \(network.graph.nodeCount) people only, whose address books these are. Of everyone else the degree is a lower bound, and distances beyond the owners say nothing."
  }

  private var disconnected: String? {
    let sizes = network.graph.weakComponents.sizes
    guard sizes.count > 1, let largest = sizes.max() else { return nil }
    let share = Double(largest) / Double(network.graph.nodeCount) * 100
    return
      "The network falls into \(sizes.count) components; the largest holds \(largest) nodes (\(shown((share * 10).rounded() / 10)) %). Between components there is no path: read measures of distance with the definition of what is left out."
  }

  private var isolated: String? {
    let graph = network.graph
    var degrees = [Int](repeating: 0, count: graph.nodeCount)
    for edge in 0..<graph.edgeCount {
      degrees[Int(graph.sources[edge])] += 1
      degrees[Int(graph.targets[edge])] += 1
    }
    let alone = degrees.count { $0 == 0 }
    return alone == 0 ? nil : "\(alone) nodes have no tie at all."
  }

  private var missing: String? {
    func gaps(_ frame: Frame) -> [String] {
      frame.entries.compactMap { entry in
        let gaps = (0..<entry.column.count).count { entry.column.text(at: $0) == nil }
        return gaps == 0 ? nil : "\(entry.name) (\(gaps) of \(entry.column.count))"
      }
    }
    let all = gaps(network.nodes) + gaps(network.edges)
    return all.isEmpty ? nil : "Values are missing in " + all.joined(separator: ", ") + "."
  }

  private var leftOut: String? {
    let parts = network.ledger.compactMap { entry -> String? in
      let lost = entry.rejected + entry.dropped
      return lost == 0 || entry.read == 0
        ? nil : "\(lost) of \(entry.read) \(entry.unit) of \(entry.source)"
    }
    return parts.isEmpty ? nil : "Left out were " + parts.joined(separator: ", ") + "."
  }

  private var estimated: String? {
    let words = ["estimate", "sampled", "approximat", "HyperBall"]
    let names = (network.nodes.entries + network.edges.entries).filter { entry in
      words.contains { entry.convention.contains($0) }
    }.map(\.name)
    return names.isEmpty
      ? nil : "Estimated, not exact, are \(names.joined(separator: ", ")): see the definitions."
  }

  private var undeclaredWeight: String? {
    guard let weight = network.weight, weight.meaning == .undeclared else { return nil }
    return "The study does not say whether a large \(weight.column) means near or far."
  }

  /// Chains that were lost on their way make those that arrive look short.
  private var attrition: String? {
    let names = network.tables.filter { table in
      [table.name, table.title, table.note].contains {
        $0.contains("attrition") || $0.contains("lost")
      }
    }.map(\.title)
    return names.isEmpty
      ? nil
      : "Chains were lost on their way, and long ones more often than short ones: see \(names.joined(separator: ", "))."
  }
}
