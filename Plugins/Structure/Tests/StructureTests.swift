import ModuleKit
import ModuleTesting
import Structure
import Testing

/// Structure against definitions applied by hand to all tiny graphs and to random ones.
struct StructureTests {
  private static let graphs =
    TinyGraphs.all(upTo: 5, directed: false) + TinyGraphs.all(upTo: 3, directed: true)
    + RandomGraphs.spread

  private func neighbors(_ graph: Graph) -> [Set<Int>] {
    var sets = [Set<Int>](repeating: [], count: graph.nodeCount)
    for edge in 0..<graph.edgeCount where graph.sources[edge] != graph.targets[edge] {
      sets[Int(graph.sources[edge])].insert(Int(graph.targets[edge]))
      sets[Int(graph.targets[edge])].insert(Int(graph.sources[edge]))
    }
    return sets
  }

  /// Nodes reached from `start` without those in `removed`.
  private func reach(_ start: Int, _ sets: [Set<Int>], without removed: Int? = nil) -> Set<Int> {
    var seen: Set<Int> = [start]
    var rest = [start]
    while let node = rest.popLast() {
      for next in sets[node] where next != removed && seen.insert(next).inserted {
        rest.append(next)
      }
    }
    return seen
  }

  @Test func coreNumbersByPeeling() throws {
    for graph in Self.graphs {
      let sets = neighbors(graph)
      var expected = [Int](repeating: 0, count: graph.nodeCount)
      for k in 1...max(1, graph.nodeCount) {
        var left = Set(0..<graph.nodeCount)
        while let weak = left.first(where: { sets[$0].intersection(left).count < k }) {
          left.remove(weak)
        }
        for node in left { expected[node] = k }
      }
      #expect(try graph.coreNumbers(on: .serial) == expected, "\(graph)")
    }
  }

  @Test func trianglesByTriples() throws {
    for graph in Self.graphs {
      let sets = neighbors(graph)
      let expected = (0..<graph.nodeCount).map { node in
        sets[node].reduce(0) { $0 + sets[node].intersection(sets[$1]).count } / 2
      }
      #expect(try triangleCounts(graph.undirected, .serial).triangles == expected, "\(graph)")
    }
  }

  @Test(arguments: [1, 2, 7]) func partsOfGroupsBySearch(threads: Int) throws {
    for graph in Self.graphs {
      let groups = (0..<graph.nodeCount).map { Int32($0 * 5 % 7 % 3) }
      let sets = neighbors(graph).enumerated().map { node, around in
        around.filter { groups[$0] == groups[node] }
      }
      let expected = (0..<graph.nodeCount).map { NodeID(reach($0, sets).min() ?? $0) }
      let parts = try graph.connectedParts(of: groups, on: Workers(threads: threads))
      #expect(parts == expected, "\(graph)")
    }
  }

  @Test func cutsByRemoval() throws {
    for graph in Self.graphs {
      let names = (0..<graph.nodeCount).map { "n\(100 + $0)" }
      let run = try ModuleRun(
        ConnectedComponents.self, on: Network(graph: graph, ids: names)
      ).network
      let sets = neighbors(graph)
      for node in 0..<graph.nodeCount {
        let around = sets[node]
        let isCut =
          around.first.map { !around.isSubset(of: reach($0, sets, without: node)) } ?? false
        #expect(run.nodes["is_cut_point"]?.number(at: node) == (isCut ? 1 : 0), "\(graph)")
      }
      for edge in 0..<graph.edgeCount {
        let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
        var without = sets
        let isMutual = (0..<graph.edgeCount).contains {
          Int(graph.sources[$0]) == b && Int(graph.targets[$0]) == a && $0 != edge
        }
        if !isMutual {
          without[a].remove(b)
          without[b].remove(a)
        }
        let isBridge = a != b && !reach(a, without).contains(b)
        #expect(run.edges["is_bridge"]?.number(at: edge) == (isBridge ? 1 : 0), "\(graph)")
      }
    }
  }

  @Test func componentsByReach() {
    for graph in Self.graphs {
      let sets = neighbors(graph)
      let weak = graph.weakComponents
      for a in 0..<graph.nodeCount {
        let reached = reach(a, sets)
        for b in 0..<graph.nodeCount {
          #expect((weak.labels[a] == weak.labels[b]) == reached.contains(b))
        }
      }
      let distances = PathOracle(graph).distances
      let strong = graph.strongComponents
      for a in 0..<graph.nodeCount {
        for b in 0..<graph.nodeCount {
          let isMutual = distances[a][b].isFinite && distances[b][a].isFinite
          #expect((strong.labels[a] == strong.labels[b]) == isMutual)
        }
      }
      #expect(weak.sizes == weak.sizes.sorted(by: >) && weak.sizes.reduce(0, +) == graph.nodeCount)
    }
  }
}
