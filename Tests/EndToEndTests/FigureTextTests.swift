import Foundation
import GraphvizKit
import Testing

/// Texts of every figure that is shipped, measured in the files: none on another, none beyond the page, all large
/// enough to be read from the back of a room.
struct FigureTextTests {
  @Test(arguments: ShippedRuns.names) func textsOfShippedFiguresCanBeRead(name: String) throws {
    let drawings = try ShippedRuns.run(name).drawings
    #expect(!drawings.isEmpty)
    for (figure, svg) in drawings {
      #expect(try DrawnText.problems(in: svg) == [], "\(figure)")
    }
  }

  /// The measure finds what it should: else a silent reader would pass everything.
  @Test func problemsAreFound() throws {
    func problems(_ draw: (inout Scene) -> Void, page: Page = .wide) throws -> [String] {
      var scene = Scene(page: page)
      draw(&scene)
      let svg = try RenderWorker().render(scene, formats: [.svg])[.svg]
      return try DrawnText.problems(in: Data(svg))
    }
    func at(_ x: Double, _ y: Double) -> Point { Point(x: x, y: y) }
    for page in [Page.wide, .standard, .a4Portrait, .poster] {
      #expect(
        try problems(
          { scene in
            scene.background.text("Anna", at: at(100, 100), size: 14, color: .black)
            scene.background.text("Bert & <Co>", at: at(100, 118), size: 14, color: .black)
            scene.label("Halo", at: at(300, 200), size: 13, color: .black, halo: .white)
            scene.background.text("Data: a.csv.", at: at(36, 17), size: 9, color: .black)
          }, page: page) == [])
      #expect(
        try problems(
          { scene in
            scene.background.text("Anna", at: at(100, 100), size: 14, color: .black)
            scene.label("Bert", at: at(110, 106), size: 13, color: .black, halo: .white)
            scene.background.text(
              "Carla", at: at(page.width - 3, 200), size: 12, color: .black, anchor: .center)
            scene.background.text("Small", at: at(200, 200), size: 11, color: .black)
          }, page: page) == [
            "'Carla' leaves the page", "'Small' has letters of 11.0 points",
            "'Bert' lies on 'Anna'",
          ])
    }
  }
}
