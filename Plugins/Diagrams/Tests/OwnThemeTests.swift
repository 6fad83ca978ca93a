import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Themes that a study brings: what they draw, and what speaks against them.
struct OwnThemeTests {
  private func network() -> Network {
    var network = Network(sketch: "a-b b-c c-a c-d d-e e-f f-d f-g")
    network.nodes.set("club", .texts(["one", "one", "one", "two", "two", "two", "three"]))
    return network
  }

  private func svg(_ theme: JSON) throws -> String {
    let run = try ModuleRun(
      NetworkDiagram.self, on: network(),
      with: ["color": "club", "formats": ["svg"], "title": "Clubs", "theme": theme])
    return String(
      decoding: try #require(run.network.figures.first?.renderings.first?.bytes), as: UTF8.self)
  }

  @Test func colorsAndTypefacesAreDrawn() throws {
    let svg = try svg([
      "background": "#FFF8E7", "ink": "2B1A10", "palette": ["#004B87", "#E87722"],
      "fonts": ["DejaVu Serif"],
    ])
    for color in ["#fff8e7", "#2b1a10", "#004b87", "#e87722"] { #expect(svg.contains(color)) }
    // The third club has no color of its own.
    #expect(svg.contains(Theme.light.palette[2].hex.lowercased()) == false)
    let families = svg.components(separatedBy: "font-family=\"").dropFirst().map { $0.prefix(13) }
    #expect(Set(families) == ["DejaVu Serif,"])
  }

  /// Every grey of a theme that only names ink and background can be read.
  @Test(arguments: [(0x101828, 0xF5F0E6), (0xFFFFFF, 0x003050), (0x595959, 0xFFFFFF)])
  func greysFollowFromInkAndBackground(ink: Int, background: Int) throws {
    func hex(_ color: Int) -> JSON { .string(Color(UInt32(color)).hex) }
    let svg = try svg(["ink": hex(ink), "background": hex(background)])
    let ground = Color(UInt32(background))
    let letters = svg.components(separatedBy: "<text ").dropFirst().compactMap { part -> Color? in
      guard let fill = part.range(of: "fill=\"") else { return nil }
      return Color(hex: String(part[fill.upperBound...].prefix(7)))
    }
    #expect(letters.count > 10)
    for color in letters where color != ground && color != .white && color != .black {
      #expect(color.contrast(with: ground) >= 4.5, "\(color.hex)")
    }
  }

  @Test func aLogoIsInsideTheFile() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bytes = Data(Pixel.png)
    try bytes.write(to: URL(fileURLWithPath: folder + "/logo & <1>.png"))
    let svg = try svg(["logo": .string(folder + "/logo & <1>.png")])
    #expect(svg.contains("xlink:href=\"data:image/png;base64,\(bytes.base64EncodedString())\""))
    #expect(!svg.contains(folder))
  }

  /// Every file that is cut off, and every one with one bit turned over, is refused, and the rest of it is not read.
  @Test func onlyWholePicturesAreLogos() throws {
    #expect(try Logo(png: Pixel.png).aspect == 1)
    for length in 0..<Pixel.png.count {
      #expect(throws: Logo.Problem.self, "\(length)") {
        try Logo(png: Array(Pixel.png.prefix(length)))
      }
    }
    #expect(throws: Logo.Problem.cutOff) { try Logo(png: Array(Pixel.png.dropLast(12))) }
    for bit in 0..<(8 * Pixel.png.count) {
      var bytes = Pixel.png
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: Logo.Problem.self, "bit \(bit)") { try Logo(png: bytes) }
    }
    // Lengths that reach over everything.
    let endless = Array(Pixel.png.prefix(33)) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IDAT1234".utf8)
    #expect(throws: Logo.Problem.cutOff) { try Logo(png: endless) }
    let folder = try Folder()
    let path = try folder.write(Array(Pixel.png.dropLast(5)), "logo.png")
    #expect(problems(["logo": .string(path)]) == ["damaged-png"])
    #expect(problems(["logo": .string(try folder.write([1], "no.png"))]) == ["not-a-png"])
    // A pipe, at which a reader would wait for ever.
    let made = unsafe mkfifo(folder.path + "/pipe.png", 0o600)
    #expect(made == 0)
    #expect(problems(["logo": .string(folder.path + "/pipe.png")]).isEmpty)
  }

  private func problems(_ theme: JSON) -> [String] {
    do {
      let run = try ModuleRun(
        NetworkDiagram.self, on: network(), with: ["theme": theme, "formats": ["svg"]])
      return run.notices.map(\.id)
    } catch { return (error as? Diagnostics)?.all.map(\.id) ?? ["\(error)"] }
  }

  @Test func problemsAreToldAllAtOnce() {
    #expect(problems("light").isEmpty && problems([:]).isEmpty)
    #expect(problems("lihgt") == ["unknown-choice"])
    #expect(problems(["background": "#FFFFFF", "ink": "#DDDDDD"]) == ["theme-contrast"])
    #expect(problems(["palette": ["#0072B2", "#0072B3"]]) == ["colors-alike"])
    #expect(problems(["palette": ["#FFFFFE"]]) == ["faint-color"])
    #expect(
      problems([
        "fonts": ["a,b"], "palette": ["red"], "pallete": [], "muted": "#EEEEEE",
      ]).sorted() == ["bad-font-name", "theme-contrast", "unknown-parameter", "wrong-type"])
    let seven = (0..<7).map { JSON.string("#00\($0)\($0)00") }
    #expect(problems(["palette": .array(seven)]) == ["palette-too-large"])
  }

  /// One color for all groups: drawings that mark several things fall back on the accent.
  @Test func everyDrawingLivesWithOneColor() throws {
    let theme: JSON = ["palette": ["#004B87"]]
    let way: JSON = ["theme": theme, "formats": ["svg"], "title": "One"]
    var chains = network()
    var rows = Frame(rowCount: 3)
    rows.set("name", .texts(["a", "b", "c"]))
    rows.set("n", .numbers([1, 2, 3]))
    chains.set(Table(name: "rows", title: "Rows", rows: rows))
    func with(_ more: JSON) -> JSON {
      guard case .object(let first) = way, case .object(let second) = more else { return way }
      return .object(first + second)
    }
    _ = try ModuleRun(MapDiagram.self, on: chains, with: with(["group": "club"]))
    _ = try ModuleRun(EgoDiagram.self, on: chains, with: with(["ego": "c"]))
    _ = try ModuleRun(
      ScatterDiagram.self, on: chains, with: with(["table": "rows", "x": "n", "y": "n"]))
  }
}
