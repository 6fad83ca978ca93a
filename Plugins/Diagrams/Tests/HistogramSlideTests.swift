import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// What a histogram of chains says, and where.
struct HistogramSlideTests {
  private func chains(_ counts: [Int], from first: Int = 1) -> Network {
    var network = Network(sketch: "a-b")
    var rows = Frame(rowCount: counts.count)
    rows.set("links", .integers(counts.indices.map { first + $0 }))
    rows.set("intermediaries", .integers(counts.indices.map { first + $0 - 1 }))
    rows.set("pairs", .integers(counts))
    network.set(Table(name: "distances", title: "", rows: rows))
    return network
  }

  private func slide(_ network: Network, _ parameters: JSON = [:]) throws -> String {
    var all = parameters
    all["formats"] = ["svg"]
    return try ModuleRun(HistogramDiagram.self, on: network, with: all).svg
  }

  /// 1×1 + 2×3 + 3×4 = 19 links over 8 pairs; four of eight are within two.
  @Test func everyMarkSaysItsUnit() throws {
    let svg = try slide(chains([1, 3, 4]))
    for text in [
      ">mean 2.38 links<", ">median 2 links<", ">six degrees: 6 intermediaries = 7 links<",
      ">links<", ">intermediaries<", "8 pairs from 1 to 3 links; mean 2.38 links",
    ] { #expect(svg.contains(text), "\(text)") }
    #expect(!(try slide(chains([1, 3, 4]), ["marks": ["mean"]])).contains("six degrees"))
  }

  /// Six intermediaries stand over the number six of their row, seven links over theirs.
  @Test func sixStandsAtSevenLinks() throws {
    for counts in [[1, 3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9]] {
      let texts = try SlideText.all(in: slide(chains(counts), ["marks": ["six"]]))
      let numbers = texts.filter { $0.rect.minY < 96 }
      let seven = try #require(numbers.first { $0.text == "7" })
      let six = try #require(numbers.first { $0.text == "6" && $0.rect.minY < seven.rect.minY - 9 })
      #expect((six.rect.center.x - seven.rect.center.x).magnitude < 0.5)
      let mark = try #require(texts.first { $0.text.hasPrefix("six degrees") })
      let gap = min(
        (mark.rect.minX - seven.rect.center.x).magnitude,
        (mark.rect.maxX - seven.rect.center.x).magnitude)
      #expect(gap < 8)
    }
  }

  @Test func theMedianIsTheFirstLengthThatHalfAreWithin() {
    func median(_ places: [Double], _ heights: [Double]) -> Double {
      HistogramBars(at: places, heights: heights, second: nil).median
    }
    #expect(median([1, 2, 3], [1, 3, 4]) == 2 && median([1, 2, 3], [1, 2, 4]) == 3)
    // In whatever order the rows stand.
    #expect(median([3, 1, 2], [4, 1, 3]) == 2)
    #expect(median([1, 2], [0.5, 0.5]) == 1 && median([1, 2], [0, 0]).isNaN)
    #expect(HistogramBars(counting: [4, 1, 2, 3], bins: 5, isWhole: true).median == 2.5)
  }

  @Test(arguments: [
    [5], [1, 1], [1, 3, 4], Array(repeating: 3, count: 12),
    Array(repeating: 1_000_000_000, count: 20),
    [0, 0, 0], [], Array(1...90), [1, 0, 0, 0, 0, 0, 0, 0, 999_999],
  ])
  func textsKeepApart(counts: [Int]) throws {
    let svg = try slide(chains(counts))
    #expect(try SlideText.problems(in: svg) == [])
    #expect(try slide(chains(counts)) == svg)
  }

  @Test func valuesOfAColumnKeepApart() throws {
    for values in [[0.0, 0, 0, 0.57, 0.1], [1e9, 2e9, 5e9], [-3, 100, 7], [0.25, 0.25]] {
      var network = Network(sketch: "a-b b-c c-d d-e")
      network.nodes.set("value", .numbers((0..<5).map { $0 < values.count ? values[$0] : .nan }))
      let svg = try slide(network, ["column": "value", "axis": "A long name 各人の距離 🙂 <b>&"])
      #expect(try SlideText.problems(in: svg) == [])
    }
  }

  /// However many marks, names lie neither on names nor on lines that rise past them.
  @Test func namesOfMarksKeepApart() throws {
    let worker = RenderWorker()
    for places in [
      [300.0, 310, 320], [40, 900, 60], [500, 502, 650], Array(stride(from: 50.0, to: 900, by: 37)),
    ] {
      let marks = try AxisMarks(
        places.enumerated().map {
          .init(x: $1, text: "mark number \($0)", color: .black, pattern: .dashed)
        }, left: 36, right: 924, worker)
      for a in marks.placed {
        #expect(a.minX >= 35 && a.maxX <= 925)
        for b in marks.placed where b.mark.x != a.mark.x {
          #expect(a.row != b.row || a.maxX < b.minX || b.maxX < a.minX)
          // Of a crowd at the right edge some lines are broken at names.
          let isCrossed = b.mark.x > a.minX && b.mark.x < a.maxX
          #expect(!isCrossed || b.row < a.row || places.count > 3)
        }
      }
    }
  }
}
