import Foundation

/// A plug-in without any SDK: it adds one to each node's degree.
struct TinyPlugin {
  var name = "tiny"
  var version = "1.0.0"
  var module = "tiny.degree"
  var added = 1
  /// A file that it makes when it is started.
  var marker: String?

  static let hasPython = Program.finds("python3")
  static let hasPip = Program.succeeds(["python3", "-m", "pip", "--version"])

  var manifest: String { "name: \(name)\nversion: \(version)\nrun: [python3, plugin.py]\n" }

  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try manifest.write(toFile: folder + "/plugin.yaml", atomically: true, encoding: .utf8)
    try program.write(toFile: folder + "/plugin.py", atomically: true, encoding: .utf8)
  }

  static let study = """
    study: Degrees
    stages:
      - use: import.csv
        with: {edges: ties.csv}
      - use: tiny.degree

    """

  var program: String {
    """
    import json, os, struct, sys

    MARKER = \(marker.map { "\"\($0)\"" } ?? "None")
    if MARKER:
        open(MARKER, "w").close()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    SIZES = {"u8": 1, "i32": 4, "i64": 8, "f64": 8}

    def read():
        start = sys.stdin.buffer.read(8)
        if len(start) < 8:
            sys.exit(0)
        header = json.loads(sys.stdin.buffer.read(struct.unpack("<I", start[4:])[0]))
        arrays = {}
        for array in header.get("arrays", []):
            arrays[array["name"]] = sys.stdin.buffer.read(SIZES[array["type"]] * array["count"])
        return header, arrays

    def write(header, values=None):
        payload = b""
        if values is not None:
            payload = struct.pack(f"<{len(values)}d", *values)
            header["arrays"] = [{"name": "node:tiny", "type": "f64", "count": len(values)}]
        text = json.dumps(header).encode()
        output.write(b"SGP1" + struct.pack("<I", len(text)) + text + payload)
        output.flush()

    MODULE = {
        "name": "\(module)", "summary": "Counts neighbours and adds some", "details": "For tests.",
        "version": 1,
        "writes": [{"kind": "node_column", "name": "tiny", "type": "number", "meaning": "degree and more"}],
        "examples": [{
            "title": "A path", "network": "a-b b-c", "yaml": "- use: \(module)",
            "expected": [{"kind": "nodes", "csv": "id,tiny\\na,\(1 + added)\\nb,\(2 + added)\\nc,\(1 + added)\\n"}],
        }],
    }

    while True:
        message, arrays = read()
        kind = message["type"]
        if kind == "hello":
            write({"type": "hello", "protocol": 1, "name": "\(name)", "version": "\(version)", "surroundings": {}})
        elif kind == "describe":
            write({"type": "manuals", "modules": [MODULE]})
        elif kind == "run":
            offsets = struct.unpack(f"<{len(arrays['offsets']) // 8}q", arrays["offsets"])
            values = [b - a + \(added) for a, b in zip(offsets, offsets[1:])]
            columns = [{"name": "tiny", "type": "number"}]
            write({"type": "result", "id": message["id"], "node_columns": columns}, values)

    """
  }
}

extension Program {
  /// Whether a program is on the path.
  static func finds(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// Whether a program ends well.
  static func succeeds(_ words: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// A user with a data folder of their own, and a study with its data.
final class PluginUser {
  let folder: TemporaryFolder
  var path: String { folder.path }
  var data: String { path + "/data home" }
  var list: String { data + "/sociogram/plugins.json" }

  init(study: String = TinyPlugin.study) throws {
    folder = try TemporaryFolder()
    try folder.write("source,target\na,b\nb,c\n", to: "ties.csv")
    try folder.write(study, to: "study.yaml")
  }

  @discardableResult
  func run(_ arguments: String..., data: String? = nil) throws -> Program.Result {
    try Program.run(arguments, in: path, environment: ["XDG_DATA_HOME": data ?? self.data])
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: name.hasPrefix("/") ? name : path + "/" + name)
  }

  func text(_ name: String) -> String {
    (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? ""
  }
}
