import Diagrams
import GraphCore
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// What is measured of finished figures, on scenes of which the answer is known.
struct FigureChecksTests {
  private func check(_ id: String, _ draw: (inout Scene) -> Void) throws -> FigureCheck {
    var scene = Scene(theme: .light)
    draw(&scene)
    return try #require(FigureChecks(scene, layout: nil, RenderWorker()).all.first { $0.id == id })
  }

  @Test func textsOverEachOtherAreFound() throws {
    let apart = try check("overlapping_texts") { scene in
      scene.background.text("Anna", at: Point(x: 100, y: 100), size: 12, color: .black)
      scene.label("Bea", at: Point(x: 100, y: 112), size: 12, color: .black, halo: .white)
      scene.background.text("Cora", at: Point(x: 300, y: 100), size: 12, color: .black)
    }
    #expect(apart.isPassed && apart.value == 0)
    let over = try check("overlapping_texts") { scene in
      scene.background.text("Anna", at: Point(x: 100, y: 100), size: 12, color: .black)
      scene.label("Bea", at: Point(x: 110, y: 104), size: 12, color: .black, halo: .white)
      scene.background.text(
        "Cora", at: Point(x: 128, y: 100), size: 12, color: .black, anchor: .right)
    }
    #expect(!over.isPassed && over.value == 3)
    #expect(over.finding.contains("'Anna'"))
  }

  @Test func textsOverTheEdgeAndSmallOnesAreFound() throws {
    func draw(_ scene: inout Scene) {
      scene.background.text("A long name", at: Point(x: 930, y: 100), size: 11, color: .black)
      scene.background.text("caption", at: Point(x: 36, y: 17), size: 8, color: .black)
      scene.captionTexts = 1..<2
    }
    #expect(try check("texts_off_page", draw).isPassed == false)
    let smallest = try check("smallest_text", draw)
    #expect(smallest.value == 11 && !smallest.isPassed)
  }

