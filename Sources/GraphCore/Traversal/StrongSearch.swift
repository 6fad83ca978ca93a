// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1(2), 1972;
// strong components in the iterative form of Pearce, "A space-efficient algorithm for finding
// strongly connected components", Information Processing Letters 116, 2016.

struct StrongSearch {
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
