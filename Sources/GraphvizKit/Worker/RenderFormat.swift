/// A kind of file and its resolution.
public struct RenderFormat: Sendable, Hashable {
  /// What Graphviz calls the format.
  package let name: String
  /// Dots per inch; only bitmaps have another than 72, since it would cut SVG files.
  package let dpi: Int

  package init(name: String, dpi: Int = 72) {
    self.name = name
    self.dpi = dpi
  }

  /// Vector graphic with text that can be searched; shows the typeface where it is installed.
  public static let svg = RenderFormat(name: "svg")
  /// Vector graphic with letters as outlines: looks the same everywhere, about three times the
  /// size of ``svg``.
  public static let svgOutlines = RenderFormat(name: "svg:cairo")
  /// Vector graphic with its typeface inside.
  public static let pdf = RenderFormat(name: "pdf")
  /// Bitmap of 1920 x 1080 pixels for a slide.
  public static let png = png(dpi: 144)
  /// Positions and sizes of nodes and edges, one a line, in inches.
  public static let plain = RenderFormat(name: "plain")
  /// The graph in DOT with positions added.
  public static let dot = RenderFormat(name: "dot")
  /// Widths and heights of nodes in points, one node a line.
  static let sizes = RenderFormat(name: "sizes")

  /// - Parameter dpi: 1 to 2400.
  public static func png(dpi: Int) -> RenderFormat { RenderFormat(name: "png", dpi: dpi) }

  /// Extension of file names, without a point.
  public var fileExtension: String { name.hasPrefix("svg") ? "svg" : name }

  var isBitmap: Bool { name == "png" }
}

/// How nodes get their positions.
public enum LayoutEngine: String, Sendable, CaseIterable {
  /// All positions are in the graph.
  case positioned = "nop2"
  /// Layers of a hierarchy; up to about 300 nodes.
  case dot
  /// Springs; up to about 300 nodes.
  case neato
}

/// What one drawing may use.
public struct RenderLimits: Sendable, Hashable {
  /// Time until the answer must be there.
  public var seconds: Double
  /// Processor time.
  public var processorSeconds: Int
  /// Address space of the process that draws.
  public var memoryMegabytes: Int

  public init(seconds: Double = 60, processorSeconds: Int = 60, memoryMegabytes: Int = 4096) {
    self.seconds = seconds
    self.processorSeconds = processorSeconds
    self.memoryMegabytes = memoryMegabytes
  }
}

/// The files of one drawing.
public struct Rendering: Sendable, Hashable {
  public internal(set) var files: [RenderFormat: [UInt8]]
  /// What Graphviz found odd, one message each.
  public let warnings: [String]
  /// Characters of the drawing that no installed font has, each once: bitmaps show boxes for them.
  public let missingCharacters: [Unicode.Scalar]

  /// The bytes of a format that was asked for.
  public subscript(format: RenderFormat) -> [UInt8] { files[format] ?? [] }
}
