import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// `diagram.pipeline`: what its cards tell, and that they and their lines keep apart.
struct PipelineTests {
  private static let worker = RenderWorker()

  private func chain(_ count: Int, name: (Int) -> String = { "stage_\($0)" }) -> Lineage {
    Lineage(
      engine: "9.9",
      stages: (0..<count).map { index in
        Lineage.Stage(
          id: name(index), module: index == 0 ? "import.csv" : "centrality.pagerank",
          inputs: index == 0 ? [] : [name(index - 1)],
          parameters: ["damping": .number(0.5)],
          files: index == 0
            ? [.init(name: "data/ties.csv", sha256: String(repeating: "a", count: 64))] : [],
          adds: .init(nodeColumns: index == 0 ? [] : ["rank_\(index)"]),
          outcome: .init(nodes: 4, edges: 3, read: 3, kept: 3))
      })
  }

  /// Stages that read some of those before, by chance.
  private func random(_ count: Int, seed: UInt64) -> Lineage {
    var random = RandomSource(seed: seed)
    return Lineage(
      stages: (0..<count).map { index in
        var inputs: [String] = []
        if index > 0 {
          for _ in 0...random.next(below: 2) {
            let input = "s\(max(0, index - 1 - random.next(below: 6)))"
            if !inputs.contains(input) { inputs.append(input) }
          }
        }
        return Lineage.Stage(id: "s\(index)", module: "test.module", inputs: inputs)
      })
  }

  private func graph(_ lineage: Lineage) -> PipelineGraph {
    PipelineGraph(lineage, [Network(sketch: "a-b b-c c-d")], people: "people", ties: "ties")
  }

  private func svg(_ lineage: Lineage, _ more: JSON = [:]) throws -> (String, [Diagnostic]) {
    var parameters: JSON = ["formats": ["svg"]]
    if case .object(let members) = more {
      for member in members { parameters[member.key] = member.value }
    }
    let run = try ModuleRun(
      PipelineDiagram.self, on: Network(sketch: "a-b b-c c-d"), with: parameters, lineage: lineage)
    let bytes = try #require(run.network.figures.first?.rendering("svg")?.bytes)
    return (String(decoding: bytes, as: UTF8.self), run.notices)
  }

  // MARK: What cards tell

