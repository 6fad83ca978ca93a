/// A drawing with every position decided: shapes and anchored text below, then edges, then
/// nodes, then labels.
///
/// Lengths are in units of its page. Marks of one kind are painted in the order they are added.
public struct Scene: Sendable {
  /// A node of one scene.
  public struct NodeID: Sendable, Hashable {
    let index: Int
  }

  /// In units.
  public let size: Size
  /// Points of the finished file to a unit.
  public let scale: Double
  public let theme: Theme
  public var background: Canvas
  /// What the drawing shows, for SVG readers that cannot see it.
  public var title: String?
  /// A sentence or more about the content, for SVG readers that cannot see it.
  public var summary: String?
  /// The line at the foot, in whole, however much of it there is room for.
  public var caption = ""
  /// Which texts of the background are the caption, for those who look again.
  public var captionTexts = 0..<0

  public private(set) var nodes: [NodeMark] = []
  public private(set) var edges: [EdgeMark] = []
  public private(set) var labels: [LabelMark] = []
  public private(set) var pictures: [PictureMark] = []

  /// - Parameter page: that of the theme when not given.
  public init(page: Page? = nil, theme: Theme = .light) {
    let page = page ?? theme.page
    (size, scale) = (page.size, page.scale)
    self.theme = theme
    background = Canvas(size: size, families: theme.families)
    if !theme.isTransparent {
      background.rectangle(origin: Point(x: 0, y: 0), size: size, fill: theme.background)
    }
  }

  public init(size: Size, theme: Theme = .light) { self.init(page: Page(size: size), theme: theme) }

  @discardableResult
  public mutating func node(
    at center: Point, size: Size, shape: NodeShape = .circle, fill: Color,
    outline: Stroke? = nil, name: String? = nil
  ) -> NodeID {
    nodes.append(
      NodeMark(
        center: center, size: size, shape: shape, fill: fill, outline: outline, name: name))
    return NodeID(index: nodes.count - 1)
  }

  @discardableResult
  public mutating func node(
    at center: Point, diameter: Double, shape: NodeShape = .circle, fill: Color,
    outline: Stroke? = nil, name: String? = nil
  ) -> NodeID {
    node(
      at: center, size: Size(width: diameter, height: diameter), shape: shape, fill: fill,
      outline: outline, name: name)
  }

  /// - Parameters:
  ///   - curve: the way of the edge; a straight line between the centers when nil.
  ///   - arrowLength: length of an arrow head whose tip is the end of `curve`.
  public mutating func edge(
    _ from: NodeID, _ to: NodeID, stroke: Stroke, curve: CubicBezier? = nil,
    arrowLength: Double = 0
  ) {
    let straight = CubicBezier(from: nodes[from.index].center, to: nodes[to.index].center)
    edges.append(
      EdgeMark(
        from: from, to: to, curve: curve ?? straight, stroke: stroke, arrowLength: arrowLength))
  }

  /// - Parameter png: the bytes of a PNG file.
  public mutating func picture(_ png: [UInt8], at center: Point, size: Size) {
    pictures.append(PictureMark(png: png, center: center, size: size))
  }

  /// - Parameter halo: color around the letters; the background of the theme is usual.
  public mutating func label(
    _ text: String, at center: Point, size: Double, color: Color, bold: Bool = false,
    halo: Color? = nil
  ) {
    if text.isEmpty { return }
    labels.append(
      LabelMark(
        spec: TextSpec(text, size: size, bold: bold), center: center, color: color, halo: halo))
  }
}
