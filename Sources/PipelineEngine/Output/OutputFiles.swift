internal import GraphCore
internal import ModuleKit

/// A file among a run's results, with its path below the output folder.
struct OutputFile: Sendable {
  let path: String
  /// What is in it, piece by piece.
  let pieces: [[UInt8]]
  let sha256: String
  var count: Int { pieces.reduce(0) { $0 + $1.count } }

  init(path: String, _ pieces: [[UInt8]]) {
    (self.path, self.pieces) = (path, pieces)
    sha256 = Hashing.sha256(pieces)
  }
}

/// Turns the networks that a study ends in into files.
enum OutputFiles {
  /// Names that every run writes itself.
  static func isReserved(_ path: String) -> Bool {
    ["nodes.csv", "edges.csv", "manifest.json"].contains(path)
  }

  /// Files of all results: side by side when there is one, in a folder per stage id when several.
  static func of(
    _ results: [(stage: String, network: Network)], on workers: Workers
  ) throws(Cancelled) -> [OutputFile] {
    var contents: [(path: String, pieces: [[UInt8]])] = []
    for result in results {
      let folder = results.count > 1 ? result.stage + "/" : ""
      contents += try self.contents(of: result.network, on: workers).map {
        (folder + $0.path, $0.pieces)
      }
    }
    // Each is hashed by a thread of its own.
    return try workers.map(contents) { OutputFile(path: $0.path, $0.pieces) }
  }

  private static func contents(
    of network: Network, on workers: Workers
  ) throws(Cancelled) -> [(path: String, pieces: [[UInt8]])] {
    let ids = try CSVTexts(network.ids, on: workers)
    var files = [
      ("nodes.csv", try CSVWriter.nodes(of: network, ids: ids, on: workers)),
      ("edges.csv", try CSVWriter.edges(of: network, ids: ids, on: workers)),
    ]
    for table in network.tables {
      files.append((table.name + ".csv", try CSVWriter.pieces(of: table.rows, on: workers)))
    }
    for figure in network.figures {
      for rendering in figure.renderings {
        files.append(("\(figure.name).\(rendering.format)", [rendering.bytes]))
      }
    }
    for document in network.documents { files.append((document.path, [document.bytes])) }
    return files
  }
}
