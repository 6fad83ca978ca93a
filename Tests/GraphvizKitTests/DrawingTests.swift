import Foundation
import GraphvizKit
import Testing

extension WithProcesses {
  @Suite struct Drawing {
    @Test func equalScenesGiveEqualFiles() throws {
      let formats: [RenderFormat] = [.svg, .png, .pdf, .svgOutlines]
      let first = try worker.render(sample(), formats: formats)
      // A date in a file has a resolution of one second.
      try #require(ContinuousClock().measure { wait(seconds: 1.1) } > .seconds(1))
      let second = try worker.render(sample(), formats: formats)
      for format in formats {
        #expect(first[format].count > 1000)
        #expect(first[format] == second[format], "\(format.fileExtension)")
      }
    }

    @Test func slidesAreExactly1920By1080EvenWhenMarksReachOver() throws {
      var scene = sample()
      scene.node(at: Point(x: 955, y: 2), diameter: 300, fill: .black)
      scene.label("far over the edge", at: Point(x: 958, y: 538), size: 40, color: .black)
      scene.background.circle(center: Point(x: -10, y: 600), radius: 200, fill: .black)
      let rendering = try worker.render(scene, formats: [.png, .svg, .pdf])
      #expect(pixels(rendering[.png]) == [1920, 1080])
      let svg = String(decoding: rendering[.svg], as: UTF8.self)
      #expect(svg.contains(#"width="960pt" height="540pt""#))
      #expect(svg.contains(#"viewBox="0.00 0.00 960.00 540.00""#))
      let pdf = String(decoding: rendering[.pdf], as: Unicode.ASCII.self)
      #expect(pdf.contains("/MediaBox [ 0 0 960 540 ]"))
    }

    @Test func sizeAndResolutionAreParameters() throws {
      let scene = Scene(size: Size(width: 300, height: 200), theme: .dark)
      let rendering = try worker.render(scene, formats: [.png(dpi: 72), .png(dpi: 216)])
      #expect(pixels(rendering[.png(dpi: 72)]) == [300, 200])
      #expect(pixels(rendering[.png(dpi: 216)]) == [900, 600])
    }

    @Test func aSceneMayBeEmpty() throws {
      #expect(try worker.render(Scene(), formats: [.svg])[.svg].count > 200)
    }

    @Test func edgesLieUnderNodesAndNodesUnderLabels() throws {
      let svg = String(
        decoding: try worker.render(sample(), formats: [.svg])[.svg], as: UTF8.self)
      let order = ["Title", #"class="edge""#, #"class="node""#, ">Label<"]
      let places = order.compactMap { svg.range(of: $0)?.lowerBound }
      #expect(places.count == order.count)
      #expect(places == places.sorted())
    }

    @Test func warningsOfGraphvizAreHandedOver() throws {
      let rendering = try worker.render(
        dot: #"graph { a [pos="0,0" color=nosuchcolor] }"#, formats: [.svg])
      #expect(rendering.warnings.contains { $0.contains("nosuchcolor") })
    }

    @Test func hierarchiesAreLaidOut() throws {
      var writer = DOTWriter(directed: true, attributes: [("rankdir", .word("LR"))])
      writer.nodeDefaults([("shape", .word("box"))])
      writer.cluster([("label", .label("group"))]) {
        $0.edge("a", "b")
        $0.sameRank(["b", "c"])
      }
      let rendering = try worker.render(dot: writer.finished(), engine: .dot, formats: [.plain])
      let lines = String(decoding: rendering[.plain], as: UTF8.self).split(separator: "\n")
      let x = Dictionary(
        uniqueKeysWithValues: lines.filter { $0.hasPrefix("node") }.map { line in
          let words = line.split(separator: " ")
          return (String(words[1]), Double(words[2]) ?? .nan)
        })
      #expect(x["a"]! < x["b"]!)
      #expect(x["b"] == x["c"])
    }

    private var worker: RenderWorker { WithProcesses.worker }

    private func sample() -> Scene {
      var scene = Scene()
      scene.background.text("Title", at: Point(x: 36, y: 503), size: 26, color: .black, bold: true)
      let a = scene.node(at: Point(x: 100, y: 100), diameter: 40, fill: Color(0x0072B2))
      let b = scene.node(
        at: Point(x: 400, y: 200), diameter: 30, shape: .square, fill: Color(0xE69F00),
        outline: Stroke(.white, width: 1.2))
      scene.edge(a, b, stroke: Stroke(Color(0x6E7781).opacity(0.4), width: 2))
      let arc = CubicBezier(from: Point(x: 400, y: 200), to: Point(x: 100, y: 100), bend: 0.2)
      scene.edge(b, a, stroke: Stroke(.black, pattern: .dashed), curve: arc, arrowLength: 8)
      scene.label("Label", at: Point(x: 400, y: 230), size: 13, color: .black, halo: .white)
      return scene
    }

    /// Width and height in the header of a PNG file.
    private func pixels(_ png: [UInt8]) -> [Int] {
      [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    }
  }
}
