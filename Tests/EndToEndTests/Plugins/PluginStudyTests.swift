import Foundation
import Testing

/// The shipped study with modules in three more languages: what each of them has made is there.
@Suite(.enabled(if: PluginExamples.arePossible, "pip or Rscript is not there"))
struct PluginStudyTests {
  private static let name = "with-plugins.yaml"

  private func text(_ file: String) throws -> String {
    let run = try ShippedRuns.run(Self.name)
    return String(decoding: try #require(run.files[file], "\(run.errors)"), as: UTF8.self)
  }

  @Test func everyLanguageHasItsColumns() throws {
    let header = try #require(try text("nodes.csv").split(separator: "\n").first)
    let columns = header.split(separator: ",").map(String.init)
    for name in ["betweenness", "community", "participation", "fitted", "residual"] {
      #expect(columns.contains(name), "\(name)")
    }
    #expect(try text("regression.csv").contains("participation"))
  }

  @Test func theManifestNamesVersionsAndContents() throws {
    let manifest = try text("manifest.json")
    for plugin in ["plug-in leiden", "plug-in participation", "plug-in regression"] {
      #expect(manifest.contains("\"\(plugin)"), "\(plugin)")
    }
    #expect(manifest.contains("sha256"))
  }

  @Test func withoutThemTheStudyTellsWhatToAdd() throws {
    let check = try Program.run(["check", "pipelines/" + Self.name])
    #expect(check.status == 1)
    for module in ["research.surprise", "research.participation", "research.regression"] {
      #expect(check.errors.contains("there is no module '\(module)'"))
      #expect(check.errors.contains("run 'sociogram plugins add FOLDER'"), "\(check.errors)")
    }
  }
}
