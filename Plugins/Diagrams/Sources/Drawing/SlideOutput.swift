internal import GraphvizKit
public import ModuleKit

/// The file formats of a figure.
public enum FigureFormat: String, ParameterChoice {
  case svg, png, pdf

  func rendering(in theme: Theme) -> RenderFormat {
    switch self {
    case .svg: theme.hasOutlinedText ? .svgOutlines : .svg
    case .png: .png(dpi: theme.page.dpi)
    case .pdf: .pdf
    }
  }
}

extension Page {
  /// What is wrong with a bitmap of it that is too large.
  var complaint: String {
    "a png of \(pixels.width) x \(pixels.height) pixels is too large "
      + "(at most \(Self.mostPixelsPerSide) a side, and \(Self.mostPixels / 1_000_000) million)"
  }
  static let bitmapHelp = "lower 'dpi', or draw svg or pdf, which have no pixels"
}

/// Turns a finished scene into a figure named after its stage.
struct SlideOutput {
  /// What follows the stage's name where it draws several figures.
  var suffix = ""
  let title: String
  let description: String
  let slide: SlideParameters
  /// Of a network diagram, to tell how true its places are.
  var layout: FigureChecks.Layout?
  let context: StageContext

  private var formats: [FigureFormat] { slide.formats }

  func figure(_ scene: Scene, _ worker: RenderWorker) throws -> Figure {
    var scene = scene
    scene.title = title
    scene.summary = description
    let page = scene.theme.page
    if formats.contains(.png), !page.fitsBitmap {
      throw context.error(
        "too-many-pixels", page.complaint, parameter: "dpi", help: Page.bitmapHelp)
    }
    let finished = try scene.finished()
    let (rendering, measured) = try drawn(finished, of: scene, worker)
    warn(rendering.missingCharacters)
    warnOfTypeface(scene.theme.families)
    let checks = try judged(measured)
    return Figure(
      name: context.stage + suffix, series: suffix.isEmpty ? nil : context.stage, title: title,
      description: description, caption: scene.caption,
      renderings: formats.map { format in
        Figure.Rendering(
          format: format.rawValue, bytes: rendering[format.rendering(in: scene.theme)])
      },
      drawing: Figure.Drawing(
        dot: finished.dot, names: finished.names, pictures: finished.pictures,
        width: finished.paper.width, height: finished.paper.height, dpi: page.dpi,
        ground: scene.theme.isTransparent ? scene.theme.background.hex : nil),
      checks: checks)
  }

  /// Draws the figure, which another program does, and measures it meanwhile.
  private func drawn(
    _ finished: FinishedScene, of scene: Scene, _ worker: RenderWorker
  ) throws -> (Rendering, [FigureCheck]) {
    let cancellation = context.workers.cancellation
    return try context.workers.both {
      try worker.render(
        finished, formats: formats.map { $0.rendering(in: scene.theme) },
        isCancelled: { cancellation.isCancelled })
    } _: {
      slide.checks == .off ? [] : try FigureChecks(scene, layout: layout, worker).all
    }
  }

  private func judged(_ checks: [FigureCheck]) throws -> [FigureCheck] {
    let failed = checks.filter { !$0.isPassed }
    if failed.isEmpty { return checks }
    let message =
      "the figure is not fit to be shown: " + failed.map(\.finding).joined(separator: "; ")
    let help =
      "give it a larger page, fewer labels or shorter names; 'checks: off' draws it all the same"
    if slide.checks == .fail { throw context.error("figure-check", message, help: help) }
    context.warn("figure-check", message, help: help)
    return checks
  }

  /// Said alike by every stage, so that a run says it once.
  private func warnOfTypeface(_ families: String) {
    guard let wanted = Typeface.first(of: families),
      let used = RenderWorker.typeface(for: families), used != wanted
    else { return }
    let package = wanted == "Inter" ? " (on Debian: fonts-inter)" : ""
    context.warn(
      "missing-typeface", "the typeface '\(wanted)' is not installed: '\(used)' is used instead",
      help: "install it\(package), and run again")
  }

  private func warn(_ missing: [Unicode.Scalar]) {
    if missing.isEmpty { return }
    let some = missing.prefix(8).map { String($0) }.joined(separator: " ")
    let what = missing.count == 1 ? "character" : "\(missing.count) characters"
    context.warn(
      "missing-glyphs",
      "no installed font has the \(what) \(some)\(missing.count > 8 ? " …" : ""): "
        + "boxes stand for \(missing.count == 1 ? "it" : "them") in png and pdf",
      help: "install a font that has \(missing.count == 1 ? "it" : "them"), such as Noto Sans CJK "
        + "or Noto Emoji, and run again")
  }

  /// Runs `draw`, turning what Graphviz complains about into errors of the stage.
  static func reportingFailures(_ context: StageContext, _ draw: () throws -> Figure) throws
    -> Figure
  {
    do { return try draw() } catch let failure as RenderFailure {
      if failure == .cancelled { throw Cancelled() }
      throw context.error("drawing-failed", "\(failure)")
    }
  }
}
