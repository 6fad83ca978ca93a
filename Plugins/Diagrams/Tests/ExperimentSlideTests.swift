import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// What the slide of an experiment shows, and that it can be read whatever the numbers are.
struct ExperimentSlideTests {
  /// An experiment as chains.experiment writes it.
  struct Made {
    var letters: [Double] = [296, 217, 64]
    /// Observed chains by links, from 1.
    var chains: [Double] = [0, 2, 3, 8, 14, 8, 16, 6, 2, 2, 3]
    var corrected: [Double]? = [0, 3, 6, 20, 44, 32, 80, 38, 16, 20, 37]
    var steps: [Double] = []
    var note = ""

    private func median(_ chains: [Double]) -> Double {
      let total = chains.reduce(0, +)
      var sum = 0.0
      for (index, count) in chains.enumerated() {
        sum += count
        if sum * 2 >= total, total > 0 { return Double(index + 1) }
      }
      return .nan
    }

    var network: Network {
      var network = Network()
      let measures: [(String, Double)] = [
        ("distributed", letters[0]), ("started", letters[1]), ("completed", letters[2]),
        ("observed_median_links", median(chains)), ("dropout", 0.205),
        ("constant_median_links", median(corrected ?? [])),
        ("constant_mean_intermediaries", corrected == nil ? .nan : 6.2),
      ]
      var rows = Frame(rowCount: measures.count)
      rows.set("measure", .texts(measures.map { Optional($0.0) }))
      rows.set("value", .numbers(measures.map(\.1)))
      rows.set("lower", .numbers(measures.map { $0.1 * 0.9 }))
      rows.set("upper", .numbers(measures.map { $0.1 * 1.1 }))
      rows.set("note", .texts(measures.map { _ in Optional(note) }))
      network.set(Table(name: "experiment", title: "", rows: rows))
      let total = chains.reduce(0, +)
      let count = total > 0 ? chains.count : 0
      var lengths = Frame(rowCount: count)
      lengths.set("links", .integers((0..<count).map { $0 + 1 }))
      lengths.set("share", .numbers(chains.prefix(count).map { $0 / total }))
      if let corrected {
        let sum = corrected.reduce(0, +)
        let shares = corrected.prefix(count).map { $0 / sum }
        lengths.set("corrected_constant", .numbers(shares))
        lengths.set("corrected_constant_lower", .numbers(shares.map { $0 * 0.5 }))
        lengths.set("corrected_constant_upper", .numbers(shares.map { min(1, $0 * 1.6) }))
      }
      network.set(Table(name: "experiment_lengths", title: "", rows: lengths))
      var survival = Frame(rowCount: steps.count)
      survival.set("survival", .numbers(steps))
      survival.set("survival_lower", .numbers(steps.map { $0 * 0.9 }))
      survival.set("survival_upper", .numbers(steps.map { min(1, $0 * 1.1) }))
      survival.set("abandoned", .numbers(steps.map { ($0 * 1000).rounded() }))
      survival.set("running", .integers(steps.map { _ in 7 }))
      network.set(Table(name: "experiment_steps", title: "", rows: survival))
      return network
    }
  }

  private static let many: [Double] = (0..<1000).map { Double(1 + $0 % 7) }

