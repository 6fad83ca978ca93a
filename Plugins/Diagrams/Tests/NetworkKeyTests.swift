import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// What the key of a network slide explains, and who is named.
struct NetworkKeyTests {
  private func svg(_ network: Network, _ more: JSON = [:]) throws -> String {
    var all = more
    all["formats"] = ["svg"]
    return try ModuleRun(NetworkDiagram.self, on: network, with: all).svg
  }

  private func weighted(_ count: Int, _ weights: (Int) -> Double) -> Network {
    var network = Network(
      sketch: (1..<count).map { "p\(99 + $0)-p\(100 + $0)" }.joined(separator: " "))
    network.edges.set("meetings", .numbers((0..<network.graph.edgeCount).map(weights)))
    network.weight = EdgeWeight(column: "meetings", meaning: .strength)
    return network
  }

  @Test func widthsAreExplained() throws {
    let text = try svg(weighted(30) { Double(1 + $0) }, ["labels": 0])
    #expect(text.contains(">TIES: MEETINGS<"))
    for value in ["1", "5", "20"] { #expect(text.contains(">\(value)</text>"), "\(value)") }
    // Lines that are all alike explain themselves.
    #expect(try !svg(weighted(30) { _ in 3 }, ["labels": 0]).contains("MEETINGS"))
    #expect(try !svg(Network(sketch: "a-b b-c")).contains("TIES:"))
  }

  @Test func areasAreExplained() throws {
    var network = weighted(30) { _ in 1 }
    network.nodes.set("money", .integers((0..<30).map { 1000 * ($0 + 1) }))
    let text = try svg(network, ["size": "money", "labels": 0])
    let scale = SizeScale((0..<30).map { 1000 * Double($0 + 1) }, count: 30, area: 676 * 402)
    let key = try SlideText.all(in: text).filter { $0.rect.minX > 720 }.map(\.text)
    // Bars first, the largest five; then round values.
    let round = key.filter { $0.hasSuffix("000") && !$0.contains(",") }
    #expect(!round.isEmpty, "\(key)")
    #expect(key.contains("30,000"))
    for value in [1000.0, 5000, 30_000] {
      let radius = try #require(scale.radius(of: value))
      #expect(abs(radius - scale.radii[Int(value) / 1000 - 1]) < 1e-9)
      #expect(abs(scale.value(ofRadius: radius) - value) < 1e-6 * value)
    }
    #expect(try !svg(network, ["labels": 0]).contains("30,000"))
  }

  @Test(
    arguments: [
      (1, 31, [1, 5, 20]), (0.011, 0.57, [0.02, 0.1, 0.5]), (3, 3, []), (2, 6, [2, 5]),
      (7, 9, []), (0, 5, [5]), (1, 1000, [1, 20, 1000]),
    ] as [(Double, Double, [Double])])
  func roundValuesLieInTheRange(low: Double, high: Double, wanted: [Double]) {
    let values = RoundValues.three(from: low, to: high)
    #expect(values.count == wanted.count, "\(values)")
    for (value, expected) in zip(values, wanted) { #expect(abs(value - expected) < 1e-9) }
  }

  @Test func fiveDigitsAreParted() {
    for (count, text) in [
      (0, "0"), (4039, "4039"), (10_000, "10,000"), (123_456, "123,456"), (1_234_567, "1,234,567"),
    ] { #expect(NumberText.grouped(count) == text) }
    #expect(Noun("ties").counted(88_234) == "88,234 ties")
    #expect(NumberScale([12_345, 7]).text(12_345) == "12,345")
    #expect(NumberText.grouped("−12345.5") == "−12,345.5")
  }

  // MARK: Names

  @Test func everybodyOfFewIsNamed() throws {
    func names(_ count: Int, _ more: JSON = [:]) throws -> Int {
      let network = Network(
        sketch: (1..<count).map { "p\(99 + $0)-p\(100 + $0)" }.joined(separator: " "))
      return try SlideText.all(in: svg(network, more)).count {
        $0.text.wholeMatch(of: /p[0-9]+/) != nil && $0.color != "#ffffff"
      }
    }
    #expect(try names(34) == 34)
    #expect(try names(60) == 12)
    #expect(try names(34, ["labels": 5]) == 5)
    #expect(try names(60, ["labels": "auto"]) == 12)
    #expect(throws: (any Error).self) { try names(5, ["labels": 201]) }
    #expect(throws: (any Error).self) { try names(5, ["labels": "all"]) }
  }
}
