import Exporters
import ModuleKit
import ModuleTesting
import Testing

struct FileNameTests {
  private static let network = Network(sketch: "a-b")

  @Test(arguments: [
    ("", "'file' is empty"),
    ("../out", "'file' must be a name without folders"),
    ("a\\b", "'file' must be a name without folders"),
    (".hidden", "'file' must not begin with '.'"),
    ("-rf", "'file' must not begin with '-'"),
    ("team.", "'file' must not end with '.'"),
    ("a:b", "'file' must not hold ':'"),
    ("a\nb", "'file' holds a control character"),
    ("con.json", "'file' is the name of a device on Windows"),
    ("com1", "'file' is the name of a device on Windows"),
    (String(repeating: "x", count: 201), "'file' is longer than 200 bytes"),
  ]) func refuses(name: String, message: String) {
    let error = #expect(throws: Diagnostics.self) {
      try ModuleRun(JSONExport.self, on: Self.network, with: ["file": .string(name)])
    }
    #expect(error?.all.map(\.message) == [message])
    #expect(error?.all.map(\.id) == ["bad-file-name"])
    #expect(error?.all.first?.location?.file == "file")
  }

  @Test(arguments: [
    ("team", "team.json"), ("team.txt", "team.txt"), ("Équipe 1", "Équipe 1.json"),
    ("v1.2 team.json", "v1.2 team.json"),
  ]) func completes(name: String, path: String) throws {
    let network = try ModuleRun(
      JSONExport.self, on: Self.network, with: ["file": .string(name)]
    ).network
    #expect(network.documents.map(\.path) == [path])
  }

  @Test func refusesTheNameOfAnotherFile() {
    for name in ["nodes.csv", "EDGES.csv", "same.csv"] {
      let error = #expect(throws: Diagnostics.self) {
        try ModuleRun(
          CSVExport.self, on: Self.network, with: ["nodes": "same.csv", "edges": .string(name)])
      }
      #expect(error?.all.map(\.id) == ["duplicate-file"])
    }
  }
}
