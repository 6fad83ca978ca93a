import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Where small-world measures are not defined, what is left out, and what is refused.
struct SmallWorldLimitsTests {
  private static let measures = ["sigma", "omega", "swp", "swi"]

  private func run(
    _ network: Network, _ parameters: JSON = [:], workers: Workers = .serial
  ) throws -> ModuleRun {
    try ModuleRun(SmallWorld.self, on: network, with: parameters, workers: workers)
  }

  /// The network of that name with strengths: how often two people of karate met, or share a chapter.
  private static func weighted(_ name: String) throws -> Network {
    let path = ReferenceData.checkout + "/Tests/Resources/networks/\(name).edges.csv"
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst().map { $0.split(separator: ",").map(String.init) }
    var strengths: [[String]: Double] = [:]
    for row in rows { strengths[row[..<2].sorted()] = Double(row[2]) }
    var network = try ReferenceNetworks.read(name)
    let graph = network.graph
    network.edges.set(
      "weight",
      .numbers(
        (0..<graph.edgeCount).map { edge in
          let ends = [graph.sources[edge], graph.targets[edge]].map { network.ids[Int($0)] }
          return strengths[ends.sorted()] ?? .nan
        }))
    network.weight = EdgeWeight(column: "weight", meaning: .strength)
    return network
  }

  /// The verdict and each measure, in French, with the numbers of the English.
  @Test func saysInFrenchWhatItFound() throws {
    let run = try run(
      try ReferenceNetworks.read("karate"),
      ["measures": .array(Self.measures.map(JSON.string)), "references": 10])
    let notes = run.network.methods
    #expect(notes.count == 5 && notes.allSatisfy { $0.french != nil })
    let verdict = try #require(notes[0].french)
    #expect(verdict.hasPrefix("Le réseau "))
    #expect(verdict.contains("petit monde selon ") && verdict.contains("fois aussi longues"))
    func numbers(_ text: String) -> [String] {
      text.replacing(",", with: ".").matches(of: /[0-9]+\.[0-9]+/).map { String($0.0) }
    }
    // All but the bounds, which the French tells in other words.
    let english = numbers(notes[0].text).filter { !["0.5", "0.6"].contains($0) }
    #expect(numbers(verdict).filter { !["0.5", "0.6"].contains($0) } == english)
    #expect(notes[1].french?.hasPrefix("σ vaut (C/C_aléatoire)/(L/L_aléatoire) ; ") == true)
  }

  private func number(_ run: ModuleRun, _ measure: String, _ column: String = "value") throws
    -> Double
  {
    let frame = try #require(run.network.table("stage")).rows
    let index = (0..<frame.rowCount).first { frame["measure"]?.text(at: $0) == measure }
    return frame[column]?.number(at: try #require(index)) ?? .nan
  }

  private func text(_ run: ModuleRun, _ measure: String, _ column: String) throws -> String {
    let frame = try #require(run.network.table("stage")).rows
    let index = (0..<frame.rowCount).first { frame["measure"]?.text(at: $0) == measure }
    return frame[column]?.text(at: try #require(index)) ?? ""
  }

  /// Nothing is invented where nothing is defined.
  @Test(arguments: [
    ("", "nobody"), ("a-b", "no other"), ("a-b b-c", "no other"),
    ("a-b a-c a-d a-e a-f", "no other"), ("a-b b-c c-a", "no other"),
    ("a-b a-c a-d a-e b-c b-d b-e c-d c-e d-e", "no other"),
    ("a-b b-c c-d d-e e-f", "triangle"), ("a-b b-c c-d d-e e-f f-g g-h h-a", "triangle"),
    ("a-b b-c b-d d-e d-f f-g f-h", "triangle"),
  ])
  func undefinedIsMissing(sketch: String, reason: String) throws {
    let run = try run(Network(sketch: sketch))
    for measure in Self.measures {
      #expect(try number(run, measure).isNaN, "\(measure)")
      #expect(try number(run, measure, "lower").isNaN && number(run, measure, "upper").isNaN)
      #expect(try text(run, measure, "note").hasPrefix("undefined: "), "\(measure)")
    }
    if !sketch.isEmpty { #expect(try text(run, "sigma", "note").contains(reason)) }
    let note = try #require(run.network.table("stage")?.note)
    #expect(note.hasPrefix("Whether this is a small world cannot be told (undefined: "))
  }

  @Test func onePersonAlone() throws {
    let one = Network(
      graph: Graph(nodeCount: 1, isDirected: false, sources: [], targets: []), ids: ["a"])
    let run = try run(one)
    #expect(try number(run, "people") == 1 && number(run, "share_of_people") == 1)
    #expect(try number(run, "mean_path_length").isNaN && number(run, "sigma").isNaN)
  }

  private static let ring =
    "a-b b-c c-d d-e e-f f-g g-h h-i i-j j-a a-c b-d c-e d-f e-g f-h g-i h-j i-a j-b"

  @Test func theLargestPartIsTakenOrTheWholeRefused() throws {
    let network = Network(sketch: Self.ring + " x-y y-z")
    let run = try run(network)
    #expect(try number(run, "people") == 10)
    #expect(abs(try number(run, "share_of_people") - 10.0 / 13) < 1e-12)
    #expect(
      try text(run, "people", "convention") == "largest component, 76.9 % of 13 people")
    #expect(
      run.network.table("stage")?.note.hasPrefix("The largest component (76.9 % of 13 people) is")
        == true)
    let error = #expect(throws: Diagnostic.self) {
      try self.run(network, ["disconnected": "refuse"])
    }
    #expect(error?.id == "disconnected-network")
    let whole = try self.run(Network(sketch: Self.ring), ["disconnected": "refuse"])
    #expect(try text(whole, "people", "convention") == "the whole network")
  }

