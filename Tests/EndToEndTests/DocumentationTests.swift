import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// What the documents show is what works.
struct DocumentationTests {
  private func document(_ name: String) throws -> String {
    try String(contentsOfFile: ReferenceData.checkout + "/" + name, encoding: .utf8)
  }

  /// The contents of the fenced blocks of a language.
  private func blocks(_ language: String, in text: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test func firstStudyOfTheReadmeRuns() throws {
    let readme = try document("README.md")
    let folder = try TemporaryFolder()
    try folder.write(try #require(blocks("csv", in: readme).first), to: "ties.csv")
    try folder.write(try #require(blocks("yaml", in: readme).first), to: "study.yaml")
    let result = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let files = folder.files(in: "out/study")
    for name in [
      "nodes.csv", "edges.csv", "report.md", "report.html", "network.svg", "network.png",
      "network.pdf",
    ] {
      #expect(files[name] != nil, "\(name)")
    }
  }

  /// The theme of the README in the README's first study.
  @Test func themeOfTheReadmeIsDrawn() throws {
    let readme = try document("README.md")
    let folder = try TemporaryFolder()
    let (study, theme) = (blocks("yaml", in: readme)[0], blocks("yaml", in: readme)[1])
    try folder.write(try #require(blocks("csv", in: readme).first), to: "ties.csv")
    try folder.write(study + theme, to: "study.yaml")
    let result = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let svg = String(
      decoding: try #require(folder.files(in: "out/study")["network.svg"]), as: UTF8.self)
    #expect(svg.contains("width=\"720pt\"") && svg.contains("#fffdf8"))
    #expect(svg.contains("font-family=\"Source Sans 3,DejaVu Sans,"))
  }

  @Test func moduleOfContributingIsTheCompiledOne() throws {
    let source = try document("Tests/EndToEndTests/ExampleModule.swift")
    #expect(blocks("swift", in: try document("CONTRIBUTING.md")) == [source])
    #expect(source.split(separator: "\n").count <= 60)
  }

  @Test func moduleOfContributingKeepsTheContract() async {
    let violations = await ModuleContract(
      ModuleEntry(NeighborDegree.self), registry: builtInModules
    ).violations()
    #expect(violations.isEmpty, "\(violations)")
  }

  @Test func newStudyIsSoundAndRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write("from,to\na,b\nb,c\nc,d\nd,a\n", to: "my ties.csv")
    let made = try Program.run(["new", "study.yaml", "--edges", "my ties.csv"], in: folder.path)
    #expect(made.status == 0)
    let result = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let again = try Program.run(["new", "study.yaml"], in: folder.path)
    #expect(again.status == 73)
  }

  @Test func everyLinkOfTheReadmeLeadsSomewhere() throws {
    let readme = try document("README.md")
    for piece in readme.components(separatedBy: "](").dropFirst() {
      let target = String(piece.prefix { $0 != ")" })
      let path = ReferenceData.checkout + "/" + target
      #expect(FileManager.default.fileExists(atPath: path), "\(target)")
    }
  }
}
