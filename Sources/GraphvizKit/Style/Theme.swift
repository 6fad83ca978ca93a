/// How a drawing looks: its page and its colors.
public struct Theme: Sendable, Hashable {
  public var name: String
  public var page = Page.wide
  /// The typefaces as CSS and Pango read them: the first that is installed.
  public var families = Typeface.families
  /// A small picture at the foot of every slide.
  public var logo: Logo?
  /// Whether nothing is painted behind the drawing; ``background`` is then what it is meant to lie on.
  public var isTransparent = false
  /// Whether letters of SVG files are drawn as outlines.
  public var hasOutlinedText = false
  /// Shapes of the communities, where colors alone do not tell them apart; circles when empty.
  public var shapes: [NodeShape] = []
  /// The line around nodes; the background's color when nil.
  public var outline: Color?
  public var background: Color
  /// Titles and labels.
  public var ink: Color
  /// Subtitles and figures.
  public var secondary: Color
  /// Captions and legend heads.
  public var muted: Color
  /// Thin lines that divide or frame.
  public var rule: Color
  /// The empty part of a bar.
  public var track: Color
  /// Colors of the communities, after Okabe & Ito (2008): told apart with any color vision.
  public var palette: [Color]
  /// Every community beyond the palette.
  public var other: Color
  /// Edges between communities.
  public var bridge: Color
  /// Marks the one thing to look at, such as a path or a mean.
  public var accent: Color
  /// Nodes and edges that are context only.
  public var dimmedNode, dimmedEdge: Color

  /// The color of community `index`, counted from the largest.
  public func community(_ index: Int) -> Color {
    palette.indices.contains(index) ? palette[index] : other
  }

  /// The shape of community `index`, counted from the largest.
  public func shape(_ index: Int) -> NodeShape {
    palette.indices.contains(index) && shapes.indices.contains(index) ? shapes[index] : .circle
  }

  // MARK: Roles that are no communities; a palette may be shorter than they are many.

  /// What is drawn, where it is one thing.
  public var strong: Color { community(0) }
  /// Belongs to ``strong``, and steps back behind it.
  public var companion: Color {
    palette.count > 4 ? palette[4] : strong.tint(0.55, over: background)
  }
  /// The contrary of ``strong``.
  public var opposite: Color { palette.count > 5 ? palette[5] : accent }
  /// What several have in common.
  public var shared: Color { palette.count > 1 ? palette[1] : accent }
  /// What others have found, to compare with.
  public var reference: Color { palette.count > 2 ? palette[2] : secondary }

  public static let light = Theme(
    name: "light",
    background: Color(0xFFFFFF), ink: Color(0x1B1F24), secondary: Color(0x57606A),
    muted: Color(0x656D76), rule: Color(0xD0D7DE), track: Color(0xEAEEF2),
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
