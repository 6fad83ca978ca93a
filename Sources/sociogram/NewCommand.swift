import ArgumentParser
import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a study to start from.",
    discussion: """
      EXAMPLES:
        sociogram new study.yaml --edges ties.csv
      """)

  @Argument(help: "The file to write; it must not exist yet.") var file: String
  @Option(help: "A table of ties, as the study file will find it.", completion: .file())
  var edges = "ties.csv"

  func run() throws {
    if FileManager.default.fileExists(atPath: file) {
      say("'\(file)' exists already; nothing was written")
      throw ExitCode.cannotWrite
    }
    do {
      try Self.text(edges: edges).write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      say("cannot write '\(file)'")
      throw ExitCode.cannotWrite
    }
    say("Wrote \(file). Next: sociogram check \(file), then sociogram run \(file)")
  }

  static func text(edges: String) -> String {
    let quoted = "\"" + edges.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    return """
      # What the study shows, in one sentence: it becomes the title of the slide.
      study: Who holds our network together?
      seed: 7
      stages:
        # A row per tie. Columns called source/from and target/to are found by themselves;
        # others are named here: source: …, target: …, weight: …
        - use: import.csv
          with: {edges: \(quoted)}
        - use: structure.components
        - use: centrality.betweenness
        - use: communities.leiden
        - use: chains.distances
        - use: diagram.network
          with: {color: community, size: betweenness, labels: 12, formats: [svg, png, pdf]}

      """
  }
}
