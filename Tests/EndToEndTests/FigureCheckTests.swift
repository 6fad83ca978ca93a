import Foundation
import Testing

/// Whether figures are fit to be shown, as `check`, the report and the run tell it.
struct FigureCheckTests {
  private func study(_ palette: String, checks: String = "warn") -> String {
    """
    study: Two clubs
    defaults:
      diagram: {theme: {palette: \(palette)}, checks: \(checks), formats: [svg]}
    stages:
      - use: import.csv
        with: {edges: ties.csv, directed: false}
      - use: communities.leiden
      - id: clubs
        use: diagram.network
        with: {color: community}

    """
  }

  private func folder(_ study: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("from,to\na,b\nb,c\nc,a\nc,d\nd,e\ne,f\nf,d\n", to: "ties.csv")
    try folder.write(study, to: "study.yaml")
    return folder
  }

  @Test func aGoodFigureIsToldToBeOne() throws {
    let folder = try folder(study("[\"#0072B2\", \"#E69F00\"]"))
    #expect(try Program.run(["run", "study.yaml"], in: folder.path).status == 0)
    let told = try Program.run(["check", "out/study"], in: folder.path)
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.hasPrefix("clubs: fit to be shown\n  ok    none of "))
    let report = try #require(folder.files(in: "out/study")["report.md"])
    #expect(String(decoding: report, as: UTF8.self).contains("\nFit to be shown: none of "))
  }

  @Test func aBadFigureIsWarnedOfAndTold() throws {
    let folder = try folder(study("[\"#0072B2\", \"#0070B0\"]"))
    let run = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(run.status == 0 && run.errors.contains("[figure-check]"))
    // The second run takes the figure from the cache, and what is to be said of it too.
    try FileManager.default.removeItem(atPath: folder.path + "/out/study")
    let again = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(again.status == 0 && again.errors.contains("[figure-check]"))
    let told = try Program.run(["check", "out/study", "--format", "json"], in: folder.path)
    #expect(told.status == 1)
    #expect(told.output.contains("\"id\": \"colors_apart\""))
    #expect(told.output.contains("\"passed\": false"))
  }

  @Test func aStudyMayInsist() throws {
    let folder = try folder(study("[\"#0072B2\", \"#0070B0\"]", checks: "fail"))
    let run = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(run.status == 1 && run.errors.contains("error: the figure is not fit to be shown"))
    #expect(folder.files(in: "out/study").isEmpty)
  }

  @Test func aFolderWithoutResultsIsAnError() throws {
    let folder = try folder("")
    let told = try Program.run(["check", "."], in: folder.path)
    #expect(told.status == 1 && told.errors.contains("[no-results]"))
  }
}
