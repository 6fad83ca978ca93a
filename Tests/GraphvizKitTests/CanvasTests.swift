import GraphvizKit
import Testing

@Suite struct CanvasTests {
  @Test func anchorsOfTextsStayOnTheCanvas() {
    var canvas = Canvas(size: .slide)
    canvas.text("a", at: Point(x: -50, y: 700), size: 12, color: .black)
    canvas.text("b", at: Point(x: 2000, y: -3), size: 12, color: .black, anchor: .right)
    #expect(canvas.texts.map(\.position) == [Point(x: 0, y: 540), Point(x: 960, y: 0)])
  }

  @Test func byteCountsCountBytes() throws {
    var scene = Scene()
    scene.background.text("Thénardier 😀", at: Point(x: 1, y: 2), size: 10, color: .black)
    let dot = try #require(scene.dot)
    #expect(dot.contains("T 1 -3.5 -1 10 16 -Thénardier 😀 "))
  }

  @Test func aFillWithoutStrokeHasNoLine() throws {
    var scene = Scene()
    let place = Point(x: 5, y: 5)
    scene.background.polyline([place, Point(x: 9, y: 9)], stroke: Stroke(.black, width: 36))
    scene.background.circle(center: place, radius: 2, fill: .white)
    let dot = try #require(scene.dot)
    #expect(dot.contains("c 9 -#00000000 S 15 -setlinewidth(0) E 5 5 2 2 "))
  }

  @Test func shapesWithTooFewPointsOrNoPaintAreLeftOut() throws {
    var scene = Scene()
    let before = try #require(scene.dot)
    let points = [Point(x: 1, y: 1), Point(x: 2, y: 2), Point(x: 3, y: 1)]
    scene.background.polygon(Array(points.prefix(2)), fill: .black)
    scene.background.polygon(points)
    scene.background.bezier(points, fill: .black)
    scene.background.polyline([points[0]], stroke: Stroke(.black))
    scene.background.text("", at: points[0], size: 9, color: .black)
    scene.label("", at: points[0], size: 9, color: .black)
    #expect(scene.dot == before)
  }

  @Test func marksAreKeptForChecks() {
    var scene = Scene()
    let a = scene.node(at: Point(x: 1, y: 2), diameter: 3, fill: .black, name: "A")
    let b = scene.node(at: Point(x: 4, y: 5), diameter: 3, fill: .black)
    scene.edge(a, b, stroke: Stroke(.black))
    scene.label("L", at: Point(x: 1, y: 9), size: 13, color: .black)
    #expect(scene.nodes.map(\.name) == ["A", nil])
    #expect(scene.edges[0].curve.end == Point(x: 4, y: 5))
    #expect(scene.labels[0].spec == TextSpec("L", size: 13))
  }
}
