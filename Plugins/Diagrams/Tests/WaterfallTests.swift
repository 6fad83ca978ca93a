import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// What a waterfall shows, and where.
struct WaterfallTests {
  private static let markup = "<b>A&B</b> \"x\" \\N"

  private static let extremes: [[Double]] = [
    [10, -2, 4], [], [0.001], Array(repeating: 1.25, count: 16), Array(repeating: -40, count: 16),
    [1e300, -1e300], [.infinity, 3], [3, -.infinity], [1.7e308, 1.7e308, -1.7e308],
  ]

  private func network(
    _ pair: PairWeights, linked: String? = nil, dropping dropped: String? = nil
  ) -> Network {
    var rows = Frame(rowCount: 1)
    rows.set("record_a", .texts([pair.recordA]))
    rows.set("record_b", .texts([pair.recordB]))
    rows.set("weight", .numbers([pair.weight]))
    rows.set("probability", .numbers([pair.probability]))
    rows.set("linked", .flags([pair.isLinked ? .yes : .no]))
    rows.set("prior", .numbers([pair.prior]))
    for step in pair.steps {
      rows.set(step.name, .texts([step.level]))
      rows.set(step.name + "_weight", .numbers([step.weight]))
    }
    for name in pair.missing {
      rows.set(name, .texts([nil]))
      rows.set(name + "_weight", .numbers([0]))
    }
    if let dropped { rows.remove(dropped) }
    var network = Network(sketch: "a-b")
    network.set(Table(name: "matches", title: "", rows: rows))
    var clusters = Frame(rowCount: 3)
    clusters.set("record", .texts([pair.recordA, pair.recordB, "Zoé"]))
    network.set(Table(name: "clusters", title: "", rows: clusters))
    return network
  }

  private func made(
    _ a: String = "Jean Dupont", _ b: String = "J. Dupont", prior: Double = -8,
    weights: [Double] = [10, -2, 4], weight: Double? = nil, missing: [String] = []
  ) -> PairWeights {
    let total = weights.reduce(prior, +)
    return PairWeights(
      recordA: a, recordB: b, prior: prior,
      steps: weights.enumerated().map { .init("field_\($0)", "similar", $1) }, missing: missing,
      weight: weight ?? total, probability: 1 / (1 + exp2(-total)), isLinked: total > 0)
  }

  private func exp2(_ value: Double) -> Double {
    value < -1000 ? 0 : value > 1000 ? .infinity : value.rounded() == value ? power(value) : 1
  }
  private func power(_ value: Double) -> Double {
    (0..<Int(value.magnitude)).reduce(1) { product, _ in product * (value < 0 ? 0.5 : 2) }
  }

  private func drawing(_ pair: PairWeights) -> WaterfallDrawing {
    WaterfallDrawing(pair: pair, title: "Title", subtitle: nil, caption: "", theme: .light)
  }

  // MARK: Bars

