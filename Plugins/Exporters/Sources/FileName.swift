public import ModuleKit

/// The name of a file that an export makes: no folders, nothing that a system reads as more.
public struct FileName: ParameterValue, Hashable, ExpressibleByStringLiteral {
  /// As written in the study.
  public let name: String
  public init(stringLiteral name: String) { self.name = name }
  init(_ name: String) { self.name = name }

  public static var jsonSchema: JSON { ["type": "string"] }
  public static var typeName: String { "a file name" }
  public static var placeholder: FileName { "" }
  public var json: JSON { .string(name) }

  public static func read(
    _ node: ConfigNode, _: ParameterContext
  ) -> ParameterReading<FileName> {
    guard let text = node.text, !node.isNull else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    if let problem = problem(with: text) {
      return .complaint(
        problem, id: "bad-file-name",
        help: "give a plain name such as 'network'; it is written to the results folder")
    }
    return .value(FileName(text))
  }

  private static func problem(with text: String) -> String? {
    if text.isEmpty { return "is empty" }
    if text.contains("/") || text.contains("\\") { return "must be a name without folders" }
    if text.utf8.count > 200 { return "is longer than 200 bytes" }
    if text.hasPrefix(".") || text.hasPrefix("-") { return "must not begin with '\(text.first!)'" }
    // Names that one system takes and another refuses would make a study work in one place only.
    if let last = text.last, last == "." || last.isWhitespace {
      return "must not end with '\(last)'"
    }
    let bad = text.unicodeScalars.first {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || "<>:\"|?*".unicodeScalars.contains($0)
    }
    if let bad {
      return bad.value < 0x20 || bad.value >= 0x7F
        ? "holds a control character" : "must not hold '\(bad)'"
    }
    let stem = text.prefix { $0 != "." }.uppercased()
    let isDevice =
      ["CON", "PRN", "AUX", "NUL"].contains(stem)
      || (stem.count == 4 && (stem.hasPrefix("COM") || stem.hasPrefix("LPT"))
        && stem.last!.isNumber)
    return isDevice ? "is the name of a device on Windows" : nil
  }

  /// The file's path: a name without extension gets the usual one.
  func path(_ usual: String) -> String {
    guard let dot = name.lastIndex(of: "."), name.index(after: dot) != name.endIndex else {
      return "\(name).\(usual)"
    }
    return name
  }
}

extension Outline {
  /// Declares a file, or reports that another has its name.
  mutating func declare(_ path: String, parameter: String, _ check: CheckContext) {
    let lowered = path.lowercased()
    // Some file systems do not tell 'A.csv' from 'a.csv'.
    let isTaken =
      documents.contains { $0.lowercased() == lowered }
      || tables.contains { ($0 + ".csv").lowercased() == lowered }
      || ["nodes.csv", "edges.csv", "manifest.json"].contains(lowered)
    if isTaken {
      check.report(
        "duplicate-file", "another file of the results is called '\(path)'", parameter: parameter,
        help: "choose another name")
    }
    addDocument(path)
  }
}
