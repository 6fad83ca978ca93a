import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// People on a line: short arcs, names with room, directions by side.
struct ArcTests {
  private func svg(_ network: Network, _ more: JSON = [:]) throws -> String {
    try ViewPages.svg(ArcDiagram.self, [network], more)
  }
  private func texts(_ svg: String) throws -> [String] { try SlideText.all(in: svg).map(\.text) }

  // MARK: Order

  private func permutations(_ left: [Int]) -> [[Int]] {
    left.isEmpty
      ? [[]]
      : left.flatMap { first in permutations(left.filter { $0 != first }).map { [first] + $0 } }
  }

  private func length(_ order: [Int], _ arcs: [Arc]) -> Double {
    arcs.reduce(0) { sum, arc in
      let (a, b) = (order.firstIndex(of: arc.from)!, order.firstIndex(of: arc.to)!)
      return sum + arc.value * Double(abs(a - b))
    }
  }

  private func isInPieces(_ order: [Int], _ blocks: [Int]) -> Bool {
    let changes = zip(order, order.dropFirst()).count { blocks[$0] != blocks[$1] }
    return changes >= Set(blocks).count
  }

  @Test(arguments: [1, 3]) func arcsAreShortAndNeverLongerThanGiven(blockCount: Int) {
    var best = 0
    let runs = 60
    for seed in 0..<UInt64(runs) {
      var random = RandomSource(seed: seed)
      let count = 2 + random.next(below: 5)
      // Blocks in one piece from the start, so that the order given is one of those allowed.
      let blocks = (0..<count).map { _ in random.next(below: blockCount) }.sorted()
      let arcs = (0..<(2 * count)).map { _ in
        Arc(random.next(below: count), random.next(below: count), Double(1 + random.next(below: 5)))
      }
      let found = ArcOrder(count: count, blocks: blocks, arcs: arcs).best()
      #expect(found.sorted() == Array(0..<count))
      #expect(!isInPieces(found, blocks))
      let own = length(found, arcs)
      #expect(own <= length(Array(0..<count), arcs) + 1e-9)
      let least =
        permutations(Array(0..<count)).filter { !isInPieces($0, blocks) }
        .map { length($0, arcs) }.min() ?? 0
      #expect(own <= 1.35 * least + 1e-9, "seed \(seed): \(own) against \(least)")
      if own <= least + 1e-9 { best += 1 }
    }
    #expect(best >= runs * 8 / 10, "\(best) of \(runs) are as short as can be")
  }

  /// A path has one shortest order, its own, whatever its nodes are called.
  @Test func knownArrangements() {
    let shuffled = [4, 0, 7, 2, 9, 5, 1, 8, 3, 6]
    let path = zip(shuffled, shuffled.dropFirst()).map { Arc($0, $1, 1) }
    let order = ArcOrder(count: 10, blocks: Array(repeating: 0, count: 10), arcs: path)
    #expect(order.length(order.best()) == 9)
  }

  // MARK: Places

  @Test func placesStayOnThePage() {
    for seed in 0..<60 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let count = 1 + random.next(below: seed < 30 ? 20 : 300)
      let blocks = (0..<count).map { _ in random.next(below: 5) }.sorted()
      let arcs = (0..<(3 * count)).map { _ in
        Arc(random.next(below: count), random.next(below: count), 1)
      }.filter { $0.from != $0.to }
      for isDirected in [false, true] {
        let area = Rect(36, 42, 700, 450)
        let layout = ArcLayout(
          blocks: blocks, ranked: Array(0..<count), labels: 100,
          widths: Array(repeating: 120, count: count),
          arcs: arcs,
          isDirected: isDirected, area: area)
        #expect(layout.rows.allSatisfy { $0 > area.minY && $0 < area.maxY })
        for (above, below) in zip(layout.rows, layout.rows.dropFirst()) {
          #expect(above - below >= layout.step - 1e-9)
        }
        for arc in arcs {
          let curve = layout.curve(arc, isDirected: isDirected)
          let middle = curve.point(at: 0.5)
          #expect(middle.x >= area.minX && middle.x <= area.maxX)
          let goesLeft = isDirected && arc.from > arc.to
          #expect(goesLeft ? middle.x < layout.rails.left : middle.x > layout.rails.right)
        }
        for (a, b) in zip(layout.names, layout.names.dropFirst()) { #expect(a.y - b.y > 11.9) }
        #expect(!layout.names.isEmpty && layout.names.count <= 100)
      }
    }
  }

