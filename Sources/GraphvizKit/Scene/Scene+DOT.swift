internal import Foundation

extension Scene {
  /// The scene in the DOT language for engine ``LayoutEngine/positioned``; nil when a coordinate
  /// or length is not a finite number.
  public var dot: String? {
    var text = SceneText()
    text.open(
      size: size, scale: scale,
      background: theme.isTransparent ? "transparent" : theme.background.hex,
      families: theme.families, program: background.program)
    for (index, node) in nodes.enumerated() { text.add(node, index: index) }
    for edge in edges { text.add(edge) }
    for label in labels { text.add(label) }
    for (index, picture) in pictures.enumerated() { text.add(picture, index: index) }
    return background.isBroken || text.isBroken ? nil : text.finished
  }

  /// The scene as Graphviz will draw it.
  public func finished() throws(RenderFailure) -> FinishedScene {
    guard let dot else {
      throw .invalidScene(reason: "a position or size is not a finite number")
    }
    return FinishedScene(
      dot: Array(dot.utf8), names: nodes.map(\.name),
      pictures: pictures.map(\.png), paper: Page(size: size, scale: scale).paper, title: title,
      summary: summary)
  }
}

/// A scene that has become text: all that drawing it takes, in any format and at any time.
public struct FinishedScene: Sendable, Hashable {
  /// In the DOT language, for engine ``LayoutEngine/positioned``.
  public let dot: [UInt8]
  /// Of the nodes, in the order of the text.
  public let names: [String?]
  /// PNG files, in the order of the text, which knows them by ``PictureFolder/name(_:)``.
  public let pictures: [[UInt8]]
  /// The size of the file in points.
  public let paper: Size
  public var title: String?
  public var summary: String?

  public init(
    dot: [UInt8], names: [String?], pictures: [[UInt8]] = [], paper: Size, title: String?,
    summary: String?
  ) {
    (self.dot, self.names, self.pictures, self.paper) = (dot, names, pictures, paper)
    (self.title, self.summary) = (title, summary)
  }

  /// The text of a scene without a ground, on one.
  ///
  /// - Parameter ground: a color as `#0d1117`.
  public static func dot(_ dot: [UInt8], on ground: String) -> [UInt8] {
    // Of the attributes of the graph, which stand before all others, this is the first of its kind.
    guard let found = SVGText.find(Array(SceneText.noGround.utf8), in: dot[...]) else { return dot }
    let rest = dot[(found + SceneText.noGround.utf8.count)...]
    return Array(dot[..<found]) + Array(SceneText.ground(ground).utf8) + rest
  }

  /// Names by the identifiers of nodes.
  var namesByNode: [String: String] {
    var result: [String: String] = [:]
    for (index, name) in names.enumerated() { result["n\(index)"] = name }
    return result
  }
}

/// The DOT text of a scene while it is written.
private struct SceneText {
  private var text = ""
  private(set) var isBroken = false
  private var labelCount = 0

  var finished: String { text + "}\n" }

  static func ground(_ color: String) -> String { "bgcolor=\"\(color)\"" }
  static let noGround = ground("transparent")

  mutating func open(
    size: Size, scale: Double, background: String, families: String, program: String
  ) {
    let (width, height) = (digits(size.width), digits(size.height))
    // The viewport holds the canvas when a label or shape reaches over its edge.
    let viewport =
      "\(digits(size.width * scale)),\(digits(size.height * scale)),\(digits(scale)),"
      + "\(digits(size.width / 2)),\(digits(size.height / 2))"
    text = """
      graph scene {
      graph [pad=0 margin=0 notranslate=true splines=line outputorder=edgesfirst \
      viewport="\(viewport)" \(Self.ground(background)) fontname="\(families)" \
      _background=\(DOTText.verbatim(program))];
      node [label="" shape=circle style=filled fixedsize=true fontname="\(families)"];
      k0 [pos="0,0" shape=point style=invis width=0 height=0];
      k1 [pos="\(width),\(height)" shape=point style=invis width=0 height=0];

      """
  }