  @Test func eachBarBeginsWhereTheOneBeforeHasEnded() {
    let bars = drawing(made()).bars
    #expect(bars.bars.map(\.start) == [0, -8, 2, 0, 0])
    #expect(bars.bars.map(\.end) == [-8, 2, 0, 4, 4])
    #expect(bars.low == -8 && bars.high == 4)
    for bar in bars.bars {
      let rect = bars.rect(bar)
      #expect(rect.minX == min(bars.x(bar.start), bars.x(bar.end)))
      #expect(rect.maxX == max(bars.x(bar.start), bars.x(bar.end)))
    }
    // A unit of weight is as long everywhere.
    let unit = bars.x(1) - bars.x(0)
    #expect(
      bars.bars.allSatisfy {
        (bars.x($0.end) - bars.x($0.start) - ($0.end - $0.start) * unit).magnitude < 1e-9
      })
    #expect(
      zip(bars.bars, bars.bars.dropFirst()).allSatisfy { bars.rect($0).minY > bars.rect($1).maxY })
  }

  /// Whatever the numbers and the names, every text is on the slide, and words do not reach into the bars.
  @Test(arguments: extremes)
  func textsAreOnTheSlide(weights: [Double]) throws {
    let long = String(repeating: "Wolfeschlegelsteinhausenbergerdorff ", count: 20)
    for (a, b) in [("a", "b"), (long + "1", long + "2"), (Self.markup, "x\u{0}\u{202E}\ny")] {
      let short = made(a, b, weights: weights, missing: (0..<16).map { "long_name_of_field_\($0)" })
      let pair = PairWeights(
        recordA: a, recordB: b, prior: short.prior,
        steps: short.steps.map { .init($0.name + long, long, $0.weight) }, missing: short.missing,
        weight: short.weight, probability: 0.25, isLinked: false)
      let worker = RenderWorker()
      let scene = try drawing(pair).scene(worker)
      let texts = scene.background.texts
      let sizes = try worker.measure(texts.map(\.spec))
      for (text, size) in zip(texts, sizes) {
        let left =
          switch text.anchor {
          case .left: text.position.x
          case .center: text.position.x - size.width / 2
          case .right: text.position.x - size.width
          }
        #expect(left >= 0 && left + size.width <= 960, "\(text.spec.text)")
        #expect((12...528).contains(text.position.y), "\(text.spec.text)")
        let isWords = text.position.x == 36 || text.position.x == 150
        if isWords && (60...440).contains(text.position.y) {
          #expect(left + size.width <= 366, "\(text.spec.text)")
        }
      }
      #expect(texts.allSatisfy { $0.spec.size >= 12 || $0.position.y < 30 })
    }
  }

  @Test(arguments: extremes, ["16:9", "4:3", "square", "a4_portrait"])
  func textsKeepApartOnEveryPage(weights: [Double], page: String) throws {
    let pages: [String: Page] = [
      "16:9": .wide, "4:3": .standard, "square": .square, "a4_portrait": .a4Portrait,
    ]
    let pair = made(weights: weights, missing: ["birth_date", "city"])
    guard pair.weight.isFinite else { return }
    let run = try ModuleRun(
      WaterfallDiagram.self, on: network(pair),
      with: [
        "pair": [.string(pair.recordA), .string(pair.recordB)], "page": .string(page),
        "formats": ["svg"],
      ])
    #expect(try SlideText.problems(in: run.svg, page: try #require(pages[page])) == [])
  }

  /// More than there is room for: the small ones are one bar, and the sum is the same.
  @Test func manyComparisonsAreGathered() {
    let weights = (0..<60).map { Double($0 % 7) - 2.5 }
    let bars = drawing(made(weights: weights)).bars
    #expect(bars.bars.count == 20 && bars.bars[18].name == "43 others")
    #expect((bars.bars[18].end - weights.reduce(-8, +)).magnitude < 1e-9)
    #expect(bars.rowHeight > 14)
  }

  // MARK: Words

  private func drawn(_ pair: PairWeights, asking ids: [String]? = nil) throws -> String {
    let ids = ids ?? [pair.recordA, pair.recordB]
    return try ModuleRun(
      WaterfallDiagram.self, on: network(pair),
      with: ["pair": .array(ids.map(JSON.string)), "formats": ["svg"]]
    ).svg
  }

  @Test func saysWhatAddsWhat() throws {
    let svg = try drawn(made(missing: ["birth_date"]), asking: ["J. Dupont", "Jean Dupont"])
    for text in [
      ">prior<", ">field 0<", ">similar<", ">+10.0<", ">−2.0<", ">probability 0.941<",
      ">No value: birth date<", "One person, with probability 0.941: Jean Dupont and J. Dupont",
      ">50 %<", ">weight: log2 of the odds that the two are one person<",
    ] { #expect(svg.contains(text), "\(text)") }
    #expect(try drawn(made(weights: [1])).contains("Not linked, probability 0.0078"))
    #expect(try !drawn(made()).contains("No value"))
  }

  @Test func namesThatLookLikeMarkupStayText() throws {
    let svg = try drawn(made(Self.markup, "$x"))
    #expect(svg.contains("&lt;b&gt;A&amp;B&lt;/b&gt;") && !svg.contains("<b>"))
  }

  @Test func numbersAreReadable() {
    #expect(OddsText.signed(12.34) == "+12.3" && OddsText.signed(-0.126) == "−0.13")
    #expect(OddsText.signed(0.001) == "0" && OddsText.signed(-.infinity) == "−∞")
    #expect(OddsText.signed(2e300) == "+2×10³⁰⁰")
    #expect(OddsText.probability(0.5) == "0.50" && OddsText.probability(0.999_97) == "0.999970")
    #expect(OddsText.probability(1) == "over 0.999999999")
    #expect(OddsText.probability(0.0078) == "0.0078" && OddsText.probability(0.932) == "0.932")
  }

  // MARK: Mistakes

  private func problem(_ network: Network, _ ids: [JSON], table: String = "matches") -> Diagnostic?
  {
    do {
      _ = try ModuleRun(
        WaterfallDiagram.self, on: network,
        with: ["pair": .array(ids), "formats": ["svg"], "table": .string(table)])
      return nil
    } catch let found as Diagnostics { return found.all.first } catch {
      return error as? Diagnostic
    }
  }

  @Test func mistakesAreSaid() {
    let known = network(made())
    let unlisted = problem(known, ["Jean Dupont", "Zoé"])
    #expect(unlisted?.id == "unlisted-pair" && unlisted?.help?.contains("review_from") == true)
    #expect(unlisted?.location?.file == "pair")
    let unknown = problem(known, ["Jean Dupond", "Zoé"])
    #expect(unknown?.id == "unknown-record" && unknown?.help == "did you mean 'Jean Dupont'?")
    #expect(problem(known, ["Zoé"])?.id == "wrong-count")
    #expect(problem(known, ["Zoé", "Zoé"])?.id == "same-record")
    #expect(problem(known, ["Zoé", "x"], table: "match")?.id == "unknown-table")
    let pair = ["Jean Dupont", "J. Dupont"].map(JSON.string)
    #expect(problem(network(made(weight: 5)), pair)?.id == "wrong-sum")
    #expect(problem(network(made(), dropping: "prior"), pair)?.id == "unknown-column")
    #expect(
      problem(network(made(weights: [.infinity, -.infinity])), pair)?.id == "wrong-column-type")
    #expect(problem(network(made()), pair) == nil)
  }
}
