internal import Foundation

/// Draws DOT text with Graphviz, in a child process that can be stopped.
public struct RenderWorker: Sendable {
  /// What computes positions.
  public enum Engine: String, Sendable {
    /// None: nodes and edges carry them, in points.
    case positioned = "nop2"
    /// Layers, for directed acyclic graphs.
    case dot
  }

  public struct Rendered: Sendable, Equatable {
    public let format: String
    public let bytes: [UInt8]
  }

  private let executable: String
  private let deadline: Double
  private let megabytes: Int

  /// - Parameters:
  ///   - executable: the program `sociogram-render`; by default the one beside this program.
  ///   - deadline: seconds of wall time for one drawing.
  ///   - megabytes: the child's address space.
  public init(executable: String? = nil, deadline: Double = 120, megabytes: Int = 4096) {
    self.executable = executable ?? Self.beside
    self.deadline = deadline
    self.megabytes = megabytes
  }

  private static let beside: String = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appendingPathComponent("sociogram-render").path
  }()

  /// - Parameters:
  ///   - formats: any of svg, png (144 dpi), pdf.
  /// - Returns: one drawing per format, in the same order; the same bytes for the same text.
  public func render(
    dot: String, engine: Engine = .positioned, formats: [String],
    isCancelled: () -> Bool = { false }
  ) throws(RenderFailure) -> [Rendered] {
    let frames = try run(
      ["render", engine.rawValue, formats.joined(separator: ",")], dot, isCancelled)
    guard frames.count == formats.count else {
      throw RenderFailure(.garbled, "\(frames.count) of \(formats.count) formats were drawn")
    }
    return zip(formats, frames).map { format, bytes in
      Rendered(format: format, bytes: format == "svg" ? SVG.corrected(bytes) : bytes)
    }
  }

  /// The extent of texts in points, by the code that will draw them.
  public func measure(
    _ texts: [TextSpec], isCancelled: () -> Bool = { false }
  ) throws(RenderFailure) -> [TextSize] {
    if texts.isEmpty { return [] }
    let frames = try run(["measure"], DOT.measuring(texts), isCancelled)
    let lines = String(decoding: frames.first ?? [], as: UTF8.self).split(separator: "\n")
    let sizes = lines.compactMap { line -> TextSize? in
      let parts = line.split(separator: " ").compactMap { Double($0) }
      return parts.count == 2 ? TextSize(width: parts[0], height: parts[1]) : nil
    }
    guard sizes.count == texts.count else {
      throw RenderFailure(.garbled, "\(sizes.count) of \(texts.count) texts were measured")
    }
    return sizes
  }

  private func run(
    _ job: [String], _ dot: String, _ isCancelled: () -> Bool
  ) throws(RenderFailure) -> [[UInt8]] {
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      throw RenderFailure(.missing, "the program '\(executable)' is missing")
    }
    let limits = [String(Int(deadline.rounded(.up)) + 1), String(megabytes)]
    let result = try withoutActuallyEscaping(isCancelled) { isCancelled throws(RenderFailure) in
      try ChildProcess(
        executable: executable, arguments: job + limits, deadline: deadline,
        isCancelled: isCancelled
      ).run(input: Array(dot.utf8))
    }
    let said = result.messages.trimmingCharacters(in: .whitespacesAndNewlines)
    if let signal = result.signal {
      throw RenderFailure(
        .crash, "Graphviz was ended by signal \(signal)" + (said.isEmpty ? "" : ": \(said)"))
    }
    if result.status != 0 {
      throw RenderFailure(
        .refused, said.isEmpty ? "Graphviz ended with status \(result.status ?? -1)" : said)
    }
    return try Self.frames(of: result.output)
  }

  private static func frames(of output: [UInt8]) throws(RenderFailure) -> [[UInt8]] {
    var frames: [[UInt8]] = []
    var rest = output[...]
    while !rest.isEmpty {
      guard rest.count >= 8 else { throw RenderFailure(.garbled, "a drawing is cut short") }
      let length = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(8)
      guard length <= UInt64(rest.count) else {
        throw RenderFailure(.garbled, "a drawing is cut short")
      }
      frames.append(Array(rest.prefix(Int(length))))
      rest = rest.dropFirst(Int(length))
    }
    return frames
  }
}
