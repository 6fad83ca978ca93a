import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Pages of panels: who is on which, everybody in one place, bars that compare.
struct SmallMultiplesTests {
  private static let hard = [
    "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم بنت محمد", "🙂🙂",
    "<b>A&B</b>", "\\N \"x\"",
  ]

  /// Clubs of falling size, everybody beside the next.
  private func clubs(_ sizes: [Int], names: (Int) -> String = { "club \($0)" }) -> Network {
    let count = sizes.reduce(0, +)
    let words = (0..<count).map { "p\($0)-p\(($0 + 1) % count)" }
    var network = Network(sketch: words.joined(separator: " "))
    let club = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    let index = Dictionary(uniqueKeysWithValues: (0..<count).map { ("p\($0)", $0) })
    let order = network.ids.map { index[$0] ?? 0 }
    network.nodes.set("club", .texts(order.map { Optional(names(club[$0])) }))
    network.nodes.set("number", .integers(order.map { 10 - club[$0] }))
    network.nodes.set("value", .numbers(order.map { Double($0 * $0 % 17) / 4 }))
    network.nodes.set("other", .numbers(order.map { Double($0 % 5) * 100 }))
    return network
  }

  private func svg(_ network: Network, _ parameters: JSON) throws -> String {
    var all = parameters
    all["formats"] = ["svg"]
    return try ModuleRun(SmallMultiplesDiagram.self, on: network, with: all).svg
  }

  // MARK: Panels

  @Test func eachGroupHasAPanelAndOthersAreCounted() throws {
    let network = clubs([6, 5, 4, 3])
    let svg = try svg(network, ["by": "club", "most": 3, "groups": "clubs"])
    for text in [
      ">club 0<", ">club 1<", ">club 2<", ">6 people, 5 ties inside<", "3 of 4 clubs by club",
      "3 people in 1 other club not drawn",
    ] { #expect(svg.contains(text), "\(text)") }
    #expect(!svg.contains(">club 3<"))
  }

  @Test func panelsStandInTheirOrder() throws {
    func order(_ parameters: JSON, _ network: Network, _ names: [String]) throws -> [String] {
      let texts = try SlideText.all(in: try svg(network, parameters))
      return texts.filter { names.contains($0.text) }.sorted {
        ($0.rect.minY, $1.rect.minX) > ($1.rect.minY, $0.rect.minX)
      }.map(\.text)
    }
    let network = clubs([3, 5, 4], names: { ["c", "b", "a"][$0] })
    #expect(try order(["by": "club"], network, ["a", "b", "c"]) == ["b", "a", "c"])
    #expect(
      try order(["by": "club", "order": "name"], network, ["a", "b", "c"]) == ["a", "b", "c"])
    // Whole numbers stand in their order, not in that of sizes.
    #expect(try order(["by": "number"], network, ["8", "9", "10"]) == ["8", "9", "10"])
  }

  /// Everybody is at one spot of each panel: circles of two panels differ by one shift.
  @Test func everybodyKeepsOnePlace() throws {
    let network = clubs([6, 6])
    let svg = try svg(network, ["by": "club", "columns": 2])
    let centers = svg.components(separatedBy: "<ellipse ").dropFirst().compactMap { part in
      let values = ["cx=\"", "cy=\""].compactMap { key in
        part.range(of: key).flatMap { Double(part[$0.upperBound...].prefix { $0 != "\"" }) }
      }
      return values.count == 2 ? Point(x: values[0], y: values[1]) : nil
    }
    #expect(centers.count == 24)
    let panels = [centers.prefix(12), centers.dropFirst(12)].map { panel in
      panel.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    }
    let shift = panels[1][0].x - panels[0][0].x
    #expect(shift > 300)
    for (a, b) in zip(panels[0], panels[1]) {
      #expect((b.x - a.x - shift).magnitude < 0.02 && (b.y - a.y).magnitude < 0.02)
    }
  }

