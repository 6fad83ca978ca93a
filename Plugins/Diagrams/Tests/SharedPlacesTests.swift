import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// `diagram.layout` and the slides after it.
struct SharedPlacesTests {
  private let sketch =
    "a-b b-c c-a c-d d-e e-f f-d f-g g-h h-i i-g a-e b-h c-j j-k k-l l-j"

  private func laidOut(_ network: Network, _ parameters: JSON = [:]) throws -> Network {
    try ModuleRun(DiagramLayout.self, on: network, with: parameters).network
  }
  private func places(_ network: Network) -> [String: Point] {
    let (x, y) = (
      network.nodes["layout_x"]?.asNumbers ?? [], network.nodes["layout_y"]?.asNumbers ?? []
    )
    return Dictionary(
      uniqueKeysWithValues: network.ids.indices.map {
        (network.ids[$0], Point(x: x[$0], y: y[$0]))
      })
  }
  /// The middle of everybody's circle on a slide, by the title that Graphviz gives it.
  private func circles(_ network: Network) throws -> [String: Point] {
    let svg = try ModuleRun(
      NetworkDiagram.self, on: network, with: ["formats": ["svg"], "labels": 0]
    ).svg
    var found: [String: Point] = [:]
    for part in svg.components(separatedBy: "class=\"node\"").dropFirst() {
      guard let title = part.firstMatch(of: /<title>([a-z]+)<\/title>|aria-label="([a-z]+)"/),
        let circle = part.firstMatch(of: /cx="([-0-9.]+)" cy="([-0-9.]+)"/),
        let x = Double(circle.1), let y = Double(circle.2)
      else { continue }
      found[String(title.1 ?? title.2 ?? "")] = Point(x: x, y: y)
    }
    return found
  }

  @Test func everybodyIsInTheFrame() throws {
    for graph in EdgeCases.all.map(\.network) + [Network(sketch: sketch)] {
      let found = places(try laidOut(graph))
      #expect(found.count == graph.graph.nodeCount)
      #expect(found.values.allSatisfy { (0...1.6).contains($0.x) && (0...1).contains($0.y) })
    }
  }

  /// Whoever is on both slides is at the same spot.
  @Test func aSlideOfFewerKeepsThePlaces() throws {
    let all = try laidOut(Network(sketch: sketch))
    var few = Network(sketch: "a-b b-c c-a c-d d-e")
    let place = places(all)
    few.nodes.set("layout_x", .numbers(few.ids.map { place[$0]?.x ?? .nan }))
    few.nodes.set("layout_y", .numbers(few.ids.map { place[$0]?.y ?? .nan }))
    let (one, other) = (try circles(all), try circles(few))
    #expect(other.count == 5)
    for (name, point) in other {
      #expect(one[name].map { $0.distance(to: point) < 2 } ?? false, "\(name)")
    }
  }

  /// Next year's network: who was there stays to the last digit, the new ones lie near their own.
  @Test func newcomersAreAdded() throws {
    let before = try laidOut(Network(sketch: sketch))
    let now = Network(sketch: sketch + " a-new b-new c-new stranger g-last")
    let after = try ModuleRun(DiagramLayout.self, onAll: [now, before]).network
    let (old, found) = (places(before), places(after))
    for (name, point) in old { #expect(found[name] == point) }
    let new = try #require(found["new"])
    let others = try ["a", "b", "c"].map { try #require(found[$0]).distance(to: new) }
    let far = try ["h", "i", "g"].map { try #require(found[$0]).distance(to: new) }
    #expect(others.max()! < far.min()!)
    #expect(found.values.allSatisfy { (0...1.6).contains($0.x) && (0...1).contains($0.y) })
    #expect(after.graph.nodeCount == now.graph.nodeCount)
  }

  @Test func sameBytesForAnyThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 900, probability: 0.005, directed: false, seed: 2)
    let network = Network(graph: graph, ids: (0..<900).map { "n\(1000 + $0)" })
    let one = try laidOut(network)
    let seven = try ModuleRun(
      DiagramLayout.self, on: network, workers: Workers(threads: 7)
    ).network
    #expect(places(one) == places(seven))
  }

  @Test func saysWhatIsWrong() {
    let network = Network(sketch: "a-b")
    func message(_ networks: [Network], _ parameters: JSON = [:]) -> String {
      do {
        _ = try ModuleRun(DiagramLayout.self, onAll: networks, with: parameters)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message([network, network]).contains("no places to take over"))
    #expect(message([network, network, network]).contains("names 3 stages"))
    #expect(message([network], ["groups": "comunity"]).contains("comunity"))
  }
}
