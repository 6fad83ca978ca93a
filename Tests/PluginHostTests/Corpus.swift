import Foundation
import ModuleKit
import PluginHost

/// Words of plug-ins from which inputs are made.
enum Corpus {
  static let folder = Rig.folder + "/Corpus"

  /// All files, also those that have been added when something was found.
  static var files: [[UInt8]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map { [UInt8]($0) }
    }
  }

  /// The files that are made here.
  static let made: [(name: String, bytes: [UInt8])] = [
    ("hello", frame(hello)),
    ("manuals", frame(["type": "manuals", "modules": [Manuals.full, Manuals.maker]])),
    ("manual-minimal", frame(["type": "manuals", "modules": [["name": "a.b", "summary": "s"]]])),
    ("error", frame(complaint("error"))),
    ("log", frame(complaint("log"))),
    ("conversation", frame(hello) + frame(complaint("log")) + frame(complaint("error"))),
    ("columns", columns),
    ("network", network(ids: ["b", "a", "é"], [(0, 1), (1, 2)], nodes: false)),
    ("network-full", network(ids: ["b", "a", "é"], [(0, 1), (2, 2), (1, 2)], nodes: true)),
    ("network-none", network(ids: [], [], nodes: false)),
    ("made", made(directed: true)),
  ]

  private typealias Arrays = [(name: String, values: WireArray)]

  private static func frame(_ header: JSON, _ arrays: Arrays = []) -> [UInt8] {
    OutgoingFrame(header, arrays: arrays).bytes
  }

  private static let hello: JSON = [
    "type": "hello", "protocol": 1, "name": "test", "version": "1",
    "surroundings": ["python": "3"],
  ]

  private static func complaint(_ type: JSON) -> JSON {
    [
      "type": type, "id": 1, "level": "warning", "code": "too-few-people", "message": "é\n🙂",
      "parameter": "k", "help": "use more", "trace": "line 1\nline 2",
    ]
  }

  private static func texts(_ name: String, _ texts: [String]) -> Arrays {
    var bytes: [UInt8] = []
    let ends = texts.map { text -> Int in
      bytes += text.utf8
      return bytes.count
    }
    return [("\(name).bytes", .u8(bytes)), ("\(name).ends", .i64(ends))]
  }

  /// The result of the module that makes one of everything.
  private static let columns: [UInt8] = {
    let words = ["number", "integer", "text", "boolean"].map(JSON.string)
    var arrays: Arrays = [
      ("node:number", .f64([0.5, .nan, -1, 1e300])), ("node:integer", .i64([1, .min, .max, 0])),
      ("node:text.codes", .i32([0, 1, -1, 0])), ("node:boolean", .u8([0, 1, 2, 0])),
      ("edge:twice", .i64([2, 2, 2, 2])), ("table:sizes:n", .i64([4, 4])),
      ("table:sizes:t.codes", .i32([0, -1])), ("document:given.json", .u8(Array("{}".utf8))),
    ]
    arrays += texts("node:text", ["y", "x"]) + texts("table:sizes:t", ["日本"])
    let names: JSON = [["name": "n", "type": "integer"], ["name": "t", "type": "text"]]
    return frame(
      [
        "type": "result", "id": 1,
        "node_columns": .array(words.map { ["name": $0, "type": $0, "convention": "c"] }),
        "edge_columns": [["name": "twice", "type": "integer"]],
        "tables": [["name": "sizes", "title": "S", "note": "n", "rows": 2, "columns": names]],
        "documents": [["name": "given.json"]],
        "methods": [
          [
            "subject": "measure", "column": "number", "text": "T.", "french": "F.",
            "caption": "c", "reference": "R",
          ], ["subject": "data", "text": "T."],
        ],
      ], arrays)
  }()

  private static func network(
    ids: [String], _ edges: [(Int32, Int32)], nodes: Bool
  ) -> [UInt8] {
    var arrays = texts("ids", ids)
    arrays.append(("sources", .i32(edges.map(\.0))))
    arrays.append(("targets", .i32(edges.map(\.1))))
    var header: JSON = [
      "type": "result", "id": 1,
      "network": [
        "directed": false, "nodes": .integer(ids.count), "edges": .integer(edges.count),
        "weight": nodes ? ["column": "w", "meaning": "strength"] : .null,
      ],
    ]
    if nodes {
      header["node_columns"] = [["name": "label", "type": "text"]]
      header["edge_columns"] = [["name": "w", "type": "number"]]
      arrays.append(("node:label.codes", .i32(ids.map { _ in 0 })))
      arrays += texts("node:label", ["person"])
      arrays.append(("edge:w", .f64(edges.map { _ in 1.5 })))
    }
    return frame(header, arrays)
  }

  /// The result of the module that starts a network.
  private static func made(directed: Bool) -> [UInt8] {
    var arrays = texts("ids", ["x", "y"])
    arrays += [("sources", .i32([0, 1])), ("targets", .i32([1, 0])), ("table:t:n", .f64([1]))]
    let rejection: JSON = ["line": 7, "reason": "empty-endpoint", "detail": "no name"]
    return frame(
      [
        "type": "result", "id": 1,
        "network": ["directed": .bool(directed), "nodes": 2, "edges": 2],
        "tables": [["name": "t", "rows": 1, "columns": [["name": "n", "type": "number"]]]],
        "ledger": [
          [
            "source": "people.txt", "unit": "rows", "read": 10, "kept": 8, "merged": 1,
            "dropped": 0, "rejections": [rejection],
          ]
        ],
      ], arrays)
  }
}
