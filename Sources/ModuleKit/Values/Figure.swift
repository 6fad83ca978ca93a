/// A picture, in one or more formats.
public struct Figure: Sendable, Equatable {
  public struct Rendering: Sendable, Equatable {
    /// The file extension: svg, png, pdf.
    public let format: String
    public let bytes: [UInt8]
    public init(format: String, bytes: [UInt8]) { (self.format, self.bytes) = (format, bytes) }
  }

  /// What the picture was drawn from, so that a later stage can draw it in a format that was not asked for.
  public struct Drawing: Sendable, Equatable {
    /// In the DOT language, with every position decided.
    public let dot: [UInt8]
    /// Of the nodes, in the order of the text; shown where one is pointed at.
    public let names: [String?]
    /// PNG files that are drawn in it, in the order of the text.
    public let pictures: [[UInt8]]
    /// Of the page, in points.
    public let width, height: Double
    /// Of bitmaps, in pixels to an inch.
    public let dpi: Int
    /// The color, as `#0d1117`, that a picture is meant to lie on which has no ground of its own; nil for others.
    public let ground: String?
    public init(
      dot: [UInt8], names: [String?], pictures: [[UInt8]] = [], width: Double, height: Double,
      dpi: Int, ground: String? = nil
    ) {
      (self.dot, self.names, self.pictures, self.dpi) = (dot, names, pictures, dpi)
      (self.width, self.height, self.ground) = (width, height, ground)
    }
  }

  /// Names the files.
  public let name: String
  /// What several figures of one stage are named together, each with a hyphen and more behind it; nil for a
  /// figure that is its stage's only one.
  public let series: String?
  public let title: String
  /// What is to be seen, in words, for those who cannot see it.
  public let description: String
  /// The line at its foot: data, preparation, methods, seed.
  public let caption: String
  public let renderings: [Rendering]
  /// Kept with the stage's result, and not published.
  public let drawing: Drawing?
  /// What was measured of it when it was finished.
  public let checks: [FigureCheck]

  public init(
    name: String, series: String? = nil, title: String, description: String,
    caption: String = "", renderings: [Rendering], drawing: Drawing? = nil,
    checks: [FigureCheck] = []
  ) {
    (self.name, self.series, self.title) = (name, series, title)
    (self.description, self.caption) = (description, caption)
    (self.renderings, self.drawing, self.checks) = (renderings, drawing, checks)
  }

  /// The file of a format, where it was asked for.
  public func rendering(_ format: String) -> Rendering? {
    renderings.first { $0.format == format }
  }
}
