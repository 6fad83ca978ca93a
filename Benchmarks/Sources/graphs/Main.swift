import Foundation
import ModuleKit

/// Makes the graphs of the benchmark, and scores communities independently of every contender.
///
///     graphs make rmat12 FOLDER
///     graphs make planted10000 FOLDER
///     graphs make grid10000 FOLDER
///     graphs convert NAME EDGES FOLDER
///     graphs score NAME LABELS FOLDER
@main
struct Graphs {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("make", 3):
      guard let graph = make(arguments[1]) else { fail("unknown graph '\(arguments[1])'") }
      try GraphFiles(name: arguments[1], folder: arguments[2]).write(graph)
    case ("convert", 4):
      let graph = try EdgeText.read(arguments[2])
      try GraphFiles(name: arguments[1], folder: arguments[3]).write(graph)
    case ("score", 4):
      let files = GraphFiles(name: arguments[1], folder: arguments[3])
      print(try Score(files, labels: arguments[2]).json.compact)
    default:
      fail("usage: graphs make NAME FOLDER | convert NAME EDGES FOLDER | score NAME LABELS FOLDER")
    }
  }

  private static func make(_ name: String) -> EdgeList? {
    func number(after prefix: String) -> Int? {
      name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
    }
    if let scale = number(after: "rmat"), (4...24).contains(scale) { return rmat(scale: scale) }
    if let count = number(after: "planted"), count >= 1000 { return plantedGraph(nodes: count) }
    if let count = number(after: "grid"), count >= 4 { return grid(nodes: count) }
    return nil
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(64)
  }
}
