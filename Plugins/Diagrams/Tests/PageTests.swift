import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Every diagram on every page.
struct PageTests {
  private static let pages: [(name: String, page: Page, paper: String)] = [
    ("16:9", .wide, #"width="960pt" height="540pt""#),
    ("4:3", .standard, #"width="720pt" height="540pt""#),
    ("square", .square, #"width="720pt" height="720pt""#),
    ("a4", .a4, #"width="842pt" height="595pt""#),
    ("a4_portrait", .a4Portrait, #"width="595pt" height="842pt""#),
    ("poster", .poster, #"width="2384pt" height="1684pt""#),
  ]

  /// Four circles of nine people who know each other, in a ring, with all tables that diagrams read.
  private var network: Network {
    var words: [String] = []
    for club in 0..<4 {
      for a in 0..<9 {
        for b in (a + 1)..<9 where (a * b + club) % 3 != 1 {
          words.append("c\(club)p\(a)-c\(club)p\(b)")
        }
      }
      words.append("c\(club)p0-c\((club + 1) % 4)p8")
    }
    var network = Network(sketch: words.joined(separator: " "))
    let ids = network.ids
    network.nodes.set("club", .texts(ids.map { "Club of the \($0.prefix(2))" }))
    network.nodes.set("degree", .numbers(ids.indices.map { Double(1 + $0 * 7 % 11) }))
    network.nodes.set("age", .numbers(ids.indices.map { 20 + Double($0 * 13 % 41) }))
    set(&network, "path", ["id": ["c0p3", "c0p0", "c1p8", "c1p2"]])
    let pairs = (0..<16).map { ("Club \($0 / 4)", "Club \($0 % 4)") }
    set(
      &network, "pairs", ["from": pairs.map(\.0), "to": pairs.map(\.1)],
      numbers: ["share": (0..<16).map { Double($0) / 16 }])
    set(
      &network, "ways", [:],
      numbers: [
        "step": (0..<12).map(Double.init), "first": (0..<12).map { Double($0 * $0) },
        "second": (0..<12).map { Double(80 - $0) },
      ])
    return network
  }

  private func set(
    _ network: inout Network, _ name: String, _ texts: [String: [String]],
    numbers: [String: [Double]] = [:]
  ) {
    let count = texts.values.first?.count ?? numbers.values.first?.count ?? 0
    var rows = Frame(rowCount: count)
    for key in texts.keys.sorted() {
      rows.set(key, .texts((texts[key] ?? []).map { Optional($0) }))
    }
    for key in numbers.keys.sorted() { rows.set(key, .numbers(numbers[key] ?? [])) }
    network.set(Table(name: name, title: "From c0p3 to c1p2", rows: rows))
  }

  private func svgs(_ page: String) throws -> [(name: String, svg: String)] {
    func svg<M: Module>(_ module: M.Type, _ given: JSON) throws -> (String, String) {
      var all = given
      all["formats"] = ["svg"]
      all["page"] = .string(page)
      return (module.manual.name, try ModuleRun(module, on: network, with: all).svg)
    }
    return [
      try svg(NetworkDiagram.self, ["color": "club", "size": "degree"]),
      try svg(HistogramDiagram.self, ["column": "age", "bins": 8]),
      try svg(ChainDiagram.self, [:]),
      try svg(EgoDiagram.self, ["ego": "c0p0", "color": "club"]),
      try svg(
        MatrixDiagram.self, ["table": "pairs", "row": "from", "column": "to", "value": "share"]),
      try svg(ScatterDiagram.self, ["x": "age", "y": "degree", "color": "club"]),
      try svg(BarsDiagram.self, ["value": "degree", "group": "club"]),
      try svg(SmallMultiplesDiagram.self, ["by": "club"]),
      try svg(
        SmallMultiplesDiagram.self, ["view": "histogram", "by": "club", "column": "degree"]),
      try svg(CurvesDiagram.self, ["table": "ways", "x": "step", "y": ["first", "second"]]),
    ]
  }

  /// Texts stay on the page, off each other and large enough.
  @Test(arguments: pages.indices) func textsCanBeRead(index: Int) throws {
    let (name, page, paper) = Self.pages[index]
    for (module, svg) in try svgs(name) {
      #expect(svg.contains(paper), "\(module)")
      let problems = try SlideText.problems(in: svg, page: page)
      #expect(problems == [], "\(module) on \(name)")
    }
  }

  /// What is drawn fills the page: nothing stays where a wide slide had it.
  @Test func drawingsFillThePage() throws {
    for (name, page, _) in Self.pages {
      for (module, svg) in try svgs(name) {
        let texts = try SlideText.all(in: svg)
        let right = texts.map(\.rect.maxX).max() ?? 0
        #expect(right > page.width * 0.6, "\(module) on \(name)")
        let title = texts.first { $0.size > 16 }
        #expect((title?.rect.maxY ?? 0) > page.height - 50, "\(module) on \(name)")
      }
    }
  }

  // MARK: Areas

  /// On a wide slide everything lies where it always has.
  @Test func aWideSlideIsDividedAsEver() {
    let page = Page.wide
    #expect(page.area() == Rect(36, 36, 924, 456))
    #expect(page.keyed().drawing == Rect(36, 36, 716, 456))
    #expect(page.keyed().key == [Rect(748, 36, 924, 456)])
    #expect(page.pixels == (1920, 1080))
  }

  @Test(arguments: pages.indices) func areasStayApart(index: Int) {
    let page = Self.pages[index].page
    for width in [120.0, 176, 244] {
      let areas = page.keyed(width: width)
      let all = [areas.drawing] + areas.key
      for (number, area) in all.enumerated() {
        #expect(page.area().contains(area) && area.width > 100 && area.height > 150)
        for other in all[..<number] { #expect(area.overlap(with: other) == 0) }
      }
    }
  }

  // MARK: Bitmaps

  private func pixels(_ parameters: JSON) throws -> [Int] {
    var all = parameters
    all["formats"] = ["png"]
    let run = try ModuleRun(NetworkDiagram.self, on: Network(sketch: "a-b"), with: all)
    let png = try #require(run.network.figures.first?.renderings.first?.bytes)
    return [16, 20].map { png[$0..<($0 + 4)].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func resolutionIsAParameter() throws {
    #expect(try pixels([:]) == [1920, 1080])
    #expect(try pixels(["dpi": 36]) == [480, 270])
    #expect(try pixels(["page": "a4", "dpi": 300]) == [3508, 2479])
    #expect(try pixels(["page": "poster", "dpi": 36]) == [1192, 842])
  }

  @Test func tooManyPixelsAreRefusedBeforeDrawing() {
    for parameters: JSON in [["page": "poster", "dpi": 600], ["page": "16:9", "dpi": 2400]] {
      #expect {
        try pixels(parameters)
      } throws: { error in
        let first = (error as? Diagnostics)?.all.first
        return first?.id == "too-many-pixels" && first?.location?.file == "dpi"
      }
    }
    #expect(throws: Never.self) {
      try ModuleRun(
        NetworkDiagram.self, on: Network(sketch: "a-b"), with: ["dpi": 2400, "formats": ["svg"]])
    }
  }
}