  /// Direction, the arc back, loops and strengths change no number.
  @Test func onlyWhoKnowsWhomCounts() throws {
    let plain = try run(Network(sketch: Self.ring))
    let arcs = Self.ring.replacing("-", with: ">") + " b>a d>c"
    let directed = try run(Network(sketch: arcs))
    let weighted = try run(
      Network(sketch: Self.ring.split(separator: " ").map { $0 + ":5" }.joined(separator: " ")))
    for measure in Self.measures + ["clustering_average", "mean_path_length", "ties"] {
      let value = try number(plain, measure)
      #expect(value.isFinite)
      #expect(try number(directed, measure) == value && number(weighted, measure) == value)
    }
    #expect(
      try text(directed, "people", "convention").contains("2 of two opposite arcs left out"))
    let graph = Network(sketch: Self.ring).graph
    let looped = try GraphBuilder(isDirected: false, loops: .keep).build(
      nodeCount: graph.nodeCount, sources: graph.sources + [3], targets: graph.targets + [3])
    let loops = try run(Network(graph: looped.graph, ids: Network(sketch: Self.ring).ids))
    for measure in Self.measures {
      #expect(try number(loops, measure) == number(plain, measure))
    }
    #expect(try text(loops, "people", "convention").contains("1 loop left out"))
  }

  /// Where the definition names one, the parameter takes the other.
  @Test func clusteringIsNamed() throws {
    let network = try ReferenceNetworks.read("karate")
    let own = try run(network)
    let (average, all) = (
      try run(network, ["clustering": "average"]), try run(network, ["clustering": "transitivity"])
    )
    #expect(try text(own, "sigma", "convention").contains("C transitivity"))
    for measure in ["omega", "swp", "swi"] {
      #expect(try text(own, measure, "convention").contains("C average"))
      #expect(try text(all, measure, "convention").contains("C transitivity"))
      #expect(try number(own, measure) == number(average, measure))
      #expect(try number(own, measure) != number(all, measure))
    }
    #expect(try number(own, "sigma") == number(all, "sigma"))
    #expect(try number(own, "sigma") != number(average, "sigma"))
  }

  @Test func onlyWhatIsAskedFor() throws {
    let run = try run(
      Network(sketch: Self.ring), ["measures": ["sigma"], "references": 5])
    let kinds = try #require(run.network.table("stage_references")?.rows["kind"])
    #expect(kinds.count == 5)
    #expect(try number(run, "clustering_average", "lattice").isNaN)
    #expect(throws: (any Error).self) { try self.run(Network(sketch: Self.ring), ["measures": []]) }
  }

  @Test func strengthsMakeSWPOnly() throws {
    let network = try Self.weighted("karate")
    let (plain, weighted) = (try run(network), try run(network, ["weighted": true]))
    for measure in ["sigma", "omega", "swi"] {
      #expect(try number(plain, measure) == number(weighted, measure))
    }
    #expect(try number(plain, "swp") != number(weighted, "swp"))
    #expect(try text(weighted, "swp", "convention").contains("Onnela"))
    // NetworkX 3.6.1: average_clustering and average_shortest_path_length by weight and 1/weight.
    #expect(abs(try number(weighted, "clustering_intensity") - 0.24139179950856327) < 1e-9)
    #expect(abs(try number(weighted, "mean_path_length_by_strength") - 0.8927552839) < 1e-9)
  }

  @Test func strengthsThatAreAllAlikeChangeNothingButTheUnit() throws {
    let alike = Self.ring.split(separator: " ").map { $0 + ":4" }.joined(separator: " ")
    let run = try run(Network(sketch: alike, weight: .strength), ["weighted": true])
    let plain = try self.run(Network(sketch: Self.ring))
    #expect(abs(try number(run, "swp") - number(plain, "swp")) < 1e-12)
    #expect(
      abs(try number(run, "mean_path_length_by_strength") * 4 - number(run, "mean_path_length"))
        < 1e-12)
  }

  @Test func weightsMustBeStrengths() {
    func ids(_ network: Network, _ parameters: JSON) -> [String] {
      do {
        _ = try run(network, parameters)
        return []
      } catch let error as Diagnostics {
        return error.all.map(\.id)
      } catch { return [(error as? Diagnostic)?.id ?? "?"] }
    }
    let distances = Network(sketch: "a-b:2 b-c:1", weight: .distance)
    #expect(ids(distances, ["weighted": true]) == ["weight-is-distance"])
    #expect(ids(Network(sketch: "a-b b-c"), ["weighted": true]) == ["no-weights"])
    let strengths = Network(sketch: "a-b:2 b-c:1", weight: .strength)
    #expect(ids(strengths, ["weighted": true, "measures": ["sigma"]]) == ["weighted-measure"])
    let tiny = Network(sketch: "a-b:1e-320 b-c:1", weight: .strength)
    #expect(ids(tiny, ["weighted": true]) == ["weights-too-small"])
  }

  @Test func tooFewSwitchesAreTold() throws {
    let graph = SmallGraphs.rewired(400, neighbors: 10, share: 0.1, seed: 4)
    let network = Network(graph: graph, ids: (1000..<1400).map(String.init))
    let run = try run(network, ["switches": 1, "measures": ["sigma"]])
    #expect(run.notices.map(\.id) == ["references-not-mixed"])
    #expect(try number(run, "changed_share") < number(run, "changed_share", "random"))
    #expect(run.network.table("stage")?.note.contains("more switches") == true)
    #expect(try self.run(network, ["measures": ["sigma"]]).notices.isEmpty)
  }

  @Test func sampledPathLengthsAreNearAndNamed() throws {
    let graph = SmallGraphs.rewired(800, neighbors: 10, share: 0.1, seed: 4)
    let network = Network(graph: graph, ids: (1000..<1800).map(String.init))
    let exact = try run(network, ["references": 4])
    let sampled = try run(network, ["references": 4, "path_lengths": "sample", "sources": 200])
    for measure in ["mean_path_length", "sigma", "omega", "swp"] {
      let (a, b) = (try number(exact, measure), try number(sampled, measure))
      #expect(a != b && abs(a - b) < 0.03 * max(1, abs(a)), "\(measure) \(a) \(b)")
    }
    #expect(
      try text(sampled, "mean_path_length", "convention")
        == "L in links, from 200 people drawn at random to all others, of lattices from 25 people "
        + "drawn at random to all others")
    let all = try run(network, ["references": 4, "path_lengths": "sample", "sources": 800])
    #expect(try number(all, "sigma") == number(exact, "sigma"))
    let weighted = try Self.weighted("lesmis")
    let near = try run(
      weighted, ["weighted": true, "path_lengths": "sample", "sources": 480])
    let whole = try run(weighted, ["weighted": true])
    #expect(abs(try number(near, "swp") - number(whole, "swp")) < 0.05)
  }

  /// What is measured from some lies about the truth as its standard error says, side by side or alone.
  @Test(arguments: [160, 8]) func standardErrorsAreHonest(sources: Int) throws {
    let short = SmallGraphs.rewired(600, neighbors: 6, share: 0.1, seed: 4)
    let tail = Graph(
      nodeCount: 1000, isDirected: false, joining: (1..<1000).map { $0 },
      to: (1..<1000).map { $0 < 560 ? $0 - 1 : 500 })
    // Of so few, those for searches alone would be a single one.
    for graph in sources == 8 ? [short] : [short, tail] {
      let network = Network(
        graph: graph, ids: (0..<graph.nodeCount).map { "n\(10_000 + $0)" })
      let truth = SmallGraphs.meanPathLength(graph)
      var squares: [Double] = []
      for seed in UInt64(1)...20 {
        let run = try ModuleRun(
          SmallWorld.self, on: network,
          with: [
            "references": 2, "measures": ["sigma"], "path_lengths": "sample",
            "sources": .integer(sources), "switches": 1,
          ], seed: seed)
        let note = try text(run, "mean_path_length", "note")
        let error = try #require(Double(note.split(separator: " ").last ?? ""))
        let off = (try number(run, "mean_path_length") - truth) / error
        squares.append(off * off)
      }
      // The mean square is 1; that of 20 is outside of these once in a thousand times.
      let mean = squares.reduce(0, +) / 20
      // Of 8 sources the error itself is uncertain (Student's t with 7 degrees of freedom: 1.4).
      #expect((0.25...(sources == 8 ? 4.5 : 2.4)).contains(mean), "\(mean)")
    }
  }

  @Test func threadsChangeNothing() throws {
    let network = try Self.weighted("lesmis")
    let one = try run(network, ["weighted": true])
    for threads in [2, 3, 7] {
      let more = try run(network, ["weighted": true], workers: Workers(threads: threads))
      #expect(more.network.tables == one.network.tables, "\(threads)")
    }
    let other = try ModuleRun(SmallWorld.self, on: network, seed: 8)
    #expect(other.network.tables != one.network.tables)
  }
}
