internal import ChildPrograms
internal import Foundation
internal import Glibc

/// Draws with Graphviz in a process of its own for each drawing, so that a layout that hangs or
/// crashes ends neither the caller nor the next drawing.
///
/// Calls block the calling thread. One worker may be used from many threads at once.
public struct RenderWorker: Sendable {
  /// Path of the program that draws.
  public var executable: String
  public var limits: RenderLimits
  /// The typefaces that texts are measured in.
  public var families = Typeface.families

  /// - Parameter executable: `sociogram-render` beside the running program when nil.
  public init(executable: String? = nil, limits: RenderLimits = RenderLimits()) {
    self.executable = executable ?? Self.defaultExecutable
    self.limits = limits
  }

  /// A worker that measures texts as a theme draws them.
  public init(theme: Theme) {
    self.init()
    families = theme.families
  }

  /// `sociogram-render` in the directory of the running program.
  public static var defaultExecutable: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/sociogram-render"
  }

  public func render(
    _ scene: Scene, formats: [RenderFormat], isCancelled: () -> Bool = { false }
  ) throws(RenderFailure) -> Rendering {
    try render(try scene.finished(), formats: formats, isCancelled: isCancelled)
  }

  /// Draws a scene; SVG files get its title, summary and names of nodes.
  ///
  /// - Parameter isCancelled: asked several times a second; true stops the drawing.
  public func render(
    _ scene: FinishedScene, formats: [RenderFormat], isCancelled: () -> Bool = { false }
  ) throws(RenderFailure) -> Rendering {
    for format in formats where format.isBitmap {
      var page = Page(size: scene.paper)
      page.dpi = format.dpi
      if !page.fitsBitmap {
        throw .invalidScene(
          reason: "a bitmap of \(page.pixels.width) x \(page.pixels.height) pixels is larger than "
            + "\(Page.mostPixelsPerSide) pixels a side or \(Page.mostPixels) in all")
      }
    }
    var rendering = try render(
      dot: scene.dot, pictures: scene.pictures, formats: formats, isCancelled: isCancelled)
    let text = SVGText(title: scene.title, summary: scene.summary, names: scene.namesByNode)
    for format in [RenderFormat.svg, .svgOutlines] {
      if let svg = rendering.files[format] {
        rendering.files[format] = text.applied(
          to: SVGPictures.embedded(scene.pictures, in: svg))
      }
    }
    if let pdf = rendering.files[.pdf] {
      rendering.files[.pdf] = PDFInformation(title: scene.title, subject: scene.summary)
        .added(to: pdf)
    }
    return rendering
  }

  /// Lays out and draws a graph in the DOT language.
  ///
  /// - Parameter isCancelled: asked several times a second; true stops the drawing.
  public func render(
    dot: String, engine: LayoutEngine = .positioned, formats: [RenderFormat],
    isCancelled: () -> Bool = { false }
  ) throws(RenderFailure) -> Rendering {
    try render(
      dot: Array(dot.utf8), engine: engine, formats: formats, isCancelled: isCancelled)
  }

  private func render(
    dot: [UInt8], pictures: [[UInt8]] = [], engine: LayoutEngine = .positioned,
    formats: [RenderFormat], isCancelled: () -> Bool
  ) throws(RenderFailure) -> Rendering {
    let folder = try PictureFolder(pictures)
    var arguments = ["--engine", engine.rawValue, "--parent", String(getpid())]
    if let folder { arguments += ["--folder", folder.path] }
    defer { withExtendedLifetime(folder) {} }
    for format in formats { arguments += ["--format", "\(format.name)@\(format.dpi)"] }
    arguments += ["--cpu", String(limits.processorSeconds)]
    arguments += ["--memory", String(limits.memoryMegabytes)]
    let job = ChildJob(
      executable: executable, arguments: arguments, input: dot,
      seconds: limits.seconds)
    let ended = try job.run(isCancelled: isCancelled)
    try check(ended)
    guard let frames = Answer.frames(ended.output, count: formats.count) else {
      throw .garbledAnswer(
        reason: "\(ended.output.count) bytes that are no drawing", messages: ended.messages)
    }
    let files = Dictionary(zip(formats, frames)) { first, _ in first }
    let warnings = ended.messages.split(separator: "\n").map(String.init)
    return Rendering(
      files: files, warnings: warnings.filter { !$0.hasPrefix(Self.missingMark) },
      missingCharacters: warnings.filter { $0.hasPrefix(Self.missingMark) }.flatMap(Self.scalars))
  }

  /// How the program that draws tells of characters without a font.
  private static let missingMark = "missing-glyphs "

  private static func scalars(_ message: String) -> [Unicode.Scalar] {
    message.split(separator: " ").dropFirst().compactMap {
      UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
    }
  }

  /// Turns every end but a good one into a failure.
  func check(_ ended: ChildJob.Ended) throws(RenderFailure) {
    let messages = ended.messages
    switch ended.status {
    case .exited(0): return
    case .exited(65): throw .unreadableGraph(messages: messages)
    case .exited(66): throw .layoutFailed(messages: messages)
    case .exited(67): throw .renderingFailed(messages: messages)
    case .exited(71): throw .outOfMemory(limitMegabytes: limits.memoryMegabytes)
    case .exited(let code): throw .garbledAnswer(reason: "exit code \(code)", messages: messages)
    case .signaled(SIGXCPU): throw .processorTimeExceeded(seconds: limits.processorSeconds)
    case .signaled(let signal): throw .crashed(signal: signal, messages: messages)
    }
  }
}
