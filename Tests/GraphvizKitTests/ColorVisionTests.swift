import GraphvizKit
import Testing

struct ColorVisionTests {
  /// L*a*b* of the sRGB primaries, as published with the standard: red is 53.24, 80.09, 67.20.
  @Test func differencesFollowTheStandard() {
    let red = Color(0xFF0000)
    let length = (53.24 * 53.24 + 80.09 * 80.09 + 67.20 * 67.20).squareRoot()
    #expect(abs(ColorVision.normal.difference(red, .black) - length) < 0.02)
    for vision in ColorVision.allCases {
      #expect(abs(vision.difference(.white, .black) - 100) < 0.02, "\(vision)")
      #expect(vision.difference(red, red) == 0)
    }
  }

  /// What each kind of vision is known to confuse, and what it still tells apart.
  @Test func confusionsAreThoseOfTheMissingCone() {
    let (green, orange) = (Color(0x6BA539), Color(0xE87722))
    let (blue, teal) = (Color(0x56B4E9), Color(0x2BC49A))
    let normal = ColorVision.normal
    #expect(
      ColorVision.protanopia.difference(green, orange) < 0.2 * normal.difference(green, orange))
    #expect(ColorVision.tritanopia.difference(blue, teal) < 0.3 * normal.difference(blue, teal))
    #expect(ColorVision.deuteranopia.difference(blue, Color(0xE69F00)) > 60)
  }

  @Test func ourPalettesAreToldApartByEverybody() throws {
    for theme in [Theme.light, .dark, .print] {
      let pair = try #require(ColorVision.mostAlike(theme.palette + [theme.other]))
      #expect(pair.difference > 10, "\(theme.name): \(pair)")
    }
    #expect(ColorVision.mostAlike([.black]) == nil)
  }

  /// Letters of all our themes can be read, captions too.
  @Test func lettersOfOurThemesCanBeRead() {
    for theme in [Theme.light, .dark, .print] {
      for color in [theme.ink, theme.secondary, theme.muted] {
        #expect(color.contrast(with: theme.background) >= 4.5, "\(theme.name) \(color.hex)")
      }
    }
  }
}
