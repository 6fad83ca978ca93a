import Diagrams
import ModuleKit
import ModuleTesting
import Testing

struct HistogramTests {
  private static let extremes: [[Double]] = [
    [Double(Int.max), Double(Int.max - 5000), 0], [Double(Int.max)], [-1.5e308, 0, 1.5e308],
    [-1.5e308, 1.5e308, 1.5e308], [Double.leastNonzeroMagnitude, 0], [1e16, 1e16 + 2],
    [.nan, .infinity, 1, 2.5], [], [.nan], [-0.0, 0.0],
  ]

  @Test func theSentenceNamesTheLargestValue() {
    let values = (1...60).map { Double($0 * 2 - 5) }
    let bars = HistogramBars(counting: values, bins: 20, isWhole: false)
    #expect(bars.sentence == "60 values from −3 to 115; mean 56")
    #expect(bars.bars.last?.high == 115 && bars.total == 60)
  }

  /// Every value is in one bar, whatever its size.
  @Test(arguments: extremes)
  func extremeValuesAreCounted(values: [Double]) throws {
    let known = values.filter(\.isFinite)
    for isWhole in [true, false] {
      let bars = HistogramBars(counting: values, bins: 20, isWhole: isWhole)
      #expect(bars.total == Double(known.count))
      #expect(known.isEmpty || (bars.lowest == known.min() && bars.highest == known.max()))
      #expect(known.isEmpty ? bars.mean.isNaN : bars.mean.isFinite)
      if let share = bars.share(of: bars.mean) { #expect((0...1).contains(share)) }
    }
    var network = Network(sketch: "a-b c-d")
    let padded = (0..<4).map { values.indices.contains($0) ? values[$0] : .nan }
    network.nodes.set("value", .numbers(padded))
    let drawn = try ModuleRun(
      HistogramDiagram.self, on: network, with: ["column": "value", "formats": ["svg"]])
    #expect(drawn.network.figures.count == 1)
  }

  @Test func largeWholeNumbersAreDrawn() throws {
    var network = Network(sketch: "a-b c")
    network.nodes.set("big", .integers([Int.max, Int.max - 1, 5]))
    let drawn = try ModuleRun(
      HistogramDiagram.self, on: network, with: ["column": "big", "formats": ["svg"]])
    #expect(drawn.svg.contains("3 values from 5 to 9.22×10¹⁸; mean 6.15×10¹⁸"))
  }

  @Test func theMeanLiesBetweenTheBarsItIsBetween() throws {
    // Five bars side by side, whatever lies between their numbers.
    let bars = HistogramBars(at: [1, 2, 3, 10, 100], heights: [1, 1, 1, 1, 1], second: nil)
    #expect(bars.share(of: 2) == 0.3 && bars.share(of: 55) == 0.8)
    let bins = HistogramBars(counting: [0, 1, 2, 10], bins: 5, isWhole: false)
    #expect(bins.share(of: 5) == 0.5)
  }

  /// A value beyond the bars has no place among them; whole numbers are gone on with until it has.
  @Test func marksBeyondTheBarsAreNotDrawnOnThem() throws {
    let bars = HistogramBars(at: [10, 11, 12], heights: [1, 2, 1], second: [9, 10, 11])
    #expect(bars.share(of: 7) == nil && bars.share(of: 13) == nil)
    let reached = bars.reaching(7) { $0 - 1 }
    #expect(reached.bars.map(\.label) == ["7", "8", "9", "10", "11", "12"])
    #expect(reached.bars.map(\.second) == ["6", "7", "8", "9", "10", "11"])
    #expect(reached.share(of: 7) == 0.5 / 6 && reached.mean == bars.mean)
    #expect(bars.reaching(14) { $0 - 1 }.bars.map(\.label).last == "14")
    #expect(bars.reaching(11) { $0 - 1 }.bars.count == 3)
    let far = HistogramBars(at: [100, 101], heights: [1, 1], second: nil)
    #expect(far.reaching(7) { $0 - 1 }.bars.count == 2)
    var network = Network(sketch: "a-b")
    var rows = Frame(rowCount: 2)
    rows.set("links", .integers([100, 101]))
    rows.set("pairs", .integers([5, 6]))
    network.set(Table(name: "distances", title: "", rows: rows))
    let svg = try ModuleRun(HistogramDiagram.self, on: network, with: ["formats": ["svg"]]).svg
    #expect(!svg.contains("six degrees") && svg.contains("Marked: mean"))
  }

  @Test func smallValuesHaveDigits() throws {
    var network = Network(sketch: "a-b b-c c-d")
    network.nodes.set("rank", .numbers([0.000_02, 0.000_05, 0.000_09, 0.000_097]))
    let svg = try ModuleRun(
      HistogramDiagram.self, on: network, with: ["column": "rank", "formats": ["svg"]]
    ).svg
    #expect(svg.contains("from 2×10⁻⁵ to 9.7×10⁻⁵") && svg.contains("rank (× 10⁻⁶)"))
    #expect(!svg.contains("0.0000"))
  }

  @Test func nothingToDrawIsSaid() throws {
    var network = Network(sketch: "a-b")
    network.nodes.set("none", .numbers([.nan, .nan]))
    let svg = try ModuleRun(
      HistogramDiagram.self, on: network, with: ["column": "none", "formats": ["svg"]]
    ).svg
    #expect(svg.contains("No values to draw"))
  }
}

extension ModuleRun {
  /// The first figure, with plain spaces and hyphens.
  var svg: String {
    let bytes = network.figures.first?.renderings.first { $0.format == "svg" }?.bytes ?? []
    return String(decoding: bytes, as: UTF8.self).replacing("\u{A0}", with: " ")
      .replacing("&#160;", with: " ").replacing("&#45;", with: "-")
  }
}
