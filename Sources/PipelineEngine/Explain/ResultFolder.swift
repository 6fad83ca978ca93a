internal import ModuleKit

/// A folder that a run has written, and the tables in it.
struct ResultFolder {
  /// As the user names it.
  let path: String
  private let outputs: [Manifest.Header.Output]
  let figures: [Manifest.Header.Figure]

  /// - Throws: `missing-folder`, `not-a-folder`, `no-results`.
  init(_ path: String) throws(Diagnostic) {
    var name = path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.path = name
    let place = Diagnostic.Location(file: name)
    let help = "give the folder that 'sociogram run' has written, such as out/study"
    guard Files.exists(name) else {
      throw Diagnostic("missing-folder", "there is no folder '\(name)'", at: place, help: help)
    }
    guard Files.isFolder(name) else {
      throw Diagnostic(
        "not-a-folder", "'\(name)' is a file, not a folder of results", at: place, help: help)
    }
    guard let manifest = Manifest.read(from: name) else {
      throw Diagnostic(
        "no-results", "'\(name)' holds no results: there is no manifest of a run in it", at: place,
        help: help)
    }
    (outputs, figures) = (manifest.outputs, manifest.figures ?? [])
  }

  /// Results by name: the stages that the study ends in. One that is alone has no folder and no name.
  private var results: [String] {
    var names: [String] = []
    for output in outputs {
      let name = output.path.firstIndex(of: "/").map { String(output.path[..<$0]) } ?? ""
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func file(_ table: String, of result: String) -> String {
    (result.isEmpty ? "" : result + "/") + table + ".csv"
  }

  private func output(_ table: String, of result: String) -> Manifest.Header.Output? {
    outputs.first { $0.path == file(table, of: result) }
  }

  /// The result that has all of `tables`.
  ///
  /// Several that have the very same are as good as one: stages behind a table hand it on.
  /// - Parameter stage: the result to look at; nil when there is no choice.
  /// - Throws: `unknown-stage`, `missing-table`, `several-results`.
  func result(with tables: [String], stage: String?) throws(Diagnostic) -> String {
    let results = results
    if let stage, !results.contains(stage) || stage.isEmpty { throw unknown(stage, results) }
    let holders = (stage.map { [$0] } ?? results).filter { result in
      tables.allSatisfy { output($0, of: result) != nil }
    }
    guard let first = holders.first else { throw missing(tables, stage.map { [$0] } ?? results) }
    let contents = holders.map { holder in tables.map { output($0, of: holder)?.sha256 } }
    if contents.contains(where: { $0 != contents[0] }) {
      throw Diagnostic(
        "several-results", "several results tell of records: \(holders.joined(separator: ", "))",
        at: .init(file: path), help: "name one of them with --stage")
    }
    return first
  }

  private func unknown(_ stage: String, _ results: [String]) -> Diagnostic {
    let names = results.filter { !$0.isEmpty }
    return Diagnostic(
      "unknown-stage", "there is no result '\(stage)' in '\(path)'", at: .init(file: path),
      help: names.isEmpty
        ? "the study has one result: leave out --stage"
        : Suggestion.help(for: stage, among: names, kind: "results"))
  }

  private func missing(_ tables: [String], _ results: [String]) -> Diagnostic {
    let table = tables.first { table in results.allSatisfy { output(table, of: $0) == nil } }
    return Diagnostic(
      "missing-table", "there is no table '\(table ?? tables.joined(separator: " and "))' here",
      at: .init(file: path),
      help: "a stage that finds out which records are one person writes it")
  }

  /// A table, and a warning when it is not as the run wrote it.
  func read(_ table: String, of result: String) throws(Diagnostic) -> (
    table: ResultTable, notice: Diagnostic?
  ) {
    let name = path + "/" + file(table, of: result)
    let place = Diagnostic.Location(file: name)
    guard let bytes = Files.isFolder(name) ? nil : Files.read(name) else {
      throw Diagnostic(
        "missing-file", "the run has written '\(name)', and it cannot be read now", at: place,
        help: "run the study again with --no-cache")
    }
    let isChanged = output(table, of: result)?.sha256 != Hashing.sha256(bytes)
    let notice = Diagnostic(
      .warning, "changed-table", "the table is not as the run has written it", at: place)
    return (try ResultTable(bytes, file: name), isChanged ? notice : nil)
  }
}
