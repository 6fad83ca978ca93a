/// How a drawing looks: its page and its colors.
public struct Theme: Sendable, Hashable {
  public let name: String
  public var page = Page.wide
  /// Whether nothing is painted behind the drawing; ``background`` is then what it is meant to lie on.
  public var isTransparent = false
  /// Whether letters of SVG files are drawn as outlines.
  public var hasOutlinedText = false
  /// Shapes of the communities, where colors alone do not tell them apart; circles when empty.
  public var shapes: [NodeShape] = []
  /// The line around nodes; the background's color when nil.
  public var outline: Color?
  public let background: Color
  /// Titles and labels.
  public let ink: Color
  /// Subtitles and figures.
  public let secondary: Color
  /// Captions and legend heads.
  public let muted: Color
  /// Thin lines that divide or frame.
  public let rule: Color
  /// The empty part of a bar.
  public let track: Color
  /// Colors of the communities, after Okabe & Ito (2008): told apart with any color vision.
  public let palette: [Color]
  /// Every community beyond the palette.
  public let other: Color
  /// Edges between communities.
  public let bridge: Color
  /// Marks the one thing to look at, such as a path or a mean.
  public let accent: Color
  /// Nodes and edges that are context only.
  public let dimmedNode, dimmedEdge: Color

  /// The color of community `index`, counted from the largest.
  public func community(_ index: Int) -> Color {
    palette.indices.contains(index) ? palette[index] : other
  }

  /// The shape of community `index`, counted from the largest.
  public func shape(_ index: Int) -> NodeShape {
    palette.indices.contains(index) && shapes.indices.contains(index) ? shapes[index] : .circle
  }

  public static let light = Theme(
    name: "light",
    background: Color(0xFFFFFF), ink: Color(0x1B1F24), secondary: Color(0x57606A),
    muted: Color(0x8C959F), rule: Color(0xD0D7DE), track: Color(0xEAEEF2),
    palette: [
      Color(0x0072B2), Color(0xE69F00), Color(0x009E73),
      Color(0xCC79A7), Color(0x56B4E9), Color(0xD55E00),
    ],
    other: Color(0xAEB6BF), bridge: Color(0x6E7781), accent: Color(0xD55E00),
    dimmedNode: Color(0xCDD4DB), dimmedEdge: Color(0xE3E7EB))

  public static let dark = Theme(
    name: "dark",
    background: Color(0x0D1117), ink: Color(0xF0F6FC), secondary: Color(0x9198A1),
    muted: Color(0x7D8590), rule: Color(0x30363D), track: Color(0x21262D),
    palette: [
      Color(0x56B4E9), Color(0xE69F00), Color(0x2BC49A),
      Color(0xE08BC0), Color(0xF0E442), Color(0xFF7B39),
    ],
    other: Color(0x6E7681), bridge: Color(0x9198A1), accent: Color(0xFF7B39),
    dimmedNode: Color(0x3D444D), dimmedEdge: Color(0x262C36))

  /// For black ink on paper: communities are steps of lightness, a dozen units of L* apart, and shapes.
  public static let print = {
    var theme = Theme(
      name: "print",
      background: Color(0xFFFFFF), ink: Color(0x000000), secondary: Color(0x404040),
      muted: Color(0x666666), rule: Color(0xB3B3B3), track: Color(0xEBEBEB),
      palette: [
        Color(0x1B1B1B), Color(0xD4D4D4), Color(0x686868),
        Color(0x434343), Color(0xB1B1B1), Color(0x8B8B8B),
      ],
      other: Color(0xF2F2F2), bridge: Color(0x737373), accent: Color(0x000000),
      dimmedNode: Color(0xD0D0D0), dimmedEdge: Color(0xE0E0E0))
    theme.shapes = [.circle, .square, .triangle, .diamond, .downTriangle, .hexagon]
    theme.outline = Color(0x262626)
    return theme
  }()
}
