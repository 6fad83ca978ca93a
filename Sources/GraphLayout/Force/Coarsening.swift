// Walshaw, "A multilevel algorithm for force-directed graph drawing", Journal of Graph Algorithms and
// Applications 7(3), 2003: matching; stars are contracted whole, since hubs of power-law networks leave
// most of their neighbours unmatched (Hu, "Efficient, high-quality force-directed graph drawing", The
// Mathematica Journal 10(1), 2005, section 3.2).

package import GraphCore

extension SpringGraph {
  /// A network of fewer nodes and the one that each node became; nil when little would be gained.
  package func coarsened(_ random: inout RandomSource) -> (coarse: SpringGraph, parents: [NodeID])?
  {
    let (parents, count) = matched(&random)
    if count * 10 > nodeCount * 9 { return nil }
    return (contracted(parents, count), parents)
  }

  /// Pairs each node with the free neighbour that it is tied to most closely for its mass; a node whose
  /// neighbours are all taken joins the closest of them.
  private func matched(_ random: inout RandomSource) -> (parents: [NodeID], count: Int) {
    let none = NodeID.max
    var parents = [NodeID](repeating: none, count: nodeCount)
    var order = (0..<NodeID(nodeCount)).map { $0 }
    random.shuffle(&order)
    var count: NodeID = 0
    for node in order where parents[Int(node)] == none {
      var (free, freeCloseness) = (none, Float(-1))
      var (taken, takenCloseness) = (none, Float(-1))
      for arc in range(Int(node)) {
        let other = neighbors[arc]
        let closeness = strengths[arc] / masses[Int(other)]
        if parents[Int(other)] == none {
          if closeness > freeCloseness { (free, freeCloseness) = (other, closeness) }
        } else if closeness > takenCloseness {
          (taken, takenCloseness) = (other, closeness)
        }
      }
      if free == none, taken != none {
        parents[Int(node)] = parents[Int(taken)]
        continue
      }
      parents[Int(node)] = count
      if free != none { parents[Int(free)] = count }
      count += 1
    }
    return (parents, Int(count))
  }

  /// Springs between the same two parents become one, as strong as all of them.
  private func contracted(_ parents: [NodeID], _ count: Int) -> SpringGraph {
    var members = [[NodeID]](repeating: [], count: count)
    var newMasses = [Float](repeating: 0, count: count)
    for node in 0..<nodeCount {
      members[Int(parents[node])].append(NodeID(node))
      newMasses[Int(parents[node])] += masses[node]
    }
    var newOffsets: [Int32] = [0]
    var newNeighbors: [NodeID] = []
    var newStrengths: [Float] = []
    var place = [Int32](repeating: -1, count: count)
    for parent in 0..<count {
      let start = newNeighbors.count
      for member in members[parent] {
        for arc in range(Int(member)) {
          let other = parents[Int(neighbors[arc])]
          if Int(other) == parent { continue }
          if Int(place[Int(other)]) < start {
            place[Int(other)] = Int32(newNeighbors.count)
            newNeighbors.append(other)
            newStrengths.append(strengths[arc])
          } else {
            newStrengths[Int(place[Int(other)])] += strengths[arc]
          }
        }
      }
      newOffsets.append(Int32(newNeighbors.count))
    }
    return SpringGraph(
      offsets: newOffsets, neighbors: newNeighbors, strengths: newStrengths, masses: newMasses)
  }
}
