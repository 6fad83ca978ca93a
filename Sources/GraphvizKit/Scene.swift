/// A drawing of fixed size, built up by hand: background, edges, nodes, labels, in this order.
///
/// Positions are in points from the lower left corner. Nodes, edges and labels are real objects of
/// Graphviz; everything else is in the ``Background``.
public struct Scene: Sendable {
  public let canvas: Rect
  public let theme: Theme
  public var background: Background
  private var nodes: [String] = []
  private var edges: [String] = []
  private var labels: [String] = []

  /// A node that edges can be drawn to.
  public struct NodeReference: Sendable {
    fileprivate let name: String
    fileprivate let center: Point
  }
  public enum Shape: String, Sendable { case circle, square, diamond, triangle }

  /// - Parameter size: points; the default is a 16:9 slide of 13.3 inches.
  public init(width: Double = 960, height: Double = 540, theme: Theme = .light) {
    canvas = Rect(0, 0, width, height)
    self.theme = theme
    background = Background(canvas: canvas)
    background.rectangle(canvas, fill: theme.background)
  }

  @discardableResult
  public mutating func node(
    at center: Point, radius: Double, fill: Color, outline: Color? = nil,
    outlineWidth: Double = 1.2, shape: Shape = .circle
  ) -> NodeReference {
    let reference = NodeReference(name: "n\(nodes.count)", center: center)
    let inches = DOT.inches(radius * 2)
    nodes.append(
      "\(reference.name) [pos=\(DOT.position(center)) width=\(inches) height=\(inches) "
        + "fillcolor=\"\(fill.hex)\" color=\"\((outline ?? theme.background).hex)\" "
        + "penwidth=\(DOT.number(outlineWidth)) shape=\(shape.rawValue)]")
    return reference
  }

  /// - Parameter path: four control points, from the center of one node to that of the other.
  public mutating func edge(
    _ a: NodeReference, _ b: NodeReference, path: [Point]? = nil, color: Color, width: Double,
    arrow: Bool = false
  ) {
    let points = path ?? [a.center, a.center, b.center, b.center]
    let positions = points.map { "\(DOT.number($0.x)),\(DOT.number($0.y))" }
    let tip = arrow ? "e,\(positions[positions.count - 1]) " : ""
    edges.append(
      "\(a.name) -- \(b.name) [pos=\"\(tip)\(positions.joined(separator: " "))\" "
        + "color=\"\(color.hex)\" penwidth=\(DOT.number(width))"
        + (arrow ? " dir=forward arrowsize=0.5" : "") + "]")
  }

  /// A text above everything, centered.
  ///
  /// - Parameter halo: the color of a rim that keeps it readable over edges.
  public mutating func label(
    _ text: TextSpec, at center: Point, color: Color? = nil, halo: Color? = nil
  ) {
    if let halo {
      let reach = max(0.9, text.size * 0.1)
      for (dx, dy) in Self.around {
        label(text, exactlyAt: center + Point(dx * reach, dy * reach), color: halo)
      }
    }
    label(text, exactlyAt: center, color: color ?? theme.ink)
  }

  private static let around: [(Double, Double)] = [
    (1, 0), (0.7071, 0.7071), (0, 1), (-0.7071, 0.7071), (-1, 0), (-0.7071, -0.7071), (0, -1),
    (0.7071, -0.7071),
  ]

  private mutating func label(_ text: TextSpec, exactlyAt center: Point, color: Color) {
    // The middle of a line of text lies above the middle of its letters.
    let position = Point(center.x, center.y - text.size * 0.09)
    labels.append(
      "t\(labels.count) [shape=plaintext style=\"\" fixedsize=false margin=0 width=0 height=0 "
        + "fontsize=\(DOT.number(text.size)) fontcolor=\"\(color.hex)\" "
        + "label=\(DOT.html(text.text, isBold: text.isBold)) pos=\(DOT.position(position))]")
  }

  /// The drawing as DOT text with positions.
  public var dot: String {
    var text = "graph slide {\n"
    text += "graph [pad=0 margin=0 notranslate=true splines=line outputorder=edgesfirst "
    text += "bgcolor=\"\(theme.background.hex)\" fontname=\(DOT.quoted(DOT.font))\n"
    text += "_background=\(DOT.quoted(background.program))]\n"
    text += "node [label=\"\" shape=circle style=filled fixedsize=true "
    text += "fontname=\(DOT.quoted(DOT.font))]\n"
    // Two corners hold the canvas open.
    text += "k0 [pos=\"0,0\" shape=point style=invis width=0 height=0]\n"
    text += "k1 [pos=\(DOT.position(Point(canvas.maxX, canvas.maxY))) "
    text += "shape=point style=invis width=0 height=0]\n"
    return text + (nodes + edges + labels).joined(separator: "\n") + "\n}\n"
  }
}

extension DOT {
  static func position(_ point: Point) -> String { "\"\(number(point.x)),\(number(point.y))\"" }

  /// Points as inches, with four decimals.
  static func inches(_ points: Double) -> String {
    let tenThousandths = Int((points / 72 * 10_000).rounded())
    let rest = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
  }
}
