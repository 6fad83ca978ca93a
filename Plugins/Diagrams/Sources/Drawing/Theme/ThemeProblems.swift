internal import GraphvizKit
internal import ModuleKit

/// What contrast a drawing needs (WCAG 2.1, success criteria 1.4.3 and 1.4.11).
package enum ContrastCheck {
  /// Of a text with its ground.
  package static let leastForText = 4.5
  /// Of large letters with their ground.
  package static let leastForLargeText = 3.0
}

/// What speaks against a theme of one's own.
struct ThemeProblems {
  private let mapping: ParameterMapping<ThemeValues>
  private let theme: Theme
  private let whole: Diagnostic.Location

  init(_ mapping: ParameterMapping<ThemeValues>, _ theme: Theme, _ whole: Diagnostic.Location) {
    (self.mapping, self.theme, self.whole) = (mapping, theme, whole)
  }

  var all: [Diagnostic] { fonts + contrasts + palette }

  /// The most groups that colors tell apart at a glance.
  private static let mostColors = 6
  /// The least contrast of a group's color with what it is drawn on, to be seen at all.
  private static let leastContrast = 1.4

  private func place(_ key: String) -> Diagnostic.Location {
    mapping.locations[key] ?? mapping.locations["background"] ?? whole
  }

  /// Graphviz takes a list of names as one text, in which some characters mean something else.
  private var fonts: [Diagnostic] {
    mapping.values.fonts.filter { name in
      name.isEmpty
        || !name.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
            || " -_'.".unicodeScalars
              .contains($0)
        }
    }.map {
      Diagnostic(
        "bad-font-name", "'\($0)' is no name of a typeface", at: place("fonts"),
        help: "write the family as 'fc-list : family' shows it, each an item of the list")
    }
  }

  private var contrasts: [Diagnostic] {
    [("ink", theme.ink), ("secondary", theme.secondary), ("muted", theme.muted)]
      .compactMap { name, color in
        let contrast = color.contrast(with: theme.background)
        if contrast >= ContrastCheck.leastForText { return nil }
        // A grey that follows from an ink that cannot be read is no problem of its own.
        if name != "ink", mapping.locations[name] == nil { return nil }
        return Diagnostic(
          "theme-contrast",
          "'\(name)' (\(color.hex)) on \(theme.background.hex) has a contrast of "
            + "\(NumberText.shown((contrast * 10).rounded(.down) / 10)) : 1, and letters need 4.5 : 1",
          at: place(name), help: "make one of the two darker, or the other lighter")
      }
  }

  private var palette: [Diagnostic] {
    let colors = theme.palette
    if colors.count > Self.mostColors {
      return [
        Diagnostic(
          "palette-too-large", "a palette has at most 6 colors, not \(colors.count)",
          at: place("palette"),
          help: "nobody tells more groups apart by color; the others share one grey")
      ]
    }
    let faint = colors.filter { $0.contrast(with: theme.background) < Self.leastContrast }.map {
      Diagnostic(
        .warning, "faint-color", "\($0.hex) can hardly be seen on \(theme.background.hex)",
        at: place("palette"))
    }
    guard let pair = ColorVision.mostAlike(colors + [theme.other]),
      pair.difference < FigureChecks.leastDifference
    else { return faint }
    let names = (colors + [theme.other]).map(\.hex)
    let who = pair.vision == .normal ? "" : " with \(pair.vision.rawValue)"
    return faint + [
      Diagnostic(
        .warning, "colors-alike",
        "\(names[pair.first]) and \(names[pair.second]) look alike\(who): they differ by "
          + "\(NumberText.shown(pair.difference.rounded())), and 8 is the least",
        at: place("palette"), help: "make one of them lighter or darker")
    ]
  }
}
