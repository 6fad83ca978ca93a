/// The typeface of every drawing.
public enum Typeface {
  /// A list as CSS and Pango read it: the first family that is installed.
  public static let families = "Inter,DejaVu Sans,sans-serif"

  /// Families that come first, before those of every drawing.
  public static func families(first: [String]) -> String {
    (first + [families]).joined(separator: ",")
  }

  /// The family that drawings are made for.
  public static func first(of families: String) -> String? {
    families.split(separator: ",").first.map(String.init)
  }
}

/// Which point of a text is placed.
public enum TextAnchor: Int, Sendable, Hashable {
  case left = -1
  case center = 0
  case right = 1
}

/// A text to be measured.
public struct TextSpec: Sendable, Hashable {
  public var text: String
  /// Font size in points.
  public var size: Double
  public var bold: Bool

  public init(_ text: String, size: Double, bold: Bool = false) {
    self.text = text
    self.size = size
    self.bold = bold
  }
}

/// A line from point to point, or around a shape.
public struct Stroke: Sendable, Hashable {
  public enum Pattern: String, Sendable, Hashable { case solid, dashed, dotted }

  public var color: Color
  /// In points.
  public var width: Double
  public var pattern: Pattern

  public init(_ color: Color, width: Double = 1, pattern: Pattern = .solid) {
    self.color = color
    self.width = width
    self.pattern = pattern
  }
}
