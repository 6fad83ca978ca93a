import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Rings around one person.
struct EgoTests {
  private func slide(_ network: Network, _ parameters: JSON) throws -> String {
    var all = parameters
    all["formats"] = ["svg"]
    return try ModuleRun(EgoDiagram.self, on: network, with: all).svg
  }

  /// An independent search: distances by relaxing all edges until nothing changes.
  private func distances(_ graph: Graph, from ego: Int) -> [Int] {
    var distance = [Int](repeating: 1000, count: graph.nodeCount)
    distance[ego] = 0
    for _ in 0..<graph.nodeCount {
      for edge in 0..<graph.edgeCount {
        let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
        distance[a] = min(distance[a], distance[b] + 1)
        distance[b] = min(distance[b], distance[a] + 1)
      }
    }
    return distance
  }

  @Test func ringsAreDistances() {
    for graph in RandomGraphs.spread where graph.nodeCount > 0 && graph.nodeCount < 80 {
      let zeros = [Int](repeating: 0, count: graph.nodeCount)
      let expected = distances(graph, from: 0)
      for links in 1...3 {
        let rings = EgoRings(
          around: 0, in: graph.undirected.outgoing, links: links, sector: zeros,
          rank: Array(zeros.indices))
        let found = Dictionary(uniqueKeysWithValues: rings.members.map { ($0.node, $0.ring) })
        for node in 1..<max(1, graph.nodeCount) {
          #expect(found[node] == (expected[node] <= links ? expected[node] : nil))
        }
        #expect(rings.counts.reduce(0, +) == rings.members.count)
        #expect(rings.members.allSatisfy { expected[$0.parent] == $0.ring - 1 })
      }
    }
  }

  /// Circles of a ring do not touch while there is room.
  @Test func circlesOfARingKeepApart() {
    let graph = RandomGraphs.gilbert(nodes: 70, probability: 0.06, directed: false, seed: 5)
    let rank = Array(0..<70)
    let rings = EgoRings(
      around: 0, in: graph.outgoing, links: 3, sector: rank.map { $0 % 4 }, rank: rank)
    let radii = Dictionary(uniqueKeysWithValues: rank.map { ($0, 4.0) })
    let angles = rings.angles(around: 0, rank: rank, radii: radii)
    let places = rings.members.map {
      EgoRings.place(angles[$0.node] ?? 0, ring: $0.ring, of: 3)
    }
    for a in places.indices {
      for b in 0..<a where rings.members[a].ring == rings.members[b].ring {
        #expect(places[a].distance(to: places[b]) > 7.9)
      }
    }
  }

  @Test func fullRingsAreCounted() throws {
    var words = (10..<40).map { "e-a\($0)" }
    for a in 10..<40 { words += (10..<40).map { "a\(a)-b\(a)\($0)" } }
    let svg = try slide(Network(sketch: words.joined(separator: " ")), ["ego": "e"])
    #expect(svg.contains("30 people one link away, 900 two links away"))
    #expect(svg.contains("900 people at 2 links drawn as counts"))
    #expect(try SlideText.problems(in: svg) == [])
  }

  @Test func groupsAndHardNamesKeepApart() throws {
    let names = [
      "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間", "مريم", "🙂", "A&B", "<i>x",
    ]
    var network = Network(sketch: (10..<50).map { "ego-p\($0)" }.joined(separator: " "))
    let count = network.graph.nodeCount
    network.nodes.set("label", .texts((0..<count).map { names[$0 % 6] + "\($0)" }))
    network.nodes.set("club", .texts((0..<count).map { $0 % 9 == 0 ? nil : names[$0 % 6] }))
    for links in 1...3 {
      let svg = try slide(
        network, ["ego": "ego", "links": .integer(links), "color": "club", "labels": 100])
      #expect(try SlideText.problems(in: svg) == [])
      #expect(svg.contains("40 people one link away") && !svg.contains("<i>"))
    }
  }

