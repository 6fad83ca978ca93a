import GraphvizKit
import Testing

@Suite struct ColorTests {
  @Test func hexRoundTrips() {
    for text in ["#0072B2", "#000000", "#FFFFFF", "#12345678", "#0A0B0C00"] {
      #expect(Color(hex: text)?.hex == text)
    }
    #expect(Color(hex: "#abcdef") == Color(0xABCDEF))
    for text in ["", "#", "0072B2", "#12345", "#1234567", "#GG0000", "#+12345", "#١٢٣٤٥٦"] {
      #expect(Color(hex: text) == nil)
    }
  }

  @Test func contrastFollowsTheStandard() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    #expect(Color.white.contrast(with: .white) == 1)
    // The best-known border case: this gray on white just passes 4.5.
    #expect(abs(Color(0x767676).contrast(with: .white) - 4.54) < 0.005)
    #expect(Color.white.contrast(with: Color(0x767676)) == Color(0x767676).contrast(with: .white))
  }

  @Test func tintsLieBetweenTheirColors() {
    #expect(Color.black.tint(0, over: .white) == .white)
    #expect(Color.black.tint(1, over: .white) == .black)
    #expect(Color(0x0072B2).tint(0.1, over: .white) == Color(0xE6F1F7))
    #expect(Color.black.opacity(0.5).painted(on: .white) == Color(0x7F7F7F))
    #expect(Color.black.opacity(2).alpha == 255)
    #expect(Color.black.opacity(-1).alpha == 0)
    #expect(Color.white.moreReadable(Color(0xEEEEEE), Color(0x333333)) == Color(0x333333))
  }

  @Test(arguments: [Theme.light, .dark]) func textsOfAThemeCanBeRead(theme: Theme) {
    #expect(theme.ink.contrast(with: theme.background) > 12)
    #expect(theme.secondary.contrast(with: theme.background) > 4.5)
    #expect(theme.muted.contrast(with: theme.background) > 2.9)
    #expect(theme.palette.count == 6)
    #expect(Set(theme.palette).count == 6)
    #expect(theme.community(0) == theme.palette[0])
    #expect(theme.community(6) == theme.other)
  }
}