  /// On a tight page others than the leaders may be named: their names need room as well.
  @Test func theWidestNameIsOneThatIsDrawn() {
    let count = 200
    // The leaders stand side by side, and few of their names find a place.
    var widths = Array(repeating: 20.0, count: count)
    for index in 60..<count { widths[index] = 140 }
    for isDirected in [false, true] {
      let layout = ArcLayout(
        blocks: Array(repeating: 0, count: count), ranked: Array(0..<count), labels: 30,
        widths: widths, arcs: [Arc(0, 199, 1), Arc(150, 3, 1)], isDirected: isDirected,
        area: Rect(36, 42, 700, 450))
      let widest = layout.names.map { widths[$0.person] }.max() ?? 0
      #expect(layout.isTight && widest == 140)
      if isDirected {
        #expect(layout.rails.right - layout.rails.left >= widest + 40 - 1e-9)
      } else {
        #expect(layout.rails.right - 20 - widest >= 36)
      }
    }
  }

  // MARK: Slides

  @Test func directionIsTheSide() throws {
    let svg = try svg(Network(sketch: "a>b b>c"), ["by": "id"])
    let texts = try texts(svg)
    #expect(texts.contains("right: from above to below"))
    #expect(svg.contains("From above to below: a, b, c."))
    let plain = try self.svg(Network(sketch: "a-b b-c"), ["by": "id"])
    #expect(try !self.texts(plain).contains("right: from above to below"))
  }

  @Test func aColumnOrdersPeople() throws {
    var network = Network(sketch: "a-b b-c c-d d-e")
    network.nodes.set("age", .numbers([30, .nan, 10, -5, .infinity]))
    #expect(try svg(network, ["by": "age"]).contains("From above to below: d, c, a, e, b."))
    network.nodes.set("town", .texts(["Lyon", nil, "Brest", "Paris", "Arles"]))
    #expect(try svg(network, ["by": "town"]).contains("From above to below: e, c, a, d, b."))
  }

  @Test func theStrongestAreDrawnAndTheRestIsTold() throws {
    let network = ViewPages.network(
      (0..<400).map { _ in nil }, ties: 1500, isDirected: false)
    let svg = try svg(network, ["most": 50])
    #expect(try texts(svg).contains { $0.hasPrefix("The 50 of 400 people with the most ties") })
    #expect(try texts(svg).contains { $0.contains("50 of 400 people drawn") })
    #expect(svg.components(separatedBy: #"class="node""#).count == 51)
  }

  @Test(arguments: [false, true]) func everyPageAndHardNames(isDirected: Bool) throws {
    for count in [12, 77] {
      let groups = (0..<count).map { $0 % 13 == 0 ? nil : ViewPages.hardNames[$0 % 5] }
      let labels = (0..<count).map { "\(ViewPages.hardNames[$0 % 7]) \($0)" }
      let network = ViewPages.network(
        groups, ties: 3 * count, isDirected: isDirected, labels: labels)
      try ViewPages.check(ArcDiagram.self, [network], ["group": "group"])
    }
  }

  @Test func hardCasesMakeGoodSlides() throws {
    for sketch in ["", "a", "a b", "a-b", "a>b", "a-a", "a-a a-b"] {
      let svg = try svg(Network(sketch: sketch))
      #expect(try SlideText.problems(in: svg) == [], "\(sketch)")
    }
    var network = Network(sketch: "a-b b-c c-d")
    network.edges.set("w", .numbers([.infinity, -1, .nan]))
    #expect(try SlideText.problems(in: svg(network, ["width": "w"])) == [])
    let many = ViewPages.network(
      (0..<200).map { "Group \($0)" }, ties: 700, isDirected: true)
    #expect(try SlideText.problems(in: svg(many, ["group": "group", "most": 300])) == [])
  }
}
