import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Maps of groups: what they count, what they leave out, and that circles keep apart.
struct MapTests {
  private func network(groups: [String?], ties: Int, isDirected: Bool, seed: UInt64) -> Network {
    var random = RandomSource(seed: seed)
    let arrow = isDirected ? ">" : "-"
    let count = groups.count
    var sketch = (0..<count).map { "n\(1000 + $0)" }.joined(separator: " ")
    for _ in 0..<ties where count > 0 {
      let (a, b) = (random.next(below: count), random.next(below: count))
      if a != b { sketch += " n\(1000 + a)\(arrow)n\(1000 + b)" }
    }
    var network = Network(sketch: sketch)
    network.nodes.set("group", .texts(groups))
    return network
  }

  private func svg(_ network: Network, _ more: JSON = [:]) throws -> String {
    var parameters = more
    parameters["group"] = "group"
    parameters["formats"] = ["svg"]
    return try ModuleRun(MapDiagram.self, on: network, with: parameters).svg
  }

  // MARK: Counts

  @Test(arguments: [false, true])
  func tiesAreCountedAsByHand(isDirected: Bool) {
    for seed in 0..<40 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let groups = (0..<14).map { _ in Optional(random.next(below: 5)).flatMap { $0 > 3 ? nil : $0 }
      }
      let network = network(
        groups: groups.map { $0.map(String.init) }, ties: 40, isDirected: isDirected, seed: seed)
      let graph = network.graph
      let values = (0..<graph.edgeCount).map { _ in Double(random.next(below: 6)) }
      let ties = GroupTies(graph, groupOfNode: groups, count: 4, values: values)
      func sum(_ isCounted: (Int?, Int?) -> Bool) -> Double {
        (0..<graph.edgeCount).reduce(0) { sum, edge in
          let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
          return a != b && isCounted(groups[a], groups[b]) ? sum + values[edge] : sum
        }
      }
      for a in 0..<4 {
        #expect(ties.inside(a) == sum { $0 == a && $1 == a })
        #expect(ties.touching[a] == sum { $0 == a || $1 == a })
        for b in (a + 1)..<4 {
          let both = sum { ($0 == a && $1 == b) || ($0 == b && $1 == a) }
          #expect(ties.between[.init(a, b)] ?? 0 == both)
        }
      }
      for most in 0..<4 {
        let links = ties.strongest(most) { _ in true }
        #expect(links.map(\.value) == links.map(\.value).sorted(by: >))
        for (pair, value) in ties.between {
          // A link is drawn when fewer than `most` heavier ones lie at one of its ends.
          func heavier(_ end: Int) -> Int {
            ties.between.count { other, weight in
              (other.from == end || other.to == end)
                && (weight > value || (weight == value && other < pair))
            }
          }
          let isDrawn = links.contains { $0.pair == pair }
          #expect(isDrawn == (min(heavier(pair.from), heavier(pair.to)) < most))
        }
      }
    }
  }

  // MARK: Circles

  @Test(arguments: [1, 2, 3, 7, 40, 120, 300])
  func circlesNeverTouch(count: Int) throws {
    let panel = Rect(36, 42, 700, 450)
    for shape in 0..<3 {
      var random = RandomSource(seed: UInt64(count + shape))
      let values = (0..<count).map { index in
        [1.0, 1000 / Double(1 + index), random.unit() * 50][shape]
      }
      let links = (1..<max(count, 1)).filter { _ in shape != 1 || count < 3 }.map {
        ($0, random.next(below: $0), 1 + random.unit() * 9)
      }
      let layout = try MapLayout(values: values, links: links, panel: panel, &random, .serial)
      #expect(!MapLayout.touches(layout.points, layout.radii))
      for (point, radius) in zip(layout.points, layout.radii) {
        #expect(point.x - radius >= panel.minX - 1e-6 && point.x + radius <= panel.maxX + 1e-6)
        #expect(point.y - radius >= panel.minY - 1e-6 && point.y + radius <= panel.maxY + 1e-6)
      }
      if layout.enlarged == 0, let top = values.max(), let radius = layout.radii.max() {
        for (value, own) in zip(values, layout.radii) {
          #expect(abs(own * own / radius / radius - value / top) < 1e-9, "areas show values")
        }
      }
    }
  }

  // MARK: Slides

  @Test func hardNamesAndMissingValuesMakeGoodSlides() throws {
    let hard = [
      "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم", "🙂🙂", "<b>A&B</b>",
      "\\N \"x\"", nil,
    ]
    for count in [0, 1, 2, 7, 60, 200] {
      let groups = (0..<(count * 3)).map { index in
        hard[index % 7].map { count > 7 ? "\($0) \(index % count)" : $0 }
      }
      for isDirected in [false, true] {
        let network = network(groups: groups, ties: count * 6, isDirected: isDirected, seed: 5)
        let svg = try svg(network, ["most": 300])
        #expect(try SlideText.problems(in: svg) == [], "\(count)")
        #expect(!svg.contains("<b>"))
        #expect(svg.contains("without group not drawn") == groups.contains(nil))
        // A sketch without arrows is undirected.
        #expect(svg.contains("both ways") == (isDirected && count > 0))
      }
    }
  }

  @Test func whatIsLeftOutIsTold() throws {
    let groups = (0..<30).map { Optional($0 < 10 ? "a" : $0 < 18 ? "b" : "c\($0)") }
    let network = network(groups: groups, ties: 90, isDirected: false, seed: 2)
    let text = try svg(network, ["smallest": 2, "strongest": 0])
    #expect(text.contains("12 groups with 12 people not drawn, being smaller"))
    #expect(text.contains("0 of 1 links drawn"))
    #expect(try svg(network, ["most": 5]).contains("9 groups with 9 people not drawn"))
  }

  // MARK: Names and numbers

  /// A circle too small for its number has it beside; nobody can take it for another's.
  @Test func everyCircleHasItsNumber() throws {
    let sizes = [400, 300, 90, 41, 37, 13, 12, 11, 9, 7, 6, 5, 4, 3]
    let groups = sizes.enumerated().flatMap { index, size in
      Array(repeating: Optional("g\(index)"), count: size)
    }
    let text = try svg(network(groups: groups, ties: 900, isDirected: false, seed: 4))
    let drawn = try SlideText.all(in: text).filter { $0.rect.maxX < 720 && $0.rect.minY > 40 }
    for (index, size) in sizes.enumerated() {
      // In a circle or beside it.
      #expect(text.contains(">\(size)</text>"), "\(size)")
      #expect(drawn.contains { $0.text == "g\(index)" }, "g\(index)")
    }
  }

  /// The mean over all groups, by the ties of their members, is the share of all ties.
  @Test func sharesAgreeWithTheWhole() {
    for seed in 0..<20 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let groups = (0..<40).map { _ in random.next(below: 4) }
      let graph = network(
        groups: groups.map { String($0) }, ties: 90, isDirected: false, seed: seed
      ).graph
      let ties = GroupTies(
        graph, groupOfNode: groups, count: 4,
        values: Array(repeating: 1, count: graph.edgeCount))
      var (weighted, ends, inside) = (0.0, 0.0, 0.0)
      for group in 0..<4 where ties.touching[group] > 0 {
        let own = ties.inside(group) + ties.touching[group]
        weighted += ties.shareInside(group) * own
        ends += own
        inside += ties.inside(group)
      }
      #expect(abs(weighted / ends - 2 * inside / ends) < 1e-12)
    }
  }

  /// A community has one name on the map and in the network.
  @Test func aCommunityIsCalledByTheSamePerson() throws {
    var network = Network(sketch: "a-b a-c a-d b-c x-y x-z x-w y-z a-x")
    network.nodes.set("community", .integers(network.ids.map { "abcd".contains($0) ? 0 : 1 }))
    // d and w matter most, though a and x have most ties.
    let values = network.ids.map { "dw".contains($0) ? 5.0 : "ax".contains($0) ? 3 : 1 }
    network.nodes.set("betweenness", .numbers(values))
    func names<M: Module>(_ module: M.Type, _ given: JSON) throws -> Set<String> {
      var all = given
      all["formats"] = ["svg"]
      let run = try ModuleRun(module, on: network, with: all)
      return Set(
        try SlideText.all(in: run.svg).filter { $0.rect.minX > 720 && "adwx".contains($0.text) }
          .prefix(2).map(\.text))
    }
    let sized: JSON = ["color": "community", "size": "betweenness", "labels": 0]
    var mapped = sized
    mapped["view"] = "map"
    #expect(try names(NetworkDiagram.self, sized) == ["d", "w"])
    #expect(try names(NetworkDiagram.self, mapped) == ["d", "w"])
    let added: JSON = ["group": "community", "size": "betweenness"]
    #expect(try names(MapDiagram.self, added) == ["d", "w"])
    #expect(try names(NetworkDiagram.self, ["color": "community", "labels": 0]) == ["a", "x"])
    #expect(try names(MapDiagram.self, ["group": "community"]) == ["a", "x"])
  }

  @Test func fractionsAreNoGroups() {
    var network = Network(sketch: "a-b")
    network.nodes.set("group", .numbers([0.5, 1]))
    #expect(throws: (any Error).self) { try svg(network) }
    network.nodes.set("group", .numbers([2, .nan]))
    #expect(throws: Never.self) { try svg(network) }
  }
}
