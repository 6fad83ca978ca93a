/// How a drawing looks: its page and its colors.
public struct Theme: Sendable, Hashable {
  public let name: String
  public var page = Page.wide
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
}
