internal import GraphvizKit
internal import ModuleKit

/// Figures in order, each with the files that the deck needs of it.
struct Deck {
  private struct Slide {
    let figure: Figure
    let size: Size
    let files: [RenderFormat: [UInt8]]
    subscript(format: RenderFormat) -> [UInt8] { files[format] ?? [] }

    /// Programs that show slides take seconds for each turn of a page with more.
    var hasLightVectors: Bool { self[.svgOutlines].count <= 5_000_000 }
  }

  private let slides: [Slide]
  private let title: String
  private let subtitle: String
  private let theme: Theme
  private let formats: [DeckFormat]
  private let hasVectors: Bool

  init(
    _ figures: [Figure], _ parameters: DeckDiagram.Parameters, _ inputs: [Network.Named],
    _ context: StageContext
  ) throws {
    title = parameters.title ?? context.study
    subtitle = parameters.subtitle ?? ""
    (formats, hasVectors) = (parameters.files, parameters.vectors)
    var theme = parameters.theme.theme
    theme.page = Page(of: Self.size(figures[0]))
    self.theme = theme
    var figures = figures.map(\.onItsGround)
    if parameters.titleSlide {
      let first = TitleSlide(
        title: title, subtitle: subtitle, contents: figures.map(\.title),
        caption: Caption.text(inputs, columns: [], closing: []), theme: theme)
      figures.insert(try first.figure(RenderWorker(theme: theme), context), at: 0)
    }
    slides = try Self.drawn(figures, formats, hasVectors, context)
    Self.warnOfSizes(slides, context)
    warnOfVectors(context)
  }

  // MARK: Drawing

  private static func drawn(
    _ figures: [Figure], _ formats: [DeckFormat], _ hasVectors: Bool, _ context: StageContext
  ) throws -> [Slide] {
    let results = try context.workers.map(figures) { figure in
      let wanted = needed(formats, hasVectors, figure.bitmap)
      return Result { () throws(RenderFailure) in
        try figure.files(wanted, cancellation: context.workers.cancellation)
      }
    }
    try context.workers.checkCancelled()
    return try zip(figures, results).map { figure, result in
      guard let files = try result.get() else {
        throw context.error(
          "missing-format", "the figure '\(figure.name)' cannot be drawn in another format",
          help: "add \(formats.map(\.rawValue).joined(separator: ", ")) to its formats")
      }
      return Slide(figure: figure, size: size(figure), files: files)
    }
  }

  private static func needed(
    _ formats: [DeckFormat], _ hasVectors: Bool, _ bitmap: RenderFormat
  ) -> [RenderFormat] {
    var all: [RenderFormat] = []
    for format in formats {
      switch format {
      case .pdf: all.append(.pdf)
      case .pptx: all += hasVectors ? [bitmap, .svgOutlines] : [bitmap]
      case .svg: all.append(.svg)
      case .png: all.append(bitmap)
      }
    }
    return all.indices.filter { !all[..<$0].contains(all[$0]) }.map { all[$0] }
  }

  private static func size(_ figure: Figure) -> Size {
    guard let drawing = figure.drawing, drawing.width > 0, drawing.height > 0 else {
      return .slide
    }
    return Size(width: drawing.width, height: drawing.height)
  }

  private static func warnOfSizes(_ slides: [Slide], _ context: StageContext) {
    let others = slides.filter { $0.size != slides[0].size }
    if others.isEmpty { return }
    context.warn(
      "page-sizes",
      "slides have the size of the first: "
        + others.map { "'\($0.figure.name)'" }.joined(separator: ", ")
        + (others.count == 1 ? " is" : " are") + " of another page",
      help: "give all figures of a deck one 'page'")
  }

  private func warnOfVectors(_ context: StageContext) {
    let heavy = slides.filter { hasVectors && !$0.hasLightVectors && formats.contains(.pptx) }
    if heavy.isEmpty { return }
    context.warn(
      "heavy-vectors",
      "as vectors, these figures are too large to turn slides swiftly, so pptx has only their bitmap: "
        + heavy.map { "'\($0.figure.name)'" }.joined(separator: ", "),
      help: "set their dpi for sharper bitmaps, or 'vectors: false'; the pdf has vectors anyway")
  }

  // MARK: Files

  func documents(_ name: String) throws -> [Document] {
    try formats.flatMap { format -> [Document] in
      switch format {
      case .pdf: [Document(path: name + ".pdf", bytes: try pdf())]
      case .pptx: [Document(path: name + ".pptx", bytes: try presentation())]
      case .svg: folder(name, "svg") { $0[.svg] }
      case .png: folder(name, "png") { $0[$0.figure.bitmap] }
      }
    }
  }

  private func pdf() throws -> [UInt8] {
    try PDFPages.joined(
      slides.map { PDFPages.Page(pdf: $0[.pdf], title: $0.figure.title) }, title: title,
      subject: subtitle)
  }

  private func presentation() throws -> [UInt8] {
    let presentation = Presentation(
      title: title, subject: subtitle, size: slides[0].size, theme: theme,
      slides: slides.map { slide in
        let figure = slide.figure
        return Presentation.Slide(
          title: figure.title, description: figure.description, notes: figure.notes,
          png: slide[figure.bitmap],
          svg: hasVectors && slide.hasLightVectors ? SVGGlyphs.plain(slide[.svgOutlines]) : nil,
          size: slide.size)
      })
    return try ZipArchive.packed(presentation.parts)
  }

  /// Numbered, so that every program lists them in their order.
  private func folder(
    _ name: String, _ suffix: String, _ bytes: (Slide) -> [UInt8]
  ) -> [Document] {
    let digits = max(2, String(slides.count).count)
    return slides.enumerated().map { index, slide in
      let number = String(index + 1)
      let padded = String(repeating: "0", count: digits - number.count) + number
      return Document(path: "\(name)/\(padded)-\(slide.figure.name).\(suffix)", bytes: bytes(slide))
    }
  }
}

extension Figure {
  /// What a speaker may want to say: what is to be seen, and how it was made.
  fileprivate var notes: [String] {
    (description.split(separator: "\n").map(String.init) + [caption]).filter { !$0.isEmpty }
  }
}
