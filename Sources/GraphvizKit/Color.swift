internal import Foundation

/// An sRGB color with opacity.
public struct Color: Sendable, Hashable {
  public let red, green, blue: UInt8
  public let alpha: Double

  /// - Parameter hex: six digits, as in 0x0072B2.
  public init(_ hex: UInt32, alpha: Double = 1) {
    red = UInt8(hex >> 16 & 0xFF)
    green = UInt8(hex >> 8 & 0xFF)
    blue = UInt8(hex & 0xFF)
    self.alpha = alpha
  }

  private init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: Double) {
    (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
  }

  public func withAlpha(_ alpha: Double) -> Color { Color(red, green, blue, alpha) }

  /// The opaque color of `share` of this over `base`.
  public func mixed(_ share: Double, over base: Color) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(b) + (Double(a) - Double(b)) * share).rounded())
    }
    return Color(mix(red, base.red), mix(green, base.green), mix(blue, base.blue), 1)
  }

  /// `#RRGGBB`, or `#RRGGBBAA` when it is not opaque.
  public var hex: String {
    let channels = [red, green, blue] + (alpha < 1 ? [UInt8((max(0, alpha) * 255).rounded())] : [])
    return "#"
      + channels.map { channel in
        let text = String(channel, radix: 16, uppercase: true)
        return text.count == 1 ? "0" + text : text
      }.joined()
  }

  /// Relative luminance by WCAG 2.
  public var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// From 1 (none) to 21 (black on white), by WCAG 2.
  public func contrast(to other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}

/// The colors of a slide.
public struct Theme: Sendable {
  public let background, ink, secondary, muted, rule, track: Color
  /// Six colors that people with color-blindness can tell apart (Okabe & Ito 2008).
  public let palette: [Color]
  /// For everything beyond the palette.
  public let other: Color
  /// Edges between groups.
  public let between: Color

  public static let light = Theme(
    background: Color(0xFFFFFF), ink: Color(0x1B1F24), secondary: Color(0x57606A),
    muted: Color(0x6E7781), rule: Color(0xD0D7DE), track: Color(0xEAEEF2),
    palette: [0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00].map { Color($0) },
    other: Color(0xAEB6BF), between: Color(0x6E7781))

  public static let dark = Theme(
    background: Color(0x0D1117), ink: Color(0xF0F6FC), secondary: Color(0x9198A1),
    muted: Color(0x9198A1), rule: Color(0x30363D), track: Color(0x21262D),
    palette: [0x56B4E9, 0xE69F00, 0x2BC49A, 0xE08BC0, 0xF0E442, 0xFF7B39].map { Color($0) },
    other: Color(0x6E7681), between: Color(0x9198A1))
}
