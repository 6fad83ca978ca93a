internal import ModuleKit

/// What the numbers of a study cannot say, from its data.
struct StudyLimits {
  let network: Network

  /// What is said when there are none.
  static let none = "Nothing in the data limits the results beyond the definitions below."

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
    return switch alone {
    case 0: nil
    case 1: "1 node has no tie at all."
    default: "\(alone) nodes have no tie at all."
    }
  }

  private var missing: String? {
    func gaps(_ frame: Frame) -> [String] {
      frame.entries.compactMap { entry in
        // What a stage says of some only, such as other names of a person, is missing of no one.
        if !entry.convention.isEmpty, entry.column.type == .text { return nil }
        let gaps = entry.column.gaps
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

  private func notes(_ limit: MethodNote.Limit) -> [MethodNote] {
    network.methods.filter { $0.limits.contains(limit) }
  }

  private var estimated: String? {
    var names: [String] = []
    for note in notes(.estimated) {
      let name = note.caption.isEmpty ? note.text : note.caption
      if !names.contains(name) { names.append(name) }
    }
    return names.isEmpty
      ? nil : "Estimated, not exact: \(names.joined(separator: "; ")). See the definitions."
  }

  private var undeclaredWeight: String? {
    guard let weight = network.weight, weight.meaning == .undeclared else { return nil }
    return "The study does not say whether a large \(weight.column) means near or far."
  }

  /// Chains that were lost on their way make those that arrive look short.
  private var attrition: String? {
    let notes = notes(.attrition)
    if notes.isEmpty { return nil }
    let tables = Set(notes.flatMap { $0.tables ?? [] })
    let titles = network.tables.filter { tables.contains($0.name) }.map(\.title)
    return "Chains were lost on their way, and long ones more often than short ones"
      + (titles.isEmpty ? "." : ": see \(titles.joined(separator: ", ")).")
  }
}

extension Column {
  /// How many values are missing.
  fileprivate var gaps: Int {
    switch self {
    case .numbers(let values): values.count { $0.isNaN }
    case .integers(let values): values.count { $0 == Self.missingInteger }
    case .texts(let values): values.codes.count { $0 < 0 }
    case .flags(let values): values.count { $0 == .missing }
    }
  }
}
