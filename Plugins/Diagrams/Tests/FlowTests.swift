import Diagrams
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Flows between groups: what they count, what is left out, and how they are drawn.
struct FlowTests {
  private func svg(_ network: Network, _ more: JSON = [:]) throws -> String {
    var all = more
    all["group"] = "group"
    return try ViewPages.svg(FlowDiagram.self, [network], all)
  }

  private func texts(_ svg: String) throws -> [String] { try SlideText.all(in: svg).map(\.text) }

  /// A gives B three and C one, B gives A one, C keeps two; D has no group.
  private var small: Network {
    var network = Network(sketch: "a1>b1 a1>b2 a2>b1 a2>c1 b1>a1 c1>c2 c2>c1 d>a1 a2>d")
    network.nodes.set(
      "group", .texts(network.ids.map { $0 == "d" ? nil : $0.prefix(1).uppercased() }))
    network.edges.set("calls", .numbers((0..<network.graph.edgeCount).map { Double($0 * 10) }))
    return network
  }

  @Test func totalsAreCountedAsByHand() throws {
    let svg = try svg(small)
    #expect(
      svg.contains(
        "A gives 4, receives 1, inside 0; B gives 1, receives 3, inside 0; C gives 0, receives 1, inside 2"
      ))
    #expect(svg.contains("Largest between two: A → B 3, A → C 1, B → A 1"))
    let texts = try texts(svg)
    for balance in ["−3", "+2", "+1"] { #expect(texts.contains(balance)) }
    #expect(texts.contains("FROM GROUP") && texts.contains("TO GROUP"))
    #expect(texts.contains { $0.contains("1 person without group not drawn, nor their 2 ties") })
    #expect(texts.contains { $0.contains("29 % stay inside (paler)") })
    // Four ribbons, the own one of C among them, and five blocks: C gives nothing to others.
    #expect(ribbons(svg) == 4)
    let told = try self.svg(small, ["inside": "told"])
    #expect(ribbons(told) == 3)
    #expect(try self.texts(told).contains { $0.contains("29 % stay inside, not drawn") })
  }

  /// Ribbons are the only filled curves.
  private func ribbons(_ svg: String) -> Int {
    svg.components(separatedBy: "<path ").dropFirst().count {
      $0.prefix { $0 != ">" }.contains("fill-opacity")
    }
  }

  @Test func undirectedTiesStandBothWays() throws {
    var network = Network(sketch: "a1-b1 a2-b1 a1-a2 b1-c1")
    network.nodes.set("group", .texts(network.ids.map { $0.prefix(1).uppercased() }))
    let svg = try svg(network)
    #expect(svg.contains("A 2 with others, inside 1; B 3 with others, inside 0; C 1 with others"))
    #expect(svg.contains("A – B 2, B – C 1"))
    #expect(try texts(svg).contains { $0.contains("each between two groups both ways; 25 % stay") })
    // A and C have three and one at either side.
    let numbers = try texts(svg).filter { $0 == "3" }
    #expect(numbers.count >= 4)
    #expect(ribbons(svg) == 5)
  }

  @Test func sumsOfAColumn() throws {
    let svg = try svg(small, ["sum": "calls"])
    let network = small
    let groups = network.ids.map { $0.prefix(1) }
    var given: [Substring: Double] = [:]
    for edge in 0..<network.graph.edgeCount {
      let (a, b) = (Int(network.graph.sources[edge]), Int(network.graph.targets[edge]))
      if groups[a] != groups[b], groups[a] != "d", groups[b] != "d" {
        given[groups[a], default: 0] += Double(edge * 10)
      }
    }
    for (group, value) in given {
      #expect(svg.contains("\(group.uppercased()) gives \(Int(value)),"))
    }
  }

  @Test func manyGroupsAreFolded() throws {
    let groups = (0..<400).map { Optional("Group \($0 % 200)") }
    let svg = try svg(ViewPages.network(groups, ties: 900, isDirected: true), ["most": 5])
    let texts = try texts(svg)
    #expect(texts.count { $0 == "195 others" } == 3, "both sides and the key")
    #expect(texts.contains { $0.contains("thers: 195 groups with 390 people") })
    // What runs between two of the others is not inside.
    let network = ViewPages.network(groups, ties: 900, isDirected: true)
    let edges = 0..<network.graph.edgeCount
    let inside = edges.count {
      groups[Int(network.graph.sources[$0])] == groups[Int(network.graph.targets[$0])]
    }
    #expect(inside * 50 < edges.count)
    #expect(texts.contains { $0.contains("1 % stay inside") || $0.contains("0 % stay inside") })
    // A rest of one is drawn by itself.
    let six = (0..<60).map { Optional("G\($0 % 6)") }
    let whole = try self.svg(ViewPages.network(six, ties: 200, isDirected: true), ["most": 5])
    #expect(!whole.contains("other"))
  }

  @Test(arguments: [false, true]) func everyPageAndHardNames(isDirected: Bool) throws {
    let groups = (0..<90).map { index -> String? in
      index % 11 == 0 ? nil : ViewPages.hardNames[index % 7]
    }
    try ViewPages.check(
      FlowDiagram.self, [ViewPages.network(groups, ties: 300, isDirected: isDirected)],
      ["group": "group"])
  }

  @Test func hardCasesMakeGoodSlides() throws {
    for count in [0, 1, 2, 9] {
      for ties in [0, 1, 40] {
        for missing in [false, true] {
          let groups = (0..<count).map { missing ? nil : Optional("g\($0 % 20)") }
          for order in ["crossings", "size", "name"] {
            let network = ViewPages.network(groups, ties: ties, isDirected: true)
            let svg = try svg(network, ["most": 20, "order": .string(order)])
            #expect(try SlideText.problems(in: svg) == [])
          }
        }
      }
    }
    var odd = small
    odd.edges.set("calls", .numbers([.infinity, -4, .nan, 1e307, 1e307, 1e307, 2, 3, 4]))
    #expect(try SlideText.problems(in: svg(odd, ["sum": "calls"])) == [])
    odd.edges.set("calls", .numbers(Array(repeating: -1, count: 9)))
    #expect(try texts(svg(odd, ["sum": "calls"])).contains("No calls to draw"))
  }

  /// A sum that is not there any more would be a ribbon of any width.
  @Test func sumsThatNoNumberHoldsAreRefused() throws {
    var network = small
    network.edges.set("calls", .numbers(Array(repeating: 1e308, count: 9)))
    let message = ViewPages.message(
      FlowDiagram.self, [network], ["group": "group", "sum": "calls"])
    #expect(message.contains("sum-too-large") && message.contains("more than a number can hold"))
    network.edges.set("calls", .numbers(Array(repeating: 4e306, count: 9)))
    #expect(!(try svg(network, ["sum": "calls"])).contains("inf"))
  }

  @Test func saysWhatIsWrong() {
    #expect(ViewPages.message(FlowDiagram.self, [small], ["group": "id"]).contains("needs groups"))
    #expect(
      ViewPages.message(FlowDiagram.self, [small], ["group": "grupp"]).contains("no node column"))
    var network = small
    network.nodes.set("group", .numbers(network.ids.map { _ in 0.5 }))
    #expect(
      ViewPages.message(FlowDiagram.self, [network], ["group": "group"]).contains("fractions"))
  }
}
