import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Bars: which rows they show, how long they are, and that their texts keep apart.
struct BarsTests {
  private static let hard = [
    "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم بنت محمد", "🙂🙂",
    "<b>A&B</b>", "\\N \"x\"", "",
  ]

  private func table(_ columns: [(String, Column)]) -> Network {
    var network = Network(sketch: "a-b")
    var rows = Frame(rowCount: columns.first?.1.count ?? 0)
    for (name, column) in columns { rows.set(name, column) }
    network.set(Table(name: "data", title: "", rows: rows))
    return network
  }

  private func svg(_ network: Network, _ parameters: JSON) throws -> String {
    var all = parameters
    all["formats"] = ["svg"]
    if all["table"] == nil { all["table"] = "data" }
    if all["value"] == nil { all["value"] = "v" }
    return try ModuleRun(BarsDiagram.self, on: network, with: all).svg
  }

  private func values(_ values: [Double], names: [String]? = nil) -> Network {
    table([
      ("name", .texts(values.indices.map { names?[$0] ?? "n\($0)" })), ("v", .numbers(values)),
    ])
  }

  /// Left and right end of each bar of the first colour, from above.
  private func bars(_ svg: String, fill: String = "#0072b2") -> [(left: Double, right: Double)] {
    svg.components(separatedBy: "<polygon fill=\"\(fill)\"").dropFirst().compactMap { part in
      guard let start = part.range(of: "points=\"") else { return nil }
      let xs = part[start.upperBound...].prefix { $0 != "\"" }.split(separator: " ")
        .compactMap { $0.split(separator: ",").first.flatMap { Double($0) } }
      guard let left = xs.min(), let right = xs.max() else { return nil }
      return (left, right)
    }
  }

  // MARK: Rows

  @Test func rowsAreTheLargestInTheirOrder() {
    let values = [3, .nan, 7, 7, -2, .infinity, 0]
    let largest = BarRows(values, order: .descending, most: 3)
    #expect(largest.shown == [2, 3, 0])
    #expect((largest.remainder, largest.missing, largest.infinite) == (2, 1, 1))
    #expect(BarRows(values, order: .ascending, most: 2).shown == [4, 6])
    #expect(BarRows(values, order: .given, most: 9).shown == [0, 2, 3, 4, 6])
    var random = RandomSource(seed: 5)
    for _ in 0..<200 {
      let values = (0..<random.next(below: 12)).map { _ in
        random.next(below: 5) == 0 ? .nan : Double(random.next(below: 6)) - 2
      }
      let most = 1 + random.next(below: 12)
      let rows = BarRows(values, order: .descending, most: most)
      // Whoever is left out is no larger than anybody shown, and nobody is lost.
      let least = rows.shown.map { values[$0] }.min() ?? .infinity
      let left = values.indices.filter { !values[$0].isNaN && !rows.shown.contains($0) }
      #expect(left.allSatisfy { values[$0] <= least } && left.count == rows.remainder)
      #expect(rows.shown.count + rows.remainder + rows.missing == values.count)
    }
  }

  // MARK: Lengths

