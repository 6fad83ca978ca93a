import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Themes, transparent grounds, letters as outlines, and what files say of themselves.
struct SlideLookTests {
  private func file(_ format: String, _ parameters: JSON) throws -> [UInt8] {
    var network = Network(sketch: "a-b b-c c-a c-d d-e e-f f-d")
    network.nodes.set("club", .texts(["one", "one", "one", "two", "two", "three"]))
    var all: JSON = ["color": "club", "formats": [.string(format)], "title": "Clubs & <friends>"]
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    let run = try ModuleRun(NetworkDiagram.self, on: network, with: all)
    return try #require(run.network.figures.first?.renderings.first?.bytes)
  }

  private func svg(_ parameters: JSON) throws -> String {
    String(decoding: try file("svg", parameters), as: UTF8.self)
  }

  // MARK: Print

  /// Without hue: every color of the file is a grey.
  @Test func printHasGreysOnly() throws {
    let svg = try svg(["theme": "print"])
    let colors = svg.components(separatedBy: "\"#").dropFirst().map { String($0.prefix(6)) }
    #expect(colors.count > 20)
    for color in colors {
      let parts = [color.prefix(2), color.dropFirst(2).prefix(2), color.dropFirst(4)]
      #expect(Set(parts).count == 1, "\(color)")
    }
  }

  @Test func groupsOfPrintDifferInLightnessAndShape() throws {
    let theme = Theme.print
    let lightness = theme.palette.map(\.luminance).map { 116 * cbrt($0) - 16 }.sorted()
    for (a, b) in zip(lightness, lightness.dropFirst()) { #expect(b - a > 10) }
    #expect(Set(theme.shapes).count == theme.palette.count)
    for color in [theme.ink, theme.secondary, theme.muted, theme.accent] {
      #expect(color.contrast(with: theme.background) >= 4.5)
    }
    // Two clubs of three and two: circles, squares, one triangle and the marks of the legend.
    let plain = try svg([:])
    let print = try svg(["theme": "print"])
    func count(_ tag: String, _ svg: String) -> Int { svg.components(separatedBy: tag).count - 1 }
    #expect(count("<ellipse", plain) > count("<ellipse", print))
    #expect(count("<polygon", print) >= count("<polygon", plain) + 5)
  }

  // MARK: Ground

  @Test func nothingIsPaintedBehindATransparentSlide() throws {
    let ground = #"points="0,0 0,-540 960,-540 960,0 0,0""#
    let svg = try svg(["transparent": true])
    #expect(try self.svg([:]).contains("<polygon fill=\"#ffffff\" stroke=\"none\" \(ground)/>"))
    #expect(!svg.contains("<polygon fill=\"#ffffff\" stroke=\"none\" \(ground)/>"))
    #expect(!svg.contains("transparent"))
    // Color type 6 has an alpha channel, 2 has none.
    #expect(try file("png", ["transparent": true])[25] == 6)
    #expect(try file("png", [:])[25] == 2)
  }

  // MARK: Letters

  @Test func lettersCanBeOutlines() throws {
    let svg = try svg(["outlines": true])
    #expect(!svg.contains("<text") && svg.contains("<symbol"))
    #expect(svg.contains("<title>Clubs &amp; &lt;friends&gt;</title>") && svg.contains("<desc>"))
    #expect(svg.contains(#"version="1.1""#) && svg.contains(#"role="img""#))
    #expect(try self.svg([:]).contains("<text"))
  }

  // MARK: Information

  /// Title and description stand where the last table of the file says.
  @Test func aPDFTellsItsTitle() throws {
    let bytes = try file("pdf", [:])
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    let title = "Clubs & <friends>".utf16.map { String(format: "%04X", $0) }.joined()
    #expect(text.contains("/Title <FEFF\(title)>") && text.contains("/Subject <FEFF"))
    #expect(text.hasSuffix("%%EOF\n"))
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let table = try #require(words.lastIndex(of: "startxref").flatMap { Int(words[$0 + 1]) })
    #expect(bytes[table...].starts(with: Array("xref\n".utf8)))
    let lines = String(decoding: bytes[table...], as: Unicode.ASCII.self).split(separator: "\n")
    let number = try #require(lines[1].split(separator: " ").first)
    let place = try #require(Int(lines[2].prefix(10)))
    #expect(bytes[place...].starts(with: Array("\(number) 0 obj".utf8)))
    #expect(text.contains("/FontFile"))
  }
}