  /// Who is reached through whom, checked against the arcs: a parent has an arc to (or from) the child.
  @Test func waysFollowTheArcs() {
    for seed in 0..<20 {
      let graph = RandomGraphs.gilbert(
        nodes: 40, probability: 0.06, directed: true, seed: UInt64(seed))
      let arcs = Set(
        (0..<graph.edgeCount).map { [Int(graph.sources[$0]), Int(graph.targets[$0])] })
      let rank = (0..<40).map { ($0 * 17) % 40 }
      for isIn in [false, true] {
        let rings = EgoRings(
          around: 0, in: isIn ? graph.incoming : graph.outgoing, links: 3,
          sector: rank.map { $0 % 3 }, rank: rank)
        let ring = Dictionary(uniqueKeysWithValues: rings.members.map { ($0.node, $0.ring) })
        func isArc(_ near: Int, _ far: Int) -> Bool {
          arcs.contains(isIn ? [far, near] : [near, far])
        }
        for member in rings.members {
          let nearer = (0..<40).filter {
            ($0 == 0 ? 0 : ring[$0] ?? 9) == member.ring - 1 && isArc($0, member.node)
          }
          let best = nearer.min {
            let (x, y) = (rank[$0] % 3 == member.sector, rank[$1] % 3 == member.sector)
            return x != y ? x : rank[$0] < rank[$1]
          }
          #expect(member.parent == best)
        }
      }
    }
  }

  @Test func wordsSayWhichWayIsFollowed() throws {
    let network = Network(sketch: "a>b b>c d>a")
    #expect(
      try slide(network, ["ego": "a", "direction": "out"]).contains(
        "1 person one link away, 1 two links away, by links from a"))
    let against = try slide(network, ["ego": "a", "direction": "in"])
    #expect(
      against.contains("1 person one link away, by links to a") && against.contains("LINKS TO A"))
    #expect(try slide(network, ["ego": "a"]).contains("number of links, direction ignored"))
    #expect(try slide(network, ["ego": "c", "direction": "out"]).contains("No link leads from c"))
    #expect(!(try slide(Network(sketch: "a-b"), ["ego": "a"])).contains("direction"))
  }

  @Test func aNumericColorHasALegend() throws {
    var network = Network(sketch: "a-b a-c a-d")
    network.nodes.set("trust", .numbers([2.5, 7, .nan, 40]))
    let svg = try slide(network, ["ego": "a", "color": "trust", "size": "trust"])
    #expect(svg.contains(">TRUST<") && svg.contains(">2.50<") && svg.contains(">40<"))
    #expect(svg.contains(">no value<") && svg.contains("rea: trust"))
    #expect(try SlideText.problems(in: svg) == [])
  }

  /// People of full rings are counted: their circles are not moved apart one by one.
  @Test(.timeLimit(.minutes(1))) func aLargeNetworkIsQuick() throws {
    let (near, far) = (400, 500)
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    for a in 1...near {
      sources.append(0)
      targets.append(NodeID(a))
      for b in 0..<far {
        sources.append(NodeID(a))
        targets.append(NodeID(near + 1 + (a - 1) * far + b))
      }
    }
    let count = near * (far + 1) + 1
    let graph = try GraphBuilder(isDirected: false).build(
      nodeCount: count, sources: sources, targets: targets
    ).graph
    let network = Network(graph: graph, ids: (0..<count).map { String(1_000_000 + $0) })
    #expect(try slide(network, ["ego": "1000000"]).contains("400 people one link away"))
  }

  @Test func mistakesAreSaid() throws {
    let network = Network(sketch: "anna-bob c")
    #expect(try slide(network, ["ego": "c"]).contains("Nobody is linked with c"))
    #expect {
      try slide(network, ["ego": "ana"])
    } throws: { error in
      let found = error as? Diagnostic
      return found?.id == "unknown-node" && found?.help == "did you mean 'anna'?"
        && found?.location?.file == "ego"
    }
  }
}
