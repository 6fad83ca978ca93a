public import ModuleKit

/// A module's manual as Markdown: for `modules show` and for `docs/modules`.
public struct ModuleManual {
  private let entry: ModuleEntry

  public init(_ entry: ModuleEntry) { self.entry = entry }

  public var markdown: String {
    let manual = entry.manual
    var text = "# \(manual.name)\n\n\(manual.summary).\n\n\(manual.details)\n"
    if let origin = entry.origin {
      text += "\nFrom the plug-in `\(origin.plugin)` \(origin.version).\n"
    }
    text += section("Parameters", parameters)
    text += section("Writes", manual.writes.map(line).joined(separator: "\n"))
    text += section(
      "Assumes",
      manual.assumes.sorted { $0.rawValue < $1.rawValue }.map(line).joined(separator: "\n"))
    text += section("Cost", manual.complexity)
    for example in manual.examples { text += self.example(example) }
    text += section(
      "References", manual.references.map { "- \($0)" }.joined(separator: "\n"))
    return text
  }

  private func section(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "\n## \(title)\n\n\(body)\n"
  }

  private var parameters: String {
    entry.parameters.map { parameter in
      let value =
        parameter.isRequired
        ? "required"
        : parameter.defaultValue == .null
          ? "not set by default" : "default `\(parameter.defaultValue.compact)`"
      return "- `\(parameter.key)`: \(parameter.doc). \(capitalized(parameter.typeName)); "
        + "\(value)\(bounds(parameter.jsonSchema))."
    }.joined(separator: "\n")
  }

  private func bounds(_ schema: JSON) -> String {
    var parts: [String] = []
    if let low = schema["minimum"] { parts.append("from \(low.compact)") }
    if let low = schema["exclusiveMinimum"] { parts.append("above \(low.compact)") }
    if let high = schema["maximum"] { parts.append("to \(high.compact)") }
    return parts.isEmpty ? "" : ", " + parts.joined(separator: " ")
  }

  private func line(_ output: Manual.Output) -> String {
    switch output {
    case .nodeColumn(let name, let type, let meaning):
      "- node column `\(name)` (\(type.rawValue)): \(meaning)"
    case .edgeColumn(let name, let type, let meaning):
      "- edge column `\(name)` (\(type.rawValue)): \(meaning)"
    case .table(let name, let meaning): "- table `\(name)`: \(meaning)"
    case .figure(let name, let meaning): "- figure `\(name)`: \(meaning)"
    case .document(let path, let meaning): "- file `\(path)`: \(meaning)"
    }
  }

  private func line(_ assumption: Manual.Assumption) -> String {
    switch assumption {
    case .allTies:
      "- all ties among the nodes are known; for address books it warns that they are not"
    }
  }

  private func example(_ example: Example) -> String {
    var text = "\n## Example: \(example.title)\n"
    if !example.network.isEmpty {
      text += "\nOn the network `\(example.network)`:\n"
    }
    for file in example.files { text += "\n`\(file.name)`:\n\n```\n\(file.text.withNewline)```\n" }
    text += "\n```yaml\n\(example.yaml.withNewline)```\n"
    for expectation in example.expected { text += "\n" + result(expectation) }
    return text
  }

  private func result(_ expectation: Example.Expectation) -> String {
    switch expectation {
    case .nodes(let csv): "gives the nodes\n\n```\n\(csv.withNewline)```\n"
    case .edges(let csv): "gives the edges\n\n```\n\(csv.withNewline)```\n"
    case .table(let name, let csv): "gives the table `\(name)`\n\n```\n\(csv.withNewline)```\n"
    case .file(let name, let text): "gives the file `\(name)` with\n\n```\n\(text.withNewline)```\n"
    }
  }

  private func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension String {
  fileprivate var withNewline: String { hasSuffix("\n") ? self : self + "\n" }
}
