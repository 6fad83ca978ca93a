// Sutton, Ben-Nun & Barak, "Optimizing parallel graph connectivity computation via subgraph sampling",
// IPDPS 2018 (Afforest).
/// A division of the nodes into parts, numbered from 0 by size, ties by smallest node.
public struct Components: Sendable, Equatable {
  /// The part of each node.
  public let labels: [Int]
  /// The number of nodes of each part, largest first.
  public let sizes: [Int]

  /// - Parameter labels: nodes that are equal within a part: its representative.
  init(numbering labels: [Int32]) {
    var partOfLabel = [Int32](repeating: -1, count: labels.count)
    var sizes: [Int] = []
    for label in labels {
      let known = partOfLabel[Int(label)]
      if known >= 0 {
        sizes[Int(known)] += 1
      } else {
        partOfLabel[Int(label)] = Int32(sizes.count)
        sizes.append(1)
      }
    }
    // Parts were met in order of their smallest node, which stays the order among equals.
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    var position = [Int](repeating: 0, count: order.count)
    for (rank, part) in order.enumerated() { position[part] = rank }
    self.labels = labels.map { position[Int(partOfLabel[Int($0)])] }
    self.sizes = order.map { sizes[$0] }
  }

  /// The nodes of each part, ascending.
  public var members: [[Int]] {
    var members = sizes.map { size -> [Int] in
      var part: [Int] = []
      part.reserveCapacity(size)
      return part
    }
    for (node, part) in labels.enumerated() { members[part].append(node) }
    return members
  }
}

extension Graph {
  /// Parts within which every node reaches every other, direction ignored. Complexity: O(n + m).
  public var weakComponents: Components {
    // Without a way to cancel, nothing is thrown.
    (try? weakComponents(on: .serial)) ?? Components(numbering: [])
  }

  /// The same on several threads, whose number changes nothing: a part is named after its least node.
  public func weakComponents(on workers: Workers) throws(Cancelled) -> Components {
    Components(numbering: try Linking(self).run(workers))
  }

  /// For each node the least one that it is connected to by nodes of its group, direction ignored.
  ///
  /// - Parameter groups: the group of each node, numbered from 0.
  /// - Complexity: O(n + m), in practice a few arcs of each node.
  public func connectedParts(
    of groups: [Int32], on workers: Workers
  ) throws(Cancelled) -> [NodeID] {
    try Linking(self, within: groups).run(workers)
  }

  /// Parts within which every node reaches every other along arcs. Complexity: O(n + m).
  public var strongComponents: Components {
    guard isDirected else { return weakComponents }
    var search = StrongSearch(outgoing)
    for node in 0..<nodeCount { search.visit(node) }
    return Components(numbering: search.label)
  }
}