  @Test func cardsTellWhatCameOfAStage() throws {
    var network = Network(sketch: "a-b b-c c-d")
    network.nodes.set("rank", .numbers([.nan, 1, 3, 2]))
    network.set(
      .summary(name: "sums", title: "", [("communities", 6, ""), ("modularity", 0.5667, "")]))
    network.set(.summary(name: "far", title: "", [("pairs", 10, ""), ("mean_links", 2.5, "")]))
    func stage(
      _ id: String, _ module: String, _ nodes: Int, _ edges: Int, adds: Lineage.Additions = .init(),
      merged: Int = 0
    ) -> Lineage.Stage {
      Lineage.Stage(
        id: id, module: module, inputs: id == "in" ? [] : ["in"], adds: adds,
        outcome: .init(nodes: nodes, edges: edges, merged: merged))
    }
    let cards = PipelineGraph(
      Lineage(stages: [
        stage("in", "import.csv", 9, 1),
        stage("part", "filter.component", 4, 1), stage("ties", "filter.edges", 9, 0),
        stage("same", "filter.node", 9, 1), stage("one", "dedupe.names", 9, 1, merged: 3),
        stage("more", "combine.union", 12, 5),
        stage("rank", "centrality.x", 9, 1, adds: .init(nodeColumns: ["rank"])),
        stage("groups", "communities.x", 9, 1, adds: .init(nodeColumns: ["c"], tables: ["sums"])),
        stage("far", "chains.x", 9, 1, adds: .init(tables: ["far"])),
        stage("gone", "chains.x", 9, 1, adds: .init(nodeColumns: ["x"])),
        stage("map", "diagram.map", 9, 1, adds: .init(figures: ["map"])),
        stage("chain", "diagram.chain", 9, 1, adds: .init(figureSeries: ["chain"])),
        stage("deck", "diagram.deck", 9, 1, adds: .init(documents: ["deck.pdf", "deck.pptx"])),
      ]), [network], people: "people", ties: "ties"
    ).cards
    #expect(
      cards.map { $0.findings.first } == [
        "9 people, 1 tie", "4 of 9 people", "0 of 1 tie", "size unchanged", "3 merged",
        "12 people, 5 ties", "top: c", "6 communities, modularity 0.57", "mean links 2.50",
        "column x", "figure map", "figure chain-…", "deck.pdf, deck.pptx",
        "2 figures or more, 2 tables, 3 columns",
      ])
    #expect(
      cards.map(\.kind) == [
        .input, .preparation, .preparation, .preparation, .preparation, .preparation, .analysis,
        .analysis, .analysis, .analysis, .output, .output, .output, .results,
      ])
  }

  @Test func filesAndParametersAreTold() throws {
    let cards = graph(chain(2)).cards
    #expect(cards[0].title == "ties.csv" && cards[0].findings == ["SHA-256 aaaaaaaa…"])
    #expect(cards[1].kind == .input && cards[1].parameters == "damping 0.5")
    let (svg, _) = try svg(chain(2))
    #expect(svg.contains("SHA&#45;256") && svg.contains("9.9"))
  }

  // MARK: Geometry

  @Test(arguments: [1, 2, 5, 9, 14, 25, 33, 40, 90])
  func cardsKeepApartAndOnThePage(count: Int) throws {
    for lineage in [chain(count), random(count, seed: UInt64(count))] {
      let graph = graph(lineage)
      for area in [Rect(36, 40, 924, 430), Rect(36, 40, 684, 430), Rect(36, 40, 707, 942)] {
        let layout = try PipelineLayout(graph, in: area, Self.worker)
        let room = Rect(area.minX - 20, area.minY - 20, area.maxX + 20, area.maxY + 20)
        for (index, card) in layout.cards.enumerated() {
          #expect(room.contains(card))
          for other in layout.cards[..<index] { #expect(card.overlap(with: other) == 0) }
        }
        for (link, line) in zip(graph.links, layout.lines) {
          let (from, to) = (layout.cards[link.from], layout.cards[link.to])
          #expect(abs(line[0].x - from.maxX) < 0.01 && abs(line[0].y - from.center.y) < 0.01)
          let tip = line[line.count - 1]
          #expect(abs(tip.x - to.minX) < 0.01 && abs(tip.y - to.center.y) < 0.01)
        }
      }
    }
  }

  /// Points along each line are in no card; rounding lets them touch one.
  @Test(arguments: 0..<12) func linesCrossNoCard(seed: Int) throws {
    let graph = graph(random(6 + 3 * seed, seed: UInt64(seed)))
    let layout = try PipelineLayout(graph, in: Rect(36, 40, 924, 430), Self.worker)
    let inner = layout.cards.map {
      Rect($0.minX + 2, $0.minY + 2, $0.maxX - 2, $0.maxY - 2)
    }
    for line in layout.lines {
      for start in stride(from: 0, to: line.count - 1, by: 3) {
        let curve = CubicBezier(
          start: line[start], control1: line[start + 1], control2: line[start + 2],
          end: line[start + 3])
        for step in 0...16 {
          let point = curve.point(at: Double(step) / 16)
          #expect(!inner.contains { $0.distance(to: point) == 0 })
        }
      }
    }
  }

  // MARK: The slide

  @Test(arguments: ["16:9", "4:3", "square", "a4", "a4_portrait", "poster"])
  func textsAreLargeAndApart(page: String) throws {
    for count in [1, 6, 14, 34] {
      let (svg, notices) = try svg(chain(count), ["page": .string(page), "title": "How"])
      #expect(notices.isEmpty, "\(count) on \(page)")
      let size: Page =
        switch page {
        case "4:3": .standard
        case "square": .square
        case "a4": .a4
        case "a4_portrait": .a4Portrait
        case "poster": .poster
        default: .wide
        }
      // Places in a file for paper are scaled as a whole.
      if size.scale == 1 {
        #expect(try SlideText.problems(in: svg, page: size) == [], "\(count) on \(page)")
      }
    }
  }

  @Test func hardNamesStayTexts() throws {
    let names = Figures.hard + [String(repeating: "W", count: 40), "منصة", "</text><script>"]
    let lineage = chain(names.count) { names[$0] + (names[$0].isEmpty ? "empty" : "") }
    let (svg, _) = try svg(lineage)
    #expect(!svg.contains("<script>"))
    #expect(XMLElements(Array(svg.utf8)) != nil)
    #expect(try SlideText.problems(in: svg) == [])
  }

  @Test func whatDoesNotFitIsTold() throws {
    let (svg, notices) = try svg(chain(120))
    #expect(notices.map(\.id) == ["figure-check"])
    #expect(svg.contains("stage_119"))
  }

  @Test func nothingBeforeGivesASlideAllTheSame() throws {
    #expect(try svg(Lineage()).0.contains("0 stages"))
  }

  @Test func sameStagesSameBytes() throws {
    #expect(try svg(random(20, seed: 3)).0 == svg(random(20, seed: 3)).0)
  }
}
