import Foundation
import ModuleTesting
import Testing
import TestSupport

/// Files that `make record` writes are as it would write them now.
struct GeneratedFilesTests {
  private func committed(_ name: String) -> String? {
    try? String(contentsOfFile: ReferenceData.checkout + "/" + name, encoding: .utf8)
  }

  @Test func schemaIsCurrent() throws {
    let schema = try Program.run(["modules", "schema", "--built-in"]).output
    #expect(committed("schemas/pipeline.schema.json") == schema, "run 'make record'")
  }

  @Test func moduleManualsAreCurrent() throws {
    let list = try Program.run(["modules", "list", "--built-in"]).output
    let names = list.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    for name in names {
      let manual = try Program.run(["modules", "show", name]).output
      #expect(committed("docs/modules/\(name).md") == manual, "\(name): run 'make record'")
    }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: ReferenceData.checkout + "/docs/modules")
    #expect(files.count == names.count)
  }
}
