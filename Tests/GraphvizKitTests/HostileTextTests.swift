import GraphvizKit
import Testing

extension WithProcesses {
  @Suite struct HostileText {
    @Test func namesArriveAsTextEverywhereInAScene() throws {
      var dice = Dice(state: 7)
      let names = Nasty.names + (0..<300).map { _ in Nasty.text(&dice) }
      var scene = Scene()
      for name in names {
        scene.background.text(name, at: Point(x: 10, y: 10), size: 9, color: .black)
      }
      for (index, name) in names.enumerated() {
        let place = Point(x: Double(index), y: 100)
        scene.node(at: place, diameter: 5, fill: .black, name: name)
      }
      for (index, name) in names.enumerated() {
        scene.label(
          name, at: Point(x: 480, y: 270), size: 9, color: .black, bold: index % 2 == 0)
      }
      let rendering = try worker.render(scene, formats: [.svg, .png, .pdf])
      #expect(rendering.warnings == [])
      let reader = try #require(SVGReader(rendering[.svg]))
      let shown = names.map(Nasty.shown)
      #expect(reader.texts == shown + shown)
      #expect(reader.titles == shown)
      #expect(reader.elements.isDisjoint(with: ["script", "b", "B", "a"]))
    }

    @Test func ampersandsAreEscapedOnce() throws {
      var scene = Scene()
      scene.label("Tom & Jerry", at: Point(x: 480, y: 270), size: 12, color: .black)
      let svg = try svgText(scene)
      #expect(svg.contains(">Tom &amp; Jerry<"))
      #expect(!svg.contains("&amp;amp;"))
      #expect(!svg.contains("transparent"))
    }

    @Test func titleAndSummaryAreEscaped() throws {
      var scene = Scene()
      scene.title = "<script>&"
      scene.summary = "5 > 4 & \"more\""
      let reader = try #require(SVGReader(Array(try svgText(scene).utf8)))
      #expect(reader.titles == ["<script>&"])
      #expect(reader.descriptions == ["5 > 4 & \"more\""])
    }

    @Test func newlinesStartNewLinesInLabelsAndBecomeSpacesBelow() throws {
      var scene = Scene()
      scene.background.text("one\r\ntwo", at: Point(x: 10, y: 10), size: 9, color: .black)
      scene.label("three\nfour", at: Point(x: 480, y: 270), size: 12, color: .black, bold: true)
      scene.label("\n", at: Point(x: 480, y: 270), size: 12, color: .black, bold: true)
      let reader = try #require(SVGReader(Array(try svgText(scene).utf8)))
      #expect(reader.texts.filter { !$0.isEmpty } == ["one two", "three", "four"])
    }

    @Test(arguments: ["x", "é", "\\", "\"", "&", "\\\"", "😀", "<"])
    func textsMayBeLongerThanTheScannerAllows(unit: String) throws {
      let long = String(repeating: unit, count: 20_000)
      var scene = Scene()
      scene.background.text(long, at: Point(x: 0, y: 100), size: 0.1, color: .black)
      let place = Point(x: 100, y: 100)
      scene.node(at: place, diameter: 5, fill: .black, name: long)
      scene.label(long, at: place, size: 0.1, color: .black)
      let reader = try #require(SVGReader(Array(try svgText(scene).utf8)))
      #expect(reader.texts == [long, long])
      #expect(reader.titles == [long])

      var writer = DOTWriter(directed: false)
      writer.node(
        long, [("pos", .word("0,0")), ("label", .label(long)), ("fontsize", .number(0.1))])
      let exported = try worker.render(dot: writer.finished(), formats: [.svg])
      let second = try #require(SVGReader(exported[.svg]))
      #expect(second.texts == [long])
    }

    @Test func identifiersAndLabelsOfExportedGraphsArriveAsText() throws {
      var dice = Dice(state: 11)
      let names = Nasty.names + (0..<300).map { _ in Nasty.text(&dice) }
      var writer = DOTWriter(directed: true)
      for (index, name) in names.enumerated() {
        let number = Double(index)
        writer.node(
          "\(name) \(index)",
          [
            ("label", .label(name)), ("pos", .word("\(index),0")), ("weird name", .label(name)),
            ("comment", .word(name)), ("URL", .url("http://x/?\(name)")),
            ("sides", .number(number)),
          ])
      }
      for index in 1..<names.count {
        writer.edge("\(names[index - 1]) \(index - 1)", "\(names[index]) \(index)")
      }
      let rendering = try worker.render(dot: writer.finished(), formats: [.svg, .dot])
      let reader = try #require(SVGReader(rendering[.svg]))
      #expect(reader.texts == names.map(Nasty.shown))
      #expect(!reader.elements.contains("script"))
      let identifiers = Set(reader.titles)
      for (index, name) in names.enumerated() {
        let doubled = Nasty.shown(name).replacing("\\", with: "\\\\")
        #expect(identifiers.contains("\(doubled) \(index)"))
      }
      // The graph, its nodes and its edges. Every edge found its two nodes: none was made under a second spelling.
      #expect(reader.titles.count == 1 + names.count + (names.count - 1))
    }

    @Test func invalidBytesBecomeReplacementCharacters() throws {
      let broken = String(
        decoding: [0xFF, 0x41, 0xC3, 0x28, 0xED, 0xA0, 0x80] as [UInt8], as: UTF8.self)
      var scene = Scene()
      scene.label(broken, at: Point(x: 480, y: 270), size: 12, color: .black)
      let reader = try #require(SVGReader(Array(try svgText(scene).utf8)))
      #expect(reader.texts == [broken])
    }

    private var worker: RenderWorker { WithProcesses.worker }

    private func svgText(_ scene: Scene) throws -> String {
      String(decoding: try worker.render(scene, formats: [.svg])[.svg], as: UTF8.self)
    }
  }
}