  mutating func add(_ node: NodeMark, index: Int) {
    let outline = node.outline ?? Stroke(.transparent, width: 0)
    let style = outline.pattern == .solid ? "" : " style=\"filled,\(outline.pattern.rawValue)\""
    text += """
      n\(index) [pos="\(pair(node.center))" width=\(inches(node.size.width)) \
      height=\(inches(node.size.height)) shape=\(node.shape.rawValue) \
      fillcolor="\(node.fill.hex)" color="\(outline.color.hex)" \
      penwidth=\(digits(outline.width))\(style)];

      """
  }

  mutating func add(_ edge: EdgeMark) {
    var curve = edge.curve
    var position = ""
    var head = ""
    if edge.arrowLength > 0 {
      // The curve ends where the arrow head begins; Graphviz's standard head is 10 points long.
      position = "e,\(pair(curve.end)) "
      curve = curve.trimmed(startGap: 0, endGap: edge.arrowLength)
      head = " dir=forward arrowsize=\(digits(edge.arrowLength / 10))"
    }
    let points = [curve.start, curve.control1, curve.control2, curve.end].map { pair($0) }
    let style = edge.stroke.pattern == .solid ? "" : " style=\(edge.stroke.pattern.rawValue)"
    text += """
      n\(edge.from.index) -- n\(edge.to.index) [pos="\(position)\(points.joined(separator: " "))" \
      color="\(edge.stroke.color.hex)" penwidth=\(digits(edge.stroke.width))\(style)\(head)];

      """
  }

  /// A label is a node without a shape; its halo is eight copies displaced around it.
  mutating func add(_ label: LabelMark) {
    let size = label.spec.size
    let content = DOTText.htmlLabel(label.spec.text, bold: label.spec.bold)
    let center = Point(x: label.center.x, y: label.center.y + Self.lift(label.spec))
    if let halo = label.halo {
      let reach = max(0.9, 0.1 * size)
      for step in 0..<8 {
        let angle = Double(step) * .pi / 4
        let place = Point(x: center.x + reach * cos(angle), y: center.y + reach * sin(angle))
        add(content, at: place, size: size, color: halo)
      }
    }
    add(content, at: center, size: size, color: label.color)
  }

  private mutating func add(_ content: String, at place: Point, size: Double, color: Color) {
    labelCount += 1
    text += """
      t\(labelCount) [\(LabelNode.attributes) style="" pos="\(pair(place))" \
      fontsize=\(digits(size)) fontcolor="\(color.hex)" label=\(content)];

      """
  }

  mutating func add(_ picture: PictureMark, index: Int) {
    text += """
      i\(index) [shape=none style="" pos="\(pair(picture.center))" \
      width=\(inches(picture.size.width)) height=\(inches(picture.size.height)) \
      imagescale=true image="\(PictureFolder.name(index))"];

      """
  }

  /// How far the center of a label's node lies over half the height of its capitals, so that
  /// labels and texts of the background with the same height share a baseline.
  ///
  /// Measured with Graphviz 2.42: a line is 1.1 font sizes high, rounded; its baseline lies 0.8
  /// font sizes under its top, and one point higher for bold text.
  private static func lift(_ spec: TextSpec) -> Double {
    let lineHeight = (1.1 * spec.size + 0.5).rounded(.down)
    let baseline = 0.8 * spec.size - lineHeight / 2 - (spec.bold ? 1 : 0)
    return baseline - 0.35 * spec.size
  }

  private mutating func pair(_ point: Point) -> String { "\(digits(point.x)),\(digits(point.y))" }

  /// Graphviz takes the sizes of nodes in inches.
  private mutating func inches(_ points: Double) -> String { digits(points / 72, decimals: 6) }

  private mutating func digits(_ value: Double, decimals: Int = 3) -> String {
    guard let text = DOTText.number(value, decimals: decimals) else {
      isBroken = true
      return "0"
    }
    return text
  }
}

/// What makes a node nothing but its text; drawing and measuring must agree on it.
enum LabelNode {
  static let attributes = "shape=plaintext fixedsize=false margin=0 width=0 height=0"
}
