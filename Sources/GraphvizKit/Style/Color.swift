internal import Foundation

/// An sRGB color with opacity.
public struct Color: Sendable, Hashable {
  public var red, green, blue: UInt8
  /// 255 is opaque.
  public var alpha: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// - Parameter rgb: such as `0x0072B2`.
  public init(_ rgb: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: rgb >> 16), green: UInt8(truncatingIfNeeded: rgb >> 8),
      blue: UInt8(truncatingIfNeeded: rgb))
  }

  /// - Parameter hex: `#RRGGBB` or `#RRGGBBAA`, in either case; nil for anything else.
  public init?(hex: String) {
    let digits = hex.dropFirst()
    guard hex.first == "#", digits.count == 6 || digits.count == 8,
      digits.allSatisfy({ $0.isASCII && $0.isHexDigit }), let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(digits.count == 6 ? value : value >> 8)
    if digits.count == 8 { alpha = UInt8(truncatingIfNeeded: value) }
  }

  public static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)
  public static let white = Color(0xFFFFFF)
  public static let black = Color(0x000000)

  /// `#RRGGBB`, with two more digits when the color is not opaque.
  public var hex: String {
    let parts = alpha == 255 ? [red, green, blue] : [red, green, blue, alpha]
    return parts.reduce(into: "#") { text, part in
      let digits = String(part, radix: 16, uppercase: true)
      text += part < 16 ? "0" + digits : digits
    }
  }

  /// The same color, `share` (0...1) opaque.
  public func opacity(_ share: Double) -> Color {
    var color = self
    color.alpha = Self.byte(share * 255)
    return color
  }

  /// The opaque color seen when this one covers `base` by `share` (0...1): a tint.
  public func tint(_ share: Double, over base: Color) -> Color {
    func mix(_ top: UInt8, _ bottom: UInt8) -> UInt8 {
      Self.byte(Double(bottom) + (Double(top) - Double(bottom)) * share)
    }
    return Color(
      red: mix(red, base.red), green: mix(green, base.green), blue: mix(blue, base.blue))
  }

  /// This color as it appears when painted, with its own opacity, on `base`.
  public func painted(on base: Color) -> Color { tint(Double(alpha) / 255, over: base) }

  /// Relative luminance (WCAG 2.1), from 0 for black to 1 for white; opacity is ignored.
  public var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// The amount of light, from 0 to 1, that a part of a color stands for.
  static func linear(_ part: UInt8) -> Double {
    let value = Double(part) / 255
    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// Contrast ratio (WCAG 2.1), from 1 to 21; 4.5 is the least for text.
  public func contrast(with other: Color) -> Double {
    let pair = [luminance, other.luminance].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  /// Of two colors the one easier to read on this one.
  public func moreReadable(_ first: Color, _ second: Color) -> Color {
    contrast(with: first) >= contrast(with: second) ? first : second
  }

  private static func byte(_ value: Double) -> UInt8 {
    value.isNaN ? 0 : UInt8(max(0, min(255, value.rounded())))
  }
}
