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
    /// Of the page, in points.
    public let width, height: Double
    /// Of bitmaps, in pixels to an inch.
    public let dpi: Int
    public init(dot: [UInt8], names: [String?], width: Double, height: Double, dpi: Int) {
      (self.dot, self.names, self.dpi) = (dot, names, dpi)
      (self.width, self.height) = (width, height)
    }
  }

  /// Names the files.
  public let name: String
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
    name: String, title: String, description: String, caption: String = "",
    renderings: [Rendering], drawing: Drawing? = nil, checks: [FigureCheck] = []
  ) {
    (self.name, self.title) = (name, title)
    (self.description, self.caption) = (description, caption)
    (self.renderings, self.drawing, self.checks) = (renderings, drawing, checks)
  }

  /// The file of a format, where it was asked for.
  public func rendering(_ format: String) -> Rendering? {
    renderings.first { $0.format == format }
  }
}
