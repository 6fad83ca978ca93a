internal import ModuleKit
internal import Synchronization

/// The weights from one node, or group of nodes, to each community around it.
///
/// One cell per community, so that nothing collides (Sahu, "GVE-Louvain", arXiv:2312.04876, 2023);
/// only the cells that were touched are read and cleared.
struct NeighborWeights: Sendable {
  /// By community; 0 where none was met.
  private var weightTo: [Double]
  /// The communities met, in that order; the cells behind `count` mean nothing.
  private var touched: [Int32]
  private(set) var count = 0

  /// - Parameter mostTies: how many ties are added between two calls of `clear`, at most.
  init(communities: Int, mostTies: Int) {
    weightTo = Array(repeating: 0, count: communities)
    touched = Array(repeating: 0, count: min(communities, mostTies) + 1)
  }

  @inline(__always) subscript(index: Int) -> (community: Int32, weight: Double) {
    (touched[index], weightTo[Int(touched[index])])
  }

  /// The weight to one community.
  @inline(__always) func weight(to community: Int32) -> Double { weightTo[Int(community)] }

  @inline(__always) mutating func clear() {
    for index in 0..<count { weightTo[Int(touched[index])] = 0 }
    count = 0
  }

  /// Adds the ties of a node.
  @inline(__always) mutating func add(_ node: Int, _ level: Level, _ community: Span<Int32>) {
    count = gather(
      level.row(node), level.neighbors.span, level.weights.span, community, &weightTo, &touched,
      count)
  }
}

/// Adds the ties of a row to the cells of their communities; returns how many are touched.
///
/// There is no branch on what is met: whether a community is new cannot be predicted.
@inline(__always) private func gather(
  _ row: Range<Int>, _ neighbors: Span<Int32>, _ weights: Span<Double>, _ community: Span<Int32>,
  _ weightTo: inout [Double], _ touched: inout [Int32], _ before: Int
) -> Int {
  var weightTo = weightTo.mutableSpan
  var touched = touched.mutableSpan
  var count = before
  if weights.isEmpty {
    for arc in row {
      let other = community[Int(neighbors[arc])]
      let old = weightTo[Int(other)]
      touched[count] = other
      count &+= old == 0 ? 1 : 0
      weightTo[Int(other)] = old + 1
    }
  } else {
    for arc in row {
      let other = community[Int(neighbors[arc])]
      let old = weightTo[Int(other)]
      touched[count] = other
      count &+= old == 0 ? 1 : 0
      weightTo[Int(other)] = old + weights[arc]
    }
  }
  return count
}

/// Scratch that outlives a chunk of work: as many as threads are at work at once.
///
/// What is in one must not change any result, for which chunk gets which depends on chance.
final class Pool<Scratch: Sendable>: Sendable {
  private let free = Mutex<[Scratch]>([])
  private let make: @Sendable () -> Scratch

  init(_ make: @escaping @Sendable () -> Scratch) { self.make = make }

  func with<Value>(_ body: (inout Scratch) -> Value) -> Value {
    var scratch = free.withLock { $0.popLast() } ?? make()
    let value = body(&scratch)
    let used = scratch
    free.withLock { $0.append(used) }
    return value
  }
}
