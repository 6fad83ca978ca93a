// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016,
// section 4.3: an upper bound of the vertex diameter, in linear time.

package import ModuleKit

extension Graph {
  /// No shortest path has more nodes between its ends. Complexity: O(n + m).
  ///
  /// Within a component none is longer than the way to one node and from there to any other. A directed
  /// path goes through strong components in order and stays within each, so the bounds are added along
  /// the arcs that lead from one to the next.
  package var mostInnerNodes: Int {
    let parts = isDirected ? strongComponents : weakComponents
    let labels = parts.labels.map { Int32($0) }
    let members = RowGroups(groupOfRow: labels, count: parts.sizes.count)
    var search = BoundedSearch(labels)
    let within = parts.sizes.indices.map { part -> Int in
      if parts.sizes[part] == 1 { return 0 }
      let center = members[part].max {
        (outgoing.degree(Int($0)), $1) < (outgoing.degree(Int($1)), $0)
      }
      guard let center else { return 0 }
      return min(
        parts.sizes[part] - 1, search.depth(outgoing, center) + search.depth(incoming, center))
    }
    let longest = isDirected ? longestChain(labels, members, within) : within.max() ?? 0
    return max(0, longest - 1)
  }

  /// The most links of a path through strong components, `within` links in each.
  private func longestChain(_ labels: [Int32], _ members: RowGroups, _ within: [Int]) -> Int {
    var open = [Int](repeating: 0, count: members.count)
    for edge in 0..<edgeCount where labels[Int(sources[edge])] != labels[Int(targets[edge])] {
      open[Int(labels[Int(targets[edge])])] += 1
    }
    var ready = open.indices.filter { open[$0] == 0 }
    // Links up to and within each component.
    var before = [Int](repeating: 0, count: members.count)
    var longest = 0
    while let part = ready.popLast() {
      let links = before[part] + within[part]
      longest = max(longest, links)
      for node in members[part] {
        for arc in outgoing.range(Int(node)) {
          let next = Int(labels[Int(outgoing.neighbors[arc])])
          if next == part { continue }
          before[next] = max(before[next], links + 1)
          open[next] -= 1
          if open[next] == 0 { ready.append(next) }
        }
      }
    }
    return longest
  }
}

/// Breadth-first search that does not leave a component.
private struct BoundedSearch {
  private let labels: [Int32]
  private var isReached: [Bool]
  private var order: [NodeID] = []

  init(_ labels: [Int32]) {
    self.labels = labels
    isReached = Array(repeating: false, count: labels.count)
  }

  /// Links to the farthest node.
  mutating func depth(_ adjacency: Adjacency, _ center: NodeID) -> Int {
    order.removeAll(keepingCapacity: true)
    order.append(center)
    isReached[Int(center)] = true
    var (head, depth) = (0, -1)
    while head < order.count {
      depth += 1
      for index in head..<order.count {
        head += 1
        for arc in adjacency.range(Int(order[index])) {
          let neighbor = adjacency.neighbors[arc]
          guard !isReached[Int(neighbor)], labels[Int(neighbor)] == labels[Int(center)] else {
            continue
          }
          isReached[Int(neighbor)] = true
          order.append(neighbor)
        }
      }
    }
    for node in order { isReached[Int(node)] = false }
    return depth
  }
}
