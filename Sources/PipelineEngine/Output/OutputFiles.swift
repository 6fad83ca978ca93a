internal import ModuleKit

/// A file among a run's results, with its path below the output folder.
struct OutputFile {
  let path: String
  let bytes: [UInt8]
}

/// Turns the networks that a study ends in into files.
enum OutputFiles {
  /// Names that every run writes itself.
  static func isReserved(_ path: String) -> Bool {
    ["nodes.csv", "edges.csv", "manifest.json"].contains(path)
  }

  /// Files of all results: side by side when there is one, in a folder per stage id when several.
  static func of(_ results: [(stage: String, network: Network)]) -> [OutputFile] {
    results.flatMap { result in
      let folder = results.count > 1 ? result.stage + "/" : ""
      return files(of: result.network).map {
        OutputFile(path: folder + $0.path, bytes: $0.bytes)
      }
    }
  }

  private static func files(of network: Network) -> [OutputFile] {
    var files = [
      OutputFile(path: "nodes.csv", bytes: nodes(network)),
      OutputFile(path: "edges.csv", bytes: edges(network)),
    ]
    for table in network.tables {
      files.append(OutputFile(path: table.name + ".csv", bytes: CSVWriter.bytes(of: table.rows)))
    }
    for figure in network.figures {
      for rendering in figure.renderings {
        files.append(
          OutputFile(path: "\(figure.name).\(rendering.format)", bytes: rendering.bytes))
      }
    }
    for document in network.documents {
      files.append(OutputFile(path: document.path, bytes: document.bytes))
    }
    return files
  }

  private static func nodes(_ network: Network) -> [UInt8] {
    CSVWriter.bytes(of: network.nodes, leading: [("id", network.ids)])
  }

  private static func edges(_ network: Network) -> [UInt8] {
    CSVWriter.bytes(
      of: network.edges,
      leading: [
        ("source", network.graph.sources.map { network.ids[Int($0)] }),
        ("target", network.graph.targets.map { network.ids[Int($0)] }),
      ])
  }
}
