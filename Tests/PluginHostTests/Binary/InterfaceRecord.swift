import Foundation
import ModuleKit

/// All that a plug-in in Swift may have been compiled against, as text that a person can read.
///
/// Declarations come from the compiler (`swift-symbolgraph-extract`), the places of stored properties, of which it tells
/// only some, from the program itself.
struct InterfaceRecord {
  let text: String

  init() throws {
    let folder = try Toolchain.scratch("interface")
    var parts = ["# The module interface, version \(pluginABI)"]
    var types: [String] = []
    for module in ["GraphCore", "ModuleKit"] {
      try Toolchain.run(
        Toolchain.programs + "/swift-symbolgraph-extract",
        ["-module-name", module, "-I", Toolchain.products + "/Modules", "-output-dir", folder]
          + ["-target", Self.target(), "-minimum-access-level", "public"] + Toolchain.headers)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { $0 == "\(module).symbols.json" || $0.hasPrefix("\(module)@") }
      let graphs = try files.map { name in
        try JSONDecoder().decode(
          SymbolGraph.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
      }
      let graph = SymbolGraph(joining: graphs)
      parts.append("## \(module)\n\n" + Self.declarations(graph))
      types += graph.symbols.filter(\.isType).map { String($0.identifier.precise.dropFirst(2)) }
    }
    parts.append(
      "## Places in memory (bytes/alignment)\n\n" + MemoryLayouts.text(types.sorted()))
    text = parts.joined(separator: "\n\n") + "\n"
  }

  private static func target() throws -> String {
    #if arch(arm64)
      "aarch64-unknown-linux-gnu"
    #else
      "x86_64-unknown-linux-gnu"
    #endif
  }

  /// One block per type, sorted; what must stay in its order is not sorted.
  private static func declarations(_ graph: SymbolGraph) -> String {
    let owners = Dictionary(grouping: graph.symbols) { $0.owner }
    return owners.keys.sorted().map { owner in
      let own = owners[owner] ?? []
      let kept = own.filter { graph.isOrdered($0) }.sorted { $0.place < $1.place }
      let others = own.filter { !graph.isOrdered($0) }.map { $0.text(graph) }.sorted()
      return ([owner.isEmpty ? "(not in a type)" : owner] + kept.map { $0.text(graph) } + others)
        .joined(separator: "\n  ")
    }.joined(separator: "\n\n")
  }
}

/// What the compiler tells of a module.
struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Name: Decodable { let precise: String }
    struct Kind: Decodable { let identifier: String }
    struct Fragment: Decodable { let spelling: String }
    struct Location: Decodable {
      struct Position: Decodable {
        let line: Int
        let character: Int
      }
      let uri: String
      let position: Position
    }
    struct Extension: Decodable {
      struct Constraint: Decodable {
        let kind: String
        let lhs: String
        let rhs: String
      }
      let extendedModule: String
      let constraints: [Constraint]?
    }

    let identifier: Name
    let kind: Kind
    let pathComponents: [String]
    let declarationFragments: [Fragment]
    let location: Location?
    let swiftExtension: Extension?

    /// The type that it belongs to.
    var owner: String { pathComponents.dropLast().joined(separator: ".") }
    /// Added by the compiler to a type that conforms to a protocol: tells nothing of its own.
    var isSynthesized: Bool { identifier.precise.contains("::SYNTHESIZED::") }
    var isType: Bool {
      ["swift.struct", "swift.class", "swift.enum"].contains(kind.identifier)
    }
    var isExtension: Bool { kind.identifier == "swift.extension" }
    var place: (String, Int, Int) {
      (location?.uri ?? "", location?.position.line ?? 0, location?.position.character ?? 0)
    }

    func text(_ graph: SymbolGraph) -> String {
      let declaration = declarationFragments.map(\.spelling).joined()
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let conditions = (swiftExtension?.constraints ?? []).map {
        "\($0.lhs) \($0.kind == "sameType" ? "==" : ":") \($0.rhs)"
      }
      let conformances = graph.conformances[identifier.precise] ?? []
      return declaration
        + (conformances.isEmpty ? "" : " is " + conformances.joined(separator: ", "))
        + (conditions.isEmpty ? "" : " [\(conditions.joined(separator: ", "))]")
    }
  }

  struct Relationship: Decodable {
    let kind: String
    let source: String
    let target: String
    let targetFallback: String?
  }

  let symbols: [Symbol]
  let relationships: [Relationship]

  init(joining graphs: [SymbolGraph]) {
    symbols = graphs.flatMap(\.symbols).filter { !$0.isSynthesized && !$0.isExtension }
    relationships = graphs.flatMap(\.relationships)
  }

  /// The protocols that a type conforms to, sorted.
  var conformances: [String: [String]] {
    let names = Dictionary(
      symbols.map { ($0.identifier.precise, $0.pathComponents.joined(separator: ".")) }
    ) { first, _ in first }
    let all = relationships.filter { $0.kind == "conformsTo" }
    return Dictionary(grouping: all, by: \.source).mapValues { list in
      let targets = list.map { names[$0.target] ?? $0.targetFallback ?? $0.target }
      // The compiler says of each that its type may be sent, too.
      return Set(targets.map { $0.replacing("Swift.", with: "") })
        .subtracting(["SendableMetatype"]).sorted()
    }
  }

  /// Cases of enumerations and requirements of protocols, whose order is part of the interface.
  func isOrdered(_ symbol: Symbol) -> Bool {
    symbol.kind.identifier == "swift.enum.case" || requirements.contains(symbol.identifier.precise)
  }

  private var requirements: Set<String> {
    Set(relationships.filter { $0.kind == "requirementOf" }.map(\.source))
  }
}
