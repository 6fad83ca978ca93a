internal import Foundation
internal import ModuleKit
internal import PipelineEngine

/// A temporary folder with the files of an example.
final class ExampleFolder {
  let path = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString
  private let example: Example

  init(_ example: Example) throws {
    self.example = example
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in example.files {
      try Data(file.text.utf8).write(to: URL(fileURLWithPath: path + "/" + file.name))
    }
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func check(with engine: Engine) -> Engine.Checked {
    engine.check(
      text: Array(ExampleRun.study(example).utf8), name: "example.yaml", folder: path)
  }
}

/// An example of a manual, run by the engine in a folder of its own.
struct ExampleRun {
  /// Results by path, without the manifest, which holds times.
  let files: [String: [UInt8]]
  private let outline: Outline

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(_ example: Example, _ engine: Engine, threads: Int) async throws {
    let folder = try ExampleFolder(example)
    let checked = folder.check(with: engine)
    guard let plan = checked.plan else {
      throw Failure(
        description: DiagnosticRenderer(checked.sources).render(checked.diagnostics))
    }
    let output = folder.path + "/out"
    do {
      _ = try await engine.run(plan, output: output, options: .init(threads: threads))
    } catch RunFailure.diagnostics(let diagnostics) {
      throw Failure(description: DiagnosticRenderer(checked.sources).render(diagnostics))
    }
    outline = plan.stages[plan.results[0]].outline
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: output)
    where name != "manifest.json" {
      files[name] = FileManager.default.contents(atPath: output + "/" + name).map { [UInt8]($0) }
    }
    self.files = files
  }

  /// The example as a whole study.
  static func study(_ example: Example) -> String {
    var text = "study: Example\nseed: 7\nstages:\n"
    if !example.network.isEmpty {
      let meaning = example.weight == .distance ? "distance" : "strength"
      let sketch = example.network.replacing("\"", with: "\\\"")
      text += "  - use: test.sketch\n    with: {network: \"\(sketch)\", weight: \(meaning)}\n"
    }
    for line in example.yaml.split(separator: "\n") { text += "  \(line)\n" }
    return text
  }

  /// The parameters that an example gives to a module; the value is nil when it gives none.
  static func parameters(of module: String, in example: Example) -> (value: ConfigNode?, Void)? {
    let reading = YAMLReader().read(Array(study(example).utf8), name: "example.yaml")
    let stage = reading.document?["stages"]?.items?.last { $0["use"]?.text == module }
    return stage.map { ($0["with"], ()) }
  }

  // MARK: Declared and written

  /// What was written without being declared, or declared without being written.
  var undeclared: [String] {
    var found: [String] = []
    func compare(_ kind: String, _ declared: [String], _ written: [String]) {
      for name in written where !declared.contains(name) && !outline.mayHaveMore {
        found.append("\(kind) '\(name)' is not declared")
      }
      for name in declared where !written.contains(name) {
        found.append("\(kind) '\(name)' is declared and not written")
      }
    }
    compare("node column", outline.nodeColumns.map(\.name), Array(header("nodes.csv").dropFirst()))
    compare("edge column", outline.edgeColumns.map(\.name), Array(header("edges.csv").dropFirst(2)))
    let stems = files.keys.filter { !["nodes.csv", "edges.csv"].contains($0) }.sorted()
    let expected = outline.tables.map { $0 + ".csv" } + outline.documents
    for name in expected where files[name] == nil {
      found.append("'\(name)' is declared and not written")
    }
    for name in stems where !expected.contains(name) {
      let isFigure =
        outline.figures.contains { name.hasPrefix($0 + ".") }
        || outline.figureSeries.contains { name.hasPrefix($0 + "-") }
      if !isFigure && !outline.mayHaveMore { found.append("'\(name)' is not declared") }
    }
    return found
  }

  private func header(_ file: String) -> [String] {
    let text = String(decoding: files[file] ?? [], as: UTF8.self)
    return (text.split(separator: "\n").first ?? "").split(separator: ",").map(String.init)
  }

  // MARK: Expected and found

  func differences(from expectation: Example.Expectation) -> [String] {
    switch expectation {
    case .nodes(let csv): compare("nodes.csv", csv, keys: 1)
    case .edges(let csv): compare("edges.csv", csv, keys: 2)
    case .table(let name, let csv): compare(name + ".csv", csv, keys: 0)
    case .file(let name, let text):
      String(decoding: files[name] ?? [], as: UTF8.self).contains(text)
        ? [] : ["'\(name)' does not contain '\(text)'"]
    }
  }

  /// Compares the columns named in `expected`; rows must be as many and in the same order.
  private func compare(_ file: String, _ expected: String, keys: Int) -> [String] {
    guard let bytes = files[file] else { return ["there is no '\(file)'"] }
    let found = Self.records(String(decoding: bytes, as: UTF8.self))
    let wanted = Self.records(expected)
    guard let foundHeader = found.first, let wantedHeader = wanted.first else {
      return ["'\(file)' is empty"]
    }
    if found.count != wanted.count {
      return ["'\(file)' has \(found.count - 1) rows instead of \(wanted.count - 1)"]
    }
    return wantedHeader.enumerated().flatMap { position, name -> [String] in
      guard let index = foundHeader.firstIndex(of: name) else {
        return ["'\(file)' has no column '\(name)'"]
      }
      return zip(found, wanted).dropFirst().compactMap { row, want in
        guard position < want.count, index < row.count else { return "'\(file)': a row is short" }
        return Self.agree(row[index], want[position])
          ? nil : "'\(file)', \(name) of \(want[0]): \(row[index]) instead of \(want[position])"
      }
    }
  }

  /// Equal texts, or numbers that round to what is printed.
  private static func agree(_ found: String, _ wanted: String) -> Bool {
    if found == wanted { return true }
    guard let a = Double(found), let b = Double(wanted) else { return false }
    let decimals = wanted.split(separator: ".").dropFirst().first?.count ?? 0
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    return abs(a - b) <= 0.500001 * unit || abs(a - b) <= 1e-9 * abs(b)
  }

  private static func records(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
      }
    }
  }
}
