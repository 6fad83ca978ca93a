/// The sheet that a drawing fills.
///
/// Drawings lay themselves out in units; a unit is a point on a slide, and more or less of one on paper, so that the
/// same type sizes suit a page at hand and a poster on a wall.
public struct Page: Sendable, Hashable {
  /// In units.
  public let size: Size
  /// Points of the finished file to a unit; Graphviz writes two decimals into SVG.
  public let scale: Double
  /// Pixels to an inch of the finished file, where it is a bitmap.
  public var dpi = 144

  /// - Parameter size: in units.
  public init(size: Size, scale: Double = 1) { (self.size, self.scale) = (size, scale) }

  /// - Parameters:
  ///   - paper: in points.
  ///   - scale: points to a unit.
  public init(paper: Size, scale: Double) {
    self.init(
      size: Size(width: paper.width / scale, height: paper.height / scale), scale: scale)
  }

  public var width: Double { size.width }
  public var height: Double { size.height }

  /// In points.
  public var paper: Size { Size(width: width * scale, height: height * scale) }

  /// Width and height of a bitmap.
  public var pixels: (width: Int, height: Int) {
    let unit = scale * Double(dpi) / 72
    return (Int((width * unit).rounded()), Int((height * unit).rounded()))
  }

  /// The most pixels of a side, and of a bitmap in all: cairo would silently draw a larger one in
  /// lower resolution, and take gigabytes.
  public static let (mostPixelsPerSide, mostPixels) = (16_384, 100_000_000)

  /// Whether a bitmap of it is drawn.
  public var fitsBitmap: Bool {
    let (width, height) = pixels
    return max(width, height) <= Self.mostPixelsPerSide && width * height <= Self.mostPixels
  }

  /// The slide of today's projectors, 13.33 x 7.5 inches.
  public static let wide = Page(size: .slide)
  /// The slide of older projectors, 10 x 7.5 inches: as high, with letters as large.
  public static let standard = Page(size: Size(width: 720, height: 540))
  public static let square = Page(size: Size(width: 720, height: 720))
  /// A4 lying: 297 x 210 mm. Read at hand, so that letters may be smaller than on a wall.
  public static let a4 = Page(paper: Size(width: 842, height: 595), scale: 0.8)
  public static let a4Portrait = Page(paper: Size(width: 595, height: 842), scale: 0.8)
  /// A1 lying: 841 x 594 mm. Laid out as ``a4``, everything larger.
  public static let poster = Page(paper: Size(width: 2384, height: 1684), scale: 2.27)
}