  /// The places of `diagram.layout` are those of the panels.
  @Test func sharedPlacesAreKept() throws {
    var network = clubs([4, 4])
    let plain = try svg(network, ["by": "club"])
    #expect(plain.contains("Layout: stress, seed 7"))
    network = try ModuleRun(DiagramLayout.self, on: network, with: [:]).network
    let shared = try svg(network, ["by": "club"])
    #expect(!shared.contains("ayout: stress"))
    #expect(shared != plain)
  }

  @Test func severalColumnsHaveTheirOwnScalesUnlessFixed() throws {
    let network = clubs([8, 8])
    let free = try svg(network, ["values": ["value", "other", "club"]])
    // Each ramp has its ends; groups are named.
    for text in [">4<", ">400<", ">club 0<", ">16 people<"] {
      #expect(free.contains(text), "\(text)")
    }
    let fixed = try svg(network, ["values": ["value", "other"], "scales": "fixed"])
    #expect(fixed.contains(">400<") && !fixed.contains(">4<"))
  }

  // MARK: Bars

  /// Against counting one by one.
  @Test func barsCountEveryValueOnce() {
    var random = RandomSource(seed: 11)
    for round in 0..<200 {
      let isWhole = round % 2 == 0
      let all = (0..<(1 + random.next(below: 60))).map { _ in
        isWhole ? Double(random.next(below: 50)) - 9 : random.unit() * 40 - 20
      }
      let some = all.filter { _ in random.next(below: 2) == 0 }
      let line = HistogramBars(counting: all, bins: 7, isWhole: isWhole)
      let counts = FacetBars(some, on: line, shares: false)
      #expect(counts.heights.reduce(0, +) == Double(some.count))
      #expect(counts.whole == nil && counts.count == some.count)
      for (index, bar) in line.bars.enumerated() {
        let isFirst = index == 0
        let isLast = index == line.bars.count - 1
        let expected = some.count {
          (isFirst || $0 >= bar.low) && (isLast || $0 < line.bars[index + 1].low)
        }
        #expect(counts.heights[index] == Double(expected))
      }
      let shares = FacetBars(some, on: line, shares: true, everybody: all)
      #expect(some.isEmpty || (shares.heights.reduce(0, +) - 1).magnitude < 1e-9)
      #expect(((shares.whole ?? []).reduce(0, +) - 1).magnitude < 1e-9)
    }
  }