  private static let extremes: [Made] = [
    Made(), Made(corrected: nil), Made(letters: [296, .nan, 64]), Made(letters: [.nan, .nan, 64]),
    Made(letters: [60, 50, 0], chains: [0], corrected: nil),
    Made(letters: [1, 1, 1], chains: [1], corrected: [1], steps: [1]),
    Made(letters: [1e8, 1e8 - 1, 12_345_678], chains: [5, 1, 1], corrected: [1, 1, 50]),
    Made(chains: [1, 1, 90], corrected: [1, 1, 90], steps: [0.5, 0.25, 0]),
    Made(chains: [90, 0, 0, 1], corrected: [1, 0, 0, 90], steps: [0.9, .nan]),
    Made(chains: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1], corrected: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9]),
    Made(chains: many, corrected: many.reversed(), steps: (0..<1000).map { 1 - Double($0) / 1000 }),
    Made(chains: Array(many.prefix(60)), corrected: Array(many.prefix(60)), steps: [0.7, 0.4]),
    Made(letters: [0, 0, 0], chains: [], corrected: nil),
  ]

  private func slide(
    _ made: Made, subtitle: String? = nil, on page: Page = .wide
  ) throws -> ExperimentSlide {
    var theme = Theme.light
    theme.page = page
    return ExperimentSlide(
      results: try ExperimentResults(made.network, correction: "constant"), title: "Title",
      subtitle: subtitle, caption: "Caption", theme: theme)
  }

  /// Every text is on the slide, none lies on another, and all but the caption have 12 points.
  @Test(
    arguments: extremes.indices, [Page.wide, .standard, .square, .a4, .a4Portrait])
  func textsCanBeRead(index: Int, page: Page) throws {
    let worker = RenderWorker()
    let scene = try slide(Self.extremes[index], on: page).scene(worker)
    let texts = scene.background.texts
    let sizes = try worker.measure(texts.map(\.spec))
    var rects: [(text: String, rect: Rect)] = []
    for (text, size) in zip(texts, sizes) {
      let left =
        switch text.anchor {
        case .left: text.position.x
        case .center: text.position.x - size.width / 2
        case .right: text.position.x - size.width
        }
      let half = text.spec.size * 0.36
      let rect = Rect(
        left, text.position.y - half, left + size.width, text.position.y + half)
      #expect(rect.minX >= 30 && rect.maxX <= page.width - 30, "\(text.spec.text)")
      #expect(rect.minY >= 8 && rect.maxY <= page.height - 20, "\(text.spec.text)")
      #expect(text.spec.size >= 12 || text.spec.text == "Caption", "\(text.spec.text)")
      for other in rects {
        #expect(rect.overlap(with: other.rect) == 0, "\(text.spec.text) on \(other.text)")
      }
      rects.append((text.spec.text, rect))
    }
  }

  @Test func itTellsTheStory() throws {
    let slide = try slide(Made())
    let texts = try slide.scene(RenderWorker()).background.texts.map(\.spec.text)
    for text in [
      "296", "217", "64", "73 %", "22 %", "median 5", "6 links", "corrected median 6", "7 links",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(
      texts.contains(
        "Median of the chains that arrived: 5 intermediaries (6 links); corrected for drop-out: "
          + "6 intermediaries (7 links); mean 6.2 (5.6 to 6.8)"))
    #expect(slide.description.contains("64 arrived") && slide.description.contains("6: 25 %"))
    #expect(!texts.contains("Where they stopped"))
  }

  /// On a narrow slide words become shorter, and stay whole.
  @Test func wordsOfANarrowSlideAreWhole() throws {
    let made = Made(steps: [0.9, 0.8, 0.7])
    let texts = try slide(made, on: .standard).scene(RenderWorker()).background.texts
    #expect(texts.allSatisfy { !$0.spec.text.contains("…") })
    for text in ["passed on", "not dropped", "corrected 6"] {
      #expect(texts.contains { $0.spec.text == text }, "\(text)")
    }
  }

  /// A mean that the analysis calls unsure is not quoted.
  @Test func anUnsureMeanIsNotQuoted() throws {
    let slide = try slide(Made(note: "intermediaries; unsure: few chains"))
    #expect(slide.description.contains("6 intermediaries") && !slide.description.contains("mean"))
  }

  @Test func whatIsMissingIsTold() throws {
    #expect(throws: Diagnostics.self) {
      try ModuleRun(ExperimentDiagram.self, on: Network(sketch: "a-b"))
    }
    let error = #expect(throws: Diagnostic.self) {
      try ModuleRun(
        ExperimentDiagram.self, on: Made().network, with: ["correction": "weighted"])
    }
    #expect(error?.id == "unknown-correction" && error?.location?.file == "correction")
    let empty = try ModuleRun(
      ExperimentDiagram.self, on: Made(letters: [9, 4, 0], chains: [], corrected: nil).network,
      with: ["formats": ["svg"]])
    #expect(empty.svg.contains("No letter arrived: there are no lengths"))
  }
}
