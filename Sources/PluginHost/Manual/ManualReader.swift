internal import ModuleKit

/// Reads the description of one module, reporting every problem.
struct ManualReader {
  let view: JSONView
  let problems: JSONProblems

  /// Nil when it is not usable, which has been reported then.
  func read() -> PluginManual? {
    let before = problems.all.count
    guard view.isObject() else { return nil }
    let name = view["name"].text()
    if !name.isEmpty, !Self.isModuleName(name) {
      view["name"].report("must be 'family.module' in lower case, not '\(shown(name))'")
    }
    let (writes, makesNetwork) = outputs()
    let inputs: Manual.Inputs =
      view["inputs"].isThere
      ? view["inputs"].choice([("one", .one), ("none", .none)]) ?? .one : .one
    if inputs == .none, !makesNetwork {
      view["writes"].report("must hold {\"network\": true} where 'inputs' is 'none'")
    }
    let manual = Manual(
      name: name, summary: line(view["summary"]), details: view["details"].optionalText() ?? "",
      inputs: inputs, writes: writes,
      uses: Set(
        view["uses"].items().compactMap { $0.choice([("seed", .seed), ("title", .title)]) }),
      assumes: Set(view["assumes"].items().compactMap { $0.choice(of: Manual.Assumption.self) }),
      references: view["references"].texts(),
      complexity: view["complexity"].optionalText() ?? "",
      examples: view["examples"].items().map { example($0) },
      version: view["version"].integer(1...1_000_000_000, or: 1))
    let list = ParameterReader(view: view["parameters"], problems: problems).read()
    guard let parameters = described(list), problems.all.count == before else { return nil }
    return PluginManual(
      manual: manual, parameters: parameters, reads: reads(), makesNetwork: makesNetwork)
  }

  /// `family.snake_case`.
  static func isModuleName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { isSnakeCase(String(Substring($0))) }
      && name.utf8.count <= 100
  }

  /// Lower-case letters, digits and `_`, beginning with a letter.
  static func isSnakeCase(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      } && name.utf8.count <= 100
  }

  /// A sentence that must be there.
  private func line(_ view: JSONView) -> String {
    let text = view.text()
    if case .string? = view.value, text.isEmpty { view.report("is empty") }
    return text
  }

  private func described(_ list: [DescribedParameter]) -> DescribedParameters? {
    do {
      return try DescribedParameters(list)
    } catch {
      problems.add("parameter '\(shown(error.key))' of '\(view.path)' \(error.complaint)")
      return nil
    }
  }

  private func reads() -> PluginManual.Reads {
    let view = view["reads"]
    var reads = PluginManual.Reads()
    if !view.isThere || !view.isObject() { return reads }
    reads.weight = view["weight"].bool(or: false)
    reads.ids = view["ids"].bool(or: false)
    reads.nodeColumns = view["node_columns"].texts()
    reads.edgeColumns = view["edge_columns"].texts()
    return reads
  }

  private func outputs() -> (writes: [Manual.Output], makesNetwork: Bool) {
    var writes: [Manual.Output] = []
    var makesNetwork = false
    for item in view["writes"].items() {
      if item["network"].bool(or: false) {
        makesNetwork = true
      } else if let output = output(item) {
        if writes.contains(where: { $0.isSameKind(as: output) && $0.name == output.name }) {
          item["name"].report("is that of another: '\(shown(output.name))'")
        }
        writes.append(output)
      }
    }
    for output in writes where !output.isColumn {
      if let other = writes.first(where: {
        $0.isSameKind(as: output) && $0.name.hasPrefix(output.name + "/")
      }) {
        view["writes"].report(
          "cannot hold a document '\(shown(output.name))' beside '\(shown(other.name))', for which it is a folder"
        )
      }
    }
    if makesNetwork, writes.contains(where: \.isColumn) {
      view["writes"].report("cannot list columns beside {\"network\": true}")
    }
    return (writes, makesNetwork)
  }

  private enum Kind: String, CaseIterable {
    case nodeColumn = "node_column"
    case edgeColumn = "edge_column"
    case table, document
  }

  private func output(_ item: JSONView) -> Manual.Output? {
    guard item.isObject(), let kind = item["kind"].choice(of: Kind.self) else { return nil }
    let name = item["name"].text()
    let meaning = item["meaning"].optionalText() ?? ""
    switch kind {
    case .nodeColumn, .edgeColumn:
      guard let type = item["type"].choice(of: ColumnType.self) else { return nil }
      if !Names.isColumn(name) { item["name"].report("cannot name a column: '\(shown(name))'") }
      return kind == .nodeColumn
        ? .nodeColumn(name, type, meaning) : .edgeColumn(name, type, meaning)
    case .table:
      if !Self.isSnakeCase(name) {
        item["name"].report("must be in snake case, not '\(shown(name))'")
      }
      return .table(name, meaning)
    case .document:
      if !Names.isDocument(name) { item["name"].report("cannot name a file: '\(shown(name))'") }
      return .document(name, meaning)
    }
  }

  private enum ExpectedKind: String, CaseIterable { case nodes, edges, table, file }

  private func example(_ view: JSONView) -> Example {
    guard view.isObject() else { return Example("", yaml: "", expected: []) }
    let expected = view["expected"].items().compactMap { item -> Example.Expectation? in
      switch item["kind"].choice(of: ExpectedKind.self) {
      case .nodes: .nodes(item["csv"].text())
      case .edges: .edges(item["csv"].text())
      case .table: .table(item["name"].text(), item["csv"].text())
      case .file: .file(item["name"].text(), contains: item["contains"].text())
      case nil: nil
      }
    }
    return Example(
      view["title"].text(), network: view["network"].optionalText() ?? "",
      weight: view["weight"].isThere
        ? view["weight"].choice(of: EdgeWeight.Meaning.self) ?? .strength : .strength,
      files: view["files"].items().map { Example.File($0["name"].text(), $0["text"].text()) },
      yaml: view["yaml"].text(), expected: expected)
  }
}

/// What a plug-in may call things.
enum Names {
  /// A column: on one line, and short enough for a message.
  static func isColumn(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200
      && !name.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
  }

  /// A file, or one in folders below that of the results.
  static func isDocument(_ path: String) -> Bool {
    isColumn(path) && !path.contains("\\")
      && path.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.hasPrefix(".") }
  }
}

extension Manual.Output {
  var isColumn: Bool {
    switch self {
    case .nodeColumn, .edgeColumn: true
    default: false
    }
  }

  func isSameKind(as other: Manual.Output) -> Bool {
    switch (self, other) {
    case (.nodeColumn, .nodeColumn), (.edgeColumn, .edgeColumn), (.table, .table),
      (.figure, .figure), (.document, .document):
      true
    default: false
    }
  }
}
