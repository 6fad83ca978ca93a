// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1(2), 1972;
// strong components in the iterative form of Pearce, "A space-efficient algorithm for finding
// strongly connected components", Information Processing Letters 116, 2016.

/// A division of the nodes into parts, numbered from 0 by size, ties by smallest node.
public struct Components: Sendable, Equatable {
  /// The part of each node.
  public let labels: [Int]
  /// The number of nodes of each part, largest first.
  public let sizes: [Int]

  /// - Parameter labels: any numbers that are equal within a part.
  init(numbering labels: [Int32]) {
    var first: [Int32: Int] = [:]
    var sizes: [Int] = []
    let dense = labels.map { label in
      if let known = first[label] {
        sizes[known] += 1
        return known
      }
      first[label] = sizes.count
      sizes.append(1)
      return sizes.count - 1
    }
    // Parts were met in order of their smallest node: a stable sort keeps that among equals.
    let order = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    var position = [Int](repeating: 0, count: order.count)
    for (rank, part) in order.enumerated() { position[part] = rank }
    self.labels = dense.map { position[$0] }
    self.sizes = order.map { sizes[$0] }
  }
}

extension Graph {
  /// Parts within which every node reaches every other, direction ignored. Complexity: O(n + m).
  public var weakComponents: Components {
    var parent = (0..<NodeID(nodeCount)).map { $0 }
    func root(_ node: NodeID) -> NodeID {
      var node = node
      while parent[Int(node)] != node {
        parent[Int(node)] = parent[Int(parent[Int(node)])]
        node = parent[Int(node)]
      }
      return node
    }
    for edge in 0..<edgeCount {
      let (a, b) = (root(sources[edge]), root(targets[edge]))
      if a != b { parent[Int(max(a, b))] = min(a, b) }
    }
    return Components(numbering: (0..<NodeID(nodeCount)).map(root))
  }

  /// Parts within which every node reaches every other along arcs. Complexity: O(n + m).
  public var strongComponents: Components {
    guard isDirected else { return weakComponents }
    var search = StrongSearch(outgoing)
    for node in 0..<nodeCount { search.visit(node) }
    return Components(numbering: search.label)
  }
}

private struct StrongSearch {
  private let adjacency: Adjacency
  private(set) var label: [Int32]
  private var index: [Int32]
  private var low: [Int32]
  private var isOpen: [Bool]
  private var open: [Int32] = []
  private var path: [(node: Int, arc: Int)] = []
  private var time: Int32 = 0

  init(_ adjacency: Adjacency) {
    self.adjacency = adjacency
    label = Array(repeating: -1, count: adjacency.nodeCount)
    index = label
    low = label
    isOpen = Array(repeating: false, count: adjacency.nodeCount)
  }

  mutating func visit(_ root: Int) {
    if index[root] >= 0 { return }
    enter(root)
    while let (node, arc) = path.last {
      if arc < adjacency.offsets[node + 1] {
        path[path.count - 1].arc += 1
        let neighbor = Int(adjacency.neighbors[arc])
        if index[neighbor] < 0 {
          enter(neighbor)
        } else if isOpen[neighbor] {
          low[node] = min(low[node], index[neighbor])
        }
      } else {
        leave(node)
      }
    }
  }

  private mutating func enter(_ node: Int) {
    index[node] = time
    low[node] = time
    time += 1
    open.append(Int32(node))
    isOpen[node] = true
    path.append((node, adjacency.offsets[node]))
  }

  private mutating func leave(_ node: Int) {
    path.removeLast()
    if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
    guard low[node] == index[node] else { return }
    while let member = open.popLast() {
      isOpen[Int(member)] = false
      label[Int(member)] = Int32(node)
      if member == node { return }
    }
  }
}
