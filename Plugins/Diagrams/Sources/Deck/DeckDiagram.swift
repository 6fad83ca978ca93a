internal import GraphvizKit
public import ModuleKit

/// The files of a deck.
public enum DeckFormat: String, ParameterChoice {
  case pdf, pptx, svg, png
}

/// `diagram.deck`
public struct DeckDiagram: Module {
  public static let manual = Manual(
    name: "diagram.deck",
    summary: "Puts the figures of a study together as one PDF and one presentation",
    details: """
      A page or slide for each figure of the stages read, in the order of these stages, or for those \
      that `figures` lists (the name of a stage that draws several stands for all of them). `<stage>.pdf` has a bookmark for each page. `<stage>.pptx` shows one \
      picture on each slide, with its title, its description for readers who cannot see it, and \
      speaker's notes: the description, and the caption with data, methods and seed. With \
      `vectors`, programs that can show SVG do so, and others the bitmap; letters are outlines, so \
      that no typeface needs to be there; a picture of more than 5 MB stays a bitmap. svg and png give a folder `<stage>` of numbered files.

      A figure is drawn again, from the same scene, in the formats that its own stage was not asked \
      for; one with `transparent` lies on the ground of its own theme. Slides are as large as the first figure; others are fitted in, with a warning. With \
      several stages in `from`, the tables, figures and files of all are results; the nodes and ties \
      are those of the first.
      """,
    inputs: .many,
    writes: [
      .document("<stage>.pdf", "the pages"), .document("<stage>.pptx", "the slides with notes"),
    ],
    uses: [.title, .stageNames],
    references: [
      "ISO (2008). Document management: Portable document format. ISO 32000-1.",
      "ISO/IEC (2016). Office Open XML file formats. ISO/IEC 29500-1.",
    ],
    complexity: "O(size of the figures)",
    examples: [
      Example(
        "Two figures, one deck", network: "a-b b-c c-d",
        yaml: """
          - use: chains.distances
          - use: diagram.histogram
            with: {title: Most are one step apart, formats: [svg]}
          - use: diagram.network
            with: {title: A chain of four, formats: [svg]}
          - id: talk
            use: diagram.deck
            with: {files: [pdf]}
          """,
        expected: [.file("talk.pdf", contains: "(A chain of four)")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Names of the figures, in the order of the slides; all when not given")
    var figures: [FigureName] = []
    @Param("Files to write: one pdf, one pptx, folders of numbered svg or png")
    var files: [DeckFormat] = [.pdf, .pptx]
    @Param("The title of the deck; the study's when not given") var title: String? = nil
    @Param("The line below it") var subtitle: String? = nil
    @Param("Begin with a slide of the title and what follows") var titleSlide = false
    @Param("Give pptx each picture as vectors, too") var vectors = true
    @Param("How the title slide looks, and what lies behind pictures that do not fill a slide")
    var theme = ThemeChoice()
    public init() {}
  }
  public static var surroundings: [String: String] {
    RenderWorker.surroundings.merging(
      ["qpdf": PDFPages.version, "libzip": ZipArchive.version]
    ) { $1 }
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if parameters.files.isEmpty {
      check.report("empty-list", "'files' lists nothing to write", parameter: "files")
    }
    outline.addResults(of: check.inputs.dropFirst())
    let isOpen = outline.mayHaveMore || !outline.figureSeries.isEmpty
    if !isOpen, outline.figures.isEmpty { check.report(Self.nothing(at: check.stage)) }
    let names = outline.figures + outline.figureSeries
    for figure in parameters.figures where !names.contains(figure.name) {
      let isOfSeries = outline.figureSeries.contains { figure.name.hasPrefix($0 + "-") }
      if !isOfSeries, !outline.mayHaveMore { check.report(figure.unknown(among: names)) }
    }
    for format in parameters.files where format == .pdf || format == .pptx {
      outline.addDocument("\(check.stageID).\(format.rawValue)")
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let inputs = Network.named(context.inputs.isEmpty ? [network] : context.inputs, context)
    network.addResults(of: context.inputs.dropFirst(), context)
    let figures = try chosen(network.figures, context)
    do {
      let deck = try Deck(figures, parameters, inputs, context)
      for document in try deck.documents(context.stage) { network.set(document) }
    } catch let failure as RenderFailure {
      if failure == .cancelled { throw Cancelled() }
      throw context.error("drawing-failed", "\(failure)")
    } catch let failure as PDFPages.Failure {
      throw context.error("deck-failed", "the pages cannot be joined: \(failure.reason)")
    } catch let failure as ZipArchive.Failure {
      throw context.error("deck-failed", "the slides cannot be packed: \(failure.reason)")
    }
  }

  private func chosen(_ figures: [Figure], _ context: StageContext) throws -> [Figure] {
    if figures.isEmpty { throw Self.nothing(at: context.location(of: "")) }
    if parameters.figures.isEmpty { return figures }
    return try parameters.figures.flatMap { figure in
      let found = figure.meant(of: figures)
      if found.isEmpty { throw figure.unknown(among: figures.map(\.name)) }
      return found
    }
  }

  private static func nothing(at place: Diagnostic.Location) -> Diagnostic {
    Diagnostic(
      "no-figures", "there is no figure to put into a deck", at: place,
      help: "put stages that draw before, or name them with 'from: [a, b]'")
  }
}
