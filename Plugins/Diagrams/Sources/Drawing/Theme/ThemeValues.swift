package import GraphvizKit
public import ModuleKit

/// A theme of one's own: what is not said follows from what is.
public struct ThemeValues: ParameterSet {
  @Param("The theme to begin with") var base = Appearance.light
  @Param("Typefaces, the first that is installed is used; Inter when none is")
  var fonts: [String] = []
  @Param("Colors of groups, the largest first: one to six, all others are grey")
  var palette: [HexColor] = []
  @Param("What is drawn on") var background: HexColor? = nil
  @Param("Titles and labels") var ink: HexColor? = nil
  @Param("Subtitles and figures") var secondary: HexColor? = nil
  @Param("Captions and headings of the key") var muted: HexColor? = nil
  @Param("Marks the one thing to look at") var accent: HexColor? = nil
  @Param("Groups beyond the palette") var other: HexColor? = nil
  @Param("A picture (png) at the foot of every slide") var logo: InputFile? = nil
  public init() {}

  /// The theme without its logo, which is read from a file.
  package var theme: Theme {
    var theme = base.theme
    if let background { theme.background = background.color }
    if let ink { theme.ink = ink.color }
    if background != nil || ink != nil { theme.mixGreys() }
    if let secondary { theme.secondary = secondary.color }
    if let muted { theme.muted = muted.color }
    if let accent { theme.accent = accent.color }
    if let other { theme.other = other.color }
    if !palette.isEmpty {
      theme.palette = palette.map(\.color)
      if accent == nil { theme.accent = palette.last?.color ?? theme.accent }
    }
    theme.families = Typeface.families(first: fonts)
    return theme
  }
}

extension Theme {
  /// Derives all greys from ink and background; those of texts can be read.
  fileprivate mutating func mixGreys() {
    func mixed(_ share: Double) -> Color { ink.tint(share, over: background) }
    /// The palest grey from `share` on that can be read.
    func readable(from share: Double) -> Color {
      stride(from: share, to: 1, by: 0.05).map(mixed)
        .first { $0.contrast(with: background) >= ContrastCheck.leastForText } ?? ink
    }
    (secondary, muted) = (readable(from: 0.75), readable(from: 0.6))
    (rule, track) = (mixed(0.18), mixed(0.08))
    (other, bridge) = (mixed(0.35), mixed(0.58))
    (dimmedNode, dimmedEdge) = (mixed(0.2), mixed(0.1))
  }
}