  /// The ground of a text is what was painted before it: not the page, and not what comes after.
  @Test func contrastIsThatOfTheGround() throws {
    let (origin, size) = (Point(x: 50, y: 50), Size(width: 200, height: 100))
    let middle = Point(x: 150, y: 100)
    func least(_ draw: (inout Scene) -> Void) throws -> Double { try check("contrast", draw).value }
    let onPage = try least { $0.background.text("Anna", at: middle, size: 12, color: .black) }
    #expect(abs(onPage - 21) < 1e-9)
    let onBox = try least { scene in
      scene.background.rectangle(origin: origin, size: size, fill: .black)
      scene.background.text("Anna", at: middle, size: 12, color: Color(0x333333))
    }
    #expect(abs(onBox - Color(0x333333).contrast(with: .black)) < 1e-9)
    let underBox = try least { scene in
      scene.background.text("Anna", at: middle, size: 12, color: .black)
      scene.background.rectangle(origin: origin, size: size, fill: .black)
    }
    #expect(abs(underBox - 21) < 1e-9)
    let throughGlass = try least { scene in
      scene.background.circle(center: middle, radius: 60, fill: Color.black.opacity(0.5))
      scene.background.text("Anna", at: middle, size: 12, color: .black, anchor: .center)
    }
    #expect(abs(throughGlass - Color(0x7F7F7F).contrast(with: .black)) < 0.1)
    let onNode = try least { scene in
      scene.node(at: middle, diameter: 80, fill: Color(0x0072B2))
      scene.label("A", at: middle, size: 12, color: .white)
    }
    #expect(abs(onNode - Color(0x0072B2).contrast(with: .white)) < 1e-9)
    let inHalo = try least { scene in
      scene.node(at: middle, diameter: 80, fill: .black)
      scene.label("A", at: middle, size: 12, color: .black, halo: .white)
    }
    #expect(abs(inHalo - 21) < 1e-9)
    // Large letters may be paler.
    let orange = Color(0xD55E00)
    #expect(
      try !check("contrast") { $0.background.text("A", at: middle, size: 13, color: orange) }
        .isPassed)
    #expect(
      try check("contrast") { $0.background.text("A", at: middle, size: 18, color: orange) }
        .isPassed)
  }

  /// Four people in a square, all tied: the two diagonals cross.
  @Test func crossingsAreCounted() throws {
    let found = try check("crossings") { scene in
      let corners = [(100.0, 100.0), (300, 100), (300, 300), (100, 300)]
      let nodes = corners.map {
        scene.node(at: Point(x: $0.0, y: $0.1), diameter: 10, fill: .black)
      }
      for first in 0..<4 {
        for second in (first + 1)..<4 {
          scene.edge(nodes[first], nodes[second], stroke: Stroke(.black))
        }
      }
    }
    #expect(abs(found.value - 2.0 / 6) < 1e-9)
  }

  /// Of many lines pairs are drawn; the estimate is near what all pairs give.
  @Test func crossingsOfManyLinesAreEstimated() throws {
    var random = RandomSource(seed: 5)
    var ends: [(Point, Point)] = []
    for _ in 0..<2000 {
      func point() -> Point {
        Point(
          x: Double.random(in: 50...900, using: &random),
          y: Double.random(in: 50...500, using: &random))
      }
      ends.append((point(), point()))
    }
    var exact = 0
    for first in ends.indices {
      for second in ends.indices.dropFirst(first + 1) {
        func side(_ a: Point, _ b: Point, _ c: Point) -> Bool {
          (b.x - a.x) * (c.y - a.y) > (b.y - a.y) * (c.x - a.x)
        }
        let (a, b) = (ends[first], ends[second])
        if side(a.0, a.1, b.0) != side(a.0, a.1, b.1), side(b.0, b.1, a.0) != side(b.0, b.1, a.1) {
          exact += 1
        }
      }
    }
    let found = try check("crossings") { scene in
      for (from, to) in ends {
        let a = scene.node(at: from, diameter: 1, fill: .black)
        scene.edge(a, scene.node(at: to, diameter: 1, fill: .black), stroke: Stroke(.black))
      }
    }
    let truth = 2 * Double(exact) / 2000
    #expect(abs(found.value - truth) < 0.02 * truth, "\(found.value), \(truth)")
  }

  @Test func inkIsTheShareThatIsCovered() throws {
    let found = try check("ink") { scene in
      let a = scene.node(at: Point(x: 100, y: 100), diameter: 2, fill: .black)
      let b = scene.node(at: Point(x: 300, y: 300), diameter: 2, fill: .black)
      scene.edge(a, b, stroke: Stroke(.black))
    }
    // A diagonal of 101 cells, one or two of each row, in a square of 101 x 101.
    #expect(found.value > 0.9 / 101 && found.value < 2.5 / 101)
  }

  private func club(_ more: JSON) throws -> ModuleRun {
    var network = Network(sketch: "a-b b-c c-a c-d d-e e-f f-d")
    network.nodes.set("club", .texts(["one", "one", "one", "two", "two", "two"]))
    var all: JSON = [
      "color": "club", "formats": ["svg"], "theme": ["palette": ["#0072B2", "#0070B0"]],
    ]
    if case .object(let members) = more {
      for member in members { all[member.key] = member.value }
    }
    return try ModuleRun(NetworkDiagram.self, on: network, with: all)
  }

  @Test func theStudySaysWhatFollows() throws {
    let warned = try club([:])
    #expect(warned.notices.map(\.id) == ["colors-alike", "figure-check"])
    let checks = try #require(warned.network.figures.first?.checks)
    #expect(checks.filter { !$0.isPassed }.map(\.id) == ["colors_apart"])
    #expect(checks.map(\.id).contains("stress"))
    #expect(try club(["checks": "off"]).network.figures.first?.checks == [])
    #expect(try club(["theme": "print", "checks": "fail"]).notices.isEmpty)
    let error = #expect(throws: Diagnostic.self) { _ = try club(["checks": "fail"]) }
    #expect(error?.id == "figure-check")
  }

  /// Measuring changes nothing of what is drawn.
  @Test func checkedFiguresAreTheSame() throws {
    let (off, on) = (try club(["checks": "off"]), try club([:]))
    #expect(off.network.figures.first?.renderings == on.network.figures.first?.renderings)
  }
}