  @Test func lengthsFollowValuesFromOneZero() throws {
    let bars = bars(try svg(values([40, 20, 10, -20, 0]), [:]))
    #expect(bars.count == 4)
    let zero = try #require(bars.first).left
    let unit = (bars[0].right - zero) / 40
    for (bar, value) in zip(bars, [40.0, 20, 10]) {
      #expect(
        (bar.left - zero).magnitude < 0.02 && (bar.right - zero - value * unit).magnitude < 0.02)
    }
    #expect((bars[3].right - zero).magnitude < 0.02)
    #expect((zero - bars[3].left - 20 * unit).magnitude < 0.02)
  }

  @Test func whiskersAndNumbersStandWhereTheyShould() throws {
    let data = table([
      ("name", .texts(["a", "b", "c"])), ("v", .numbers([2, -1, 1])),
      ("lo", .numbers([1, -3, .nan])), ("hi", .numbers([4, 1, .infinity])),
    ])
    let svg = try svg(data, ["low": "lo", "high": "hi"])
    #expect(svg.contains("whiskers from lo to hi"))
    let texts = try SlideText.all(in: svg)
    let bars = bars(svg)
    let zero = bars[0].left
    let unit = (bars[0].right - zero) / 2
    // The number of a stands behind its whisker, that of b before its own.
    let numbers = Dictionary(texts.map { ($0.text, $0.rect) }) { first, _ in first }
    #expect(try #require(numbers["2"]).minX > zero + 4 * unit)
    #expect(try #require(numbers["−1"]).maxX < zero - 3 * unit)
    // c has half an interval, which is none.
    #expect(try #require(numbers["1"]).minX < zero + 1.3 * unit)
  }

  // MARK: Words

  @Test func whatIsNotDrawnIsSaid() throws {
    let given = (0..<40).map(Double.init) + [.nan, .nan, .infinity]
    let svg = try svg(values(given), ["most": 10, "people": "sectors"])
    #expect(svg.contains("The 10 largest of 40 sectors: v"))
    #expect(svg.contains("30 other sectors not drawn; 2 sectors without a value"))
    #expect(svg.contains("1 sector with an infinite value not drawn"))
  }

  @Test func nodesAreNamedByTheirLabels() throws {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set("label", .texts(["Ann", "Bob", nil]))
    network.nodes.set("share", .numbers([0.5, 0.25, 0.1]))
    network.nodes.set("kind", .texts(["x", "y", nil]))
    let run = try ModuleRun(
      BarsDiagram.self, on: network,
      with: ["value": "share", "group": "kind", "highlight": ["Ann", "Zoe"], "formats": ["svg"]])
    let svg = run.svg
    for text in [">Ann<", ">Bob<", ">c<", ">50 %<", ">no value<", "3 people: share"] {
      #expect(svg.contains(text), "\(text)")
    }
    #expect(run.notices.map(\.id) == ["not-highlighted"])
  }

  // MARK: Edges

  @Test func hardTextsAndManyRowsKeepApart() throws {
    for page in ["16:9", "4:3", "square", "a4", "a4_portrait", "poster"] {
      for count in [0, 1, 2, 7, 200] {
        let names = (0..<count).map { Self.hard[$0 % 7] + ($0 < 7 ? "" : "\($0)") }
        let data = table([
          ("name", .texts(names.map { Optional($0) })),
          ("v", .numbers((0..<count).map { Double($0 % 13) * 1e4 - 2e4 })),
          ("group", .texts(names.map { Optional($0) })),
        ])
        let svg = try svg(
          data, ["most": 60, "group": "group", "page": .string(page), "title": "T"])
        #expect(try SlideText.problems(in: svg, page: Self.page(page)) == [], "\(count) on \(page)")
        #expect(!svg.contains("<b>"))
      }
    }
  }

  private static func page(_ name: String) -> Page {
    switch name {
    case "4:3": .standard
    case "square": .square
    case "a4": .a4
    case "a4_portrait": .a4Portrait
    case "poster": .poster
    default: .wide
    }
  }

  @Test func valuesWithoutMeaningBreakNothing() throws {
    for given in [
      [], [.nan, .nan], [0, 0], [-5], [1.7e308, -1.7e308], [1e-300, 2e-300], [.infinity],
    ] as [[Double]] {
      let svg = try svg(values(given), [:])
      #expect(try SlideText.problems(in: svg) == [], "\(given)")
      if !given.contains(where: \.isFinite) { #expect(svg.contains("No values to draw")) }
    }
  }

  @Test func mistakesAreSaidAtTheirPlace() throws {
    func problem(_ parameters: JSON) -> Diagnostic? {
      do {
        _ = try svg(values([1, 2]), parameters)
        return nil
      } catch let found as Diagnostics { return found.all.first } catch {
        return error as? Diagnostic
      }
    }
    #expect(problem(["value": "w"])?.id == "unknown-column")
    #expect(problem(["value": "name"])?.id == "wrong-column-type")
    #expect(problem(["low": "v"])?.id == "half-an-interval")
    #expect(problem(["low": "v"])?.location?.file == "low")
    #expect(problem(["table": "dat"])?.help == "did you mean 'data'?")
    #expect(problem(["group": "grup"])?.location?.file == "group")
  }
}
