import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Formats that a stage was not asked for.
struct FigureFormatTests {
  private func figure(_ formats: JSON, _ more: [JSON.Member] = []) throws -> Figure {
    var network = Network(sketch: "a-b b-c c-a c-d d-e e-f f-d")
    network.nodes.set("label", .texts(["<A> & \"B\"", "日本", nil, "d", "e", "f"]))
    let parameters: [JSON.Member] = [
      .init("formats", formats), .init("title", "Who \u{1}& <where>"), .init("dpi", 50),
    ]
    let run = try ModuleRun(
      NetworkDiagram.self, on: network, with: .object(parameters + more))
    return try #require(run.network.figures.first)
  }

  @Test(arguments: ["16:9", "a4_portrait", "poster"])
  func areDrawnAsTheStageWouldHave(page: String) throws {
    let more = [JSON.Member("page", .string(page))]
    let whole = try figure(["svg", "png", "pdf"], more)
    for given in ["svg", "png", "pdf"] {
      let files = try #require(
        try figure([.string(given)], more).files([.svg, whole.bitmap, .pdf]))
      for format in [RenderFormat.svg, whole.bitmap, .pdf] {
        #expect(files[format] == whole.rendering(format.fileExtension)?.bytes, "\(given) \(format)")
      }
    }
  }

  @Test func captionIsKeptInWhole() throws {
    let figure = try figure(["svg"])
    #expect(figure.caption.contains("seed 7"))
    #expect(figure.drawing?.names.contains("<A> & \"B\"") == true)
  }

  @Test func aPictureWithoutItsDrawingHasOnlyItsFiles() throws {
    let figure = Figure(
      name: "f", title: "", description: "", renderings: [.init(format: "png", bytes: [1])])
    #expect(try figure.files([.png]) == [.png: [1]])
    #expect(try figure.files([.png, .pdf]) == nil)
  }
}