  @Test func histogramsTellCountMeanAndScale() throws {
    let network = clubs([8, 4])
    let svg = try svg(network, ["view": "histogram", "by": "club", "column": "other"])
    // 0, 100, 200, 300, 400, 0, 100, 200; then 300, 400, 0, 100.
    for text in [
      ">8 people, mean 162<", ">4 people, mean 200<", ">steps: all 12 people<", ">dashed: mean<",
    ] { #expect(svg.contains(text), "\(text)") }
    let counts = try self.svg(
      network, ["view": "histogram", "by": "club", "column": "other", "heights": "counts"])
    #expect(!counts.contains("steps:") && counts.contains(">2<"))
  }

  /// There is no room for a unit beside the numbers of a panel: each number says its own.
  @Test func numbersOfPanelsSayTheirUnit() throws {
    var network = clubs([8, 4])
    let count = network.graph.nodeCount
    network.nodes.set("tiny", .numbers((0..<count).map { Double($0 % 5) * 2e-6 }))
    network.nodes.set("large", .numbers((0..<count).map { Double($0 % 5) * 3e9 }))
    for (column, wanted, bare) in [
      ("tiny", ["8×10⁻⁶"], ["8", "6", "4", "2"]),
      ("large", ["10 billion"], ["10", "5"]),
    ] {
      let texts = try SlideText.all(
        in: try svg(network, ["view": "histogram", "by": "club", "column": .string(column)])
      ).map(\.text)
      #expect(wanted.contains { texts.contains($0) }, "\(texts)")
      #expect(!bare.contains { texts.contains($0) }, "\(texts)")
    }
  }

  // MARK: Grid

  @Test func panelsFillThePageWithoutTouching() {
    let area = Rect(36, 36, 924, 456)
    for count in 1...16 {
      for aspect in [0.5, 1.6, 4] {
        for columns in [nil, 1, 3, 16] as [Int?] {
          let grid = FacetGrid(count, in: area, aspect: aspect, foot: 20, columns: columns)
          #expect(grid.cells.count == count)
          for (index, cell) in grid.cells.enumerated() {
            #expect(cell.minX >= 35.99 && cell.maxX <= 924.01)
            #expect(cell.minY >= 35.99 && cell.maxY <= 456.01)
            #expect(grid.cells[..<index].allSatisfy { $0.overlap(with: cell) < 1e-6 })
          }
          if let columns { #expect(grid.columns == min(columns, count)) }
        }
      }
    }
    #expect(FacetGrid(6, in: area, aspect: 1.6, foot: 0).columns == 3)
    #expect(FacetGrid(6, in: Rect(0, 0, 300, 900), aspect: 1.6, foot: 0).columns <= 2)
  }

  // MARK: Edges

  @Test func textsKeepApartOnEveryPage() throws {
    let network = clubs(
      [5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1],
      names: { index in
        Self.hard[index % 6] + (index < 6 ? "" : "\(index)")
      })
    let pages: [(String, Page)] = [
      ("16:9", .wide), ("4:3", .standard), ("square", .square), ("a4", .a4),
      ("a4_portrait", .a4Portrait), ("poster", .poster),
    ]
    for (name, page) in pages {
      for parameters in [
        ["by": "club", "most": 16], ["by": "club", "most": 2, "color": "club", "size": "value"],
        ["values": ["club", "value", "other", "number"]],
        ["view": "histogram", "by": "club", "column": "value", "most": 16],
        ["view": "histogram", "values": ["value", "other", "number"], "scales": "free_y"],
      ] as [JSON] {
        var all = parameters
        all["page"] = .string(name)
        let svg = try svg(network, all)
        #expect(try SlideText.problems(in: svg, page: page) == [], "\(all.compact)")
        #expect(!svg.contains("<b>"))
      }
    }
  }

  @Test func emptyAndOddNetworksAreDrawn() throws {
    var one = Network(sketch: "a")
    one.nodes.set("g", .texts([nil]))
    one.nodes.set("v", .numbers([.nan]))
    #expect(try svg(one, ["by": "g"]).contains("Nobody belongs to a group"))
    #expect(try svg(one, ["view": "histogram", "values": ["v"]]).contains(">0 people<"))
    #expect(try svg(one, ["values": ["v"]]).contains("1 without a value"))
    one.nodes.set("g", .texts(["x"]))
    one.nodes.set("v", .numbers([.infinity]))
    for parameters in [
      ["by": "g"], ["by": "g", "view": "histogram", "column": "v"], ["values": ["v", "g"]],
    ] as [JSON] {
      #expect(try SlideText.problems(in: try svg(one, parameters)) == [])
    }
    var none = Network()
    none.nodes.set("g", .texts([]))
    #expect(try svg(none, ["by": "g"]).contains("The network is empty"))
  }

  @Test func mistakesAreSaidBeforeTheRun() throws {
    let network = clubs([2, 2])
    func found(_ parameters: JSON) -> Diagnostic? {
      do {
        _ = try svg(network, parameters)
        return nil
      } catch let found as Diagnostics { return found.all.first } catch {
        return error as? Diagnostic
      }
    }
    #expect(found([:])?.id == "missing-parameter")
    #expect(found(["by": "club", "values": ["value"]])?.id == "conflicting-parameters")
    #expect(found(["by": "club", "view": "histogram"])?.id == "missing-parameter")
    #expect(found(["by": "club", "scales": "free_x"])?.location?.file == "scales")
    #expect(found(["by": "value"])?.id == "wrong-column-type")
    #expect(found(["by": "clup"])?.help == "did you mean 'club'?")
    #expect(found(["values": ["club"], "view": "histogram"])?.id == "wrong-column-type")
    #expect(found(["by": "club", "columns": 0])?.id == "out-of-range")
  }
}
