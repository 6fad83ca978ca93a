internal import GraphvizKit
public import ModuleKit

/// The file formats of a figure.
public enum FigureFormat: String, ParameterChoice {
  case svg, png, pdf

  var rendering: RenderFormat {
    switch self {
    case .svg: .svg
    case .png: .png
    case .pdf: .pdf
    }
  }
}

/// Dark letters on white, or light ones on dark.
public enum Appearance: String, ParameterChoice {
  case light, dark
  var theme: Theme { self == .light ? .light : .dark }
}

/// Turns a finished scene into a figure named after its stage.
struct SlideOutput {
  let title: String
  let description: String
  let formats: [FigureFormat]
  let context: StageContext

  func figure(_ scene: Scene, _ worker: RenderWorker) throws -> Figure {
    var scene = scene
    scene.title = title
    scene.summary = description
    let cancellation = context.workers.cancellation
    let rendering = try worker.render(
      scene, formats: formats.map(\.rendering), isCancelled: { cancellation.isCancelled })
    warn(rendering.missingCharacters)
    return Figure(
      name: context.stage, title: title, description: description,
      renderings: formats.map { format in
        Figure.Rendering(format: format.rawValue, bytes: rendering[format.rendering])
      })
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

/// Parts as one sentence with a capital and a full stop.
private func sentence(_ parts: [String]) -> String {
  let text = parts.joined(separator: "; ")
  return text.prefix(1).uppercased() + text.dropFirst() + "."
}

/// The line at the foot of a slide: data, preparation, methods, seed.
enum Caption {
  /// - Parameters:
  ///   - columns: what the slide shows; the methods behind these are named.
  ///   - closing: what comes after the methods.
  static func text(_ network: Network, columns: [String], closing: [String]) -> String {
    func captions(_ isWanted: (MethodNote.Subject) -> Bool) -> [String] {
      network.methods.filter { isWanted($0.subject) && !$0.caption.isEmpty }.map(\.caption)
    }
    let measures = columns.flatMap { column in captions { $0 == .measure(column) } } + closing
    let cited = captions { $0 == .data }
    let data = cited.isEmpty ? files(of: network) : cited
    let sentences =
      data.map { "Data: \($0)." }
      + captions { $0 == .preparation }.map { sentence([$0]) }
      + (measures.isEmpty ? [] : [sentence(measures)])
    return sentences.joined(separator: " ")
  }

  /// The names of the files that were read, for data that nobody is cited for.
  private static func files(of network: Network) -> [String] {
    // The first entry of the ledger is the import's; a table of people is told by its unit, and
    // later stages account for other things.
    guard let first = network.ledger.first else { return [] }
    let read = network.ledger.filter { $0.source == first.source || $0.unit == "rows of people" }
    var names: [String] = []
    for entry in read {
      let name = entry.source.split(separator: "/").last.map(String.init) ?? entry.source
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? [] : [names.joined(separator: " and ")]
  }
}
