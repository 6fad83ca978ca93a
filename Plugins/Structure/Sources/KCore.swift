// Seidman, "Network structure and minimum degree", Social Networks 5, 1983; Batagelj & Zaveršnik, "An
// O(m) algorithm for cores decomposition of networks", arXiv:cs/0310049, 2003.

public import ModuleKit

/// `structure.kcore`
public struct KCore: Module {
  public static let manual = Manual(
    name: "structure.kcore",
    summary: "Finds how deep in the network a node sits",
    details: """
      A node has core number k when it belongs to a part in which everyone has at least k neighbours \
      within the part, and to no such part for k+1. Direction and self-loops are ignored: two nodes \
      joined both ways are one pair.
      """,
    writes: [.nodeColumn("core", .integer, "core number")],
    references: [
      "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.",
      "Batagelj, V. & Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks. arXiv:cs/0310049.",
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "A triangle with a tail", network: "a-b b-c c-a c-d e",
        yaml: "- use: structure.kcore",
        expected: [.nodes("id,core\na,2\nb,2\nc,2\nd,1\ne,0\n")])
    ])

  public let parameters: NoParameters
  public init(_ parameters: NoParameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let cores = coreNumbers(network.graph)
    network.nodes.set(
      "core", .integers(cores), convention: "core number, direction and self-loops ignored")
    network.methods.append(
      MethodNote(
        .measure("core"), "Core numbers ignore direction and self-loops.", caption: "k-core",
        reference: Self.manual.references.last))
  }
}

/// The core number of each node, by removing nodes of least degree first, in buckets.
package func coreNumbers(_ graph: Graph) -> [Int] {
  let adjacency = graph.undirected.outgoing
  let n = adjacency.nodeCount
  var degree = (0..<n).map { node in
    adjacency.range(node).count { adjacency.neighbors[$0] != node }
  }
  // Nodes sorted by degree; `start[d]` is where degree d begins.
  let largest = degree.max() ?? 0
  var start = [Int](repeating: 0, count: largest + 2)
  for value in degree { start[value + 1] += 1 }
  for value in 0...largest { start[value + 1] += start[value] }
  var position = [Int](repeating: 0, count: n)
  var sorted = [Int](repeating: 0, count: n)
  var next = start
  for node in 0..<n {
    position[node] = next[degree[node]]
    sorted[position[node]] = node
    next[degree[node]] += 1
  }
  for index in 0..<n {
    let node = sorted[index]
    for arc in adjacency.range(node) {
      let neighbor = Int(adjacency.neighbors[arc])
      guard degree[neighbor] > degree[node] else { continue }
      // Swap the neighbor with the first of its degree, which then begins one later.
      let first = max(start[degree[neighbor]], index + 1)
      let other = sorted[first]
      sorted.swapAt(position[neighbor], first)
      position[other] = position[neighbor]
      position[neighbor] = first
      start[degree[neighbor]] = first + 1
      degree[neighbor] -= 1
    }
  }
  return degree
}
