public import ModuleKit

/// `export.vcard`
public struct VCardExport: Module {
  public static let manual = Manual(
    name: "export.vcard",
    summary: "Writes people as vCards that phones and mail programs read",
    details: """
      One card of version 4.0 per node, in the order of the ids. The columns that `import.vcard` makes become the \
      properties they came from: `full_name` (the id where it is missing) FN, the parts of the name N, `email`, \
      `phone`, `company` and `department` ORG, `title`, `street`, `city`, `region`, `postcode` and \
      `country` ADR, `birth_date` BDAY, `url`, `nickname`, `categories`, `note`, `updated` REV, `key` UID. A cell of several \
      values, divided by "; ", becomes several properties. Ties with a `relation` become RELATED properties \
      of their first end. Lines are folded at 75 bytes and end in CRLF. `import.vcard` \
      reads all of these columns back; ties without a relation have no place in a card.
      """,
    writes: [],
    references: ["Perreault, S. (2011). vCard Format Specification. RFC 6350, IETF."],
    complexity: "O(n + m)",
    examples: [
      Example(
        "A person with an address",
        files: [
          .init(
            "book.vcf",
            "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Müller\nEMAIL:zoe@example.com\nEND:VCARD\n")
        ],
        yaml: """
          - use: import.vcard
            with: {file: book.vcf}
          - use: export.vcard
          """,
        expected: [
          .file("people.vcf", contains: "FN:Zoë Müller\r\nEMAIL:zoe@example.com\r\n")
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The name of the file; '.vcf' is added to a name without extension")
    var file: FileName = "people"
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.declare(parameters.file.path("vcf"), parameter: "file", check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    var text = VCardWriter(network)
    for node in 0..<network.graph.nodeCount {
      if node & 0xFFF == 0 { try context.workers.checkCancelled() }
      text.writeCard(NodeID(node))
    }
    network.set(Document(path: parameters.file.path("vcf"), bytes: text.bytes))
  }
}

/// Cards as text.
struct VCardWriter {
  private(set) var bytes: [UInt8] = []
  private let network: Network
  /// Ties with a relation, by their first end.
  private var related: [[EdgeID]]

  init(_ network: Network) {
    self.network = network
    related = Array(repeating: [], count: network.graph.nodeCount)
    guard let relation = network.edges["relation"] else { return }
    for edge in 0..<network.graph.edgeCount where relation.text(at: edge) != nil {
      related[Int(network.graph.sources[edge])].append(EdgeID(edge))
    }
  }

  mutating func writeCard(_ node: NodeID) {
    line("BEGIN:VCARD")
    line("VERSION:4.0")
    if let key = value("key", node) { line("UID:" + Self.escaped(key)) }
    line("FN:" + Self.escaped(value("full_name", node) ?? network.ids[Int(node)]))
    writeName(node)
    for (property, column) in Self.plain {
      for value in values(column, node) { line("\(property):" + Self.escaped(value)) }
    }
    writeOrganisations(node)
    writeAddresses(node)
    for property in ["NICKNAME", "CATEGORIES"] {
      let values = values(property.lowercased(), node)
      if !values.isEmpty {
        line("\(property):" + values.map(Self.escaped).joined(separator: ","))
      }
    }
    for edge in related[Int(node)] { writeRelation(edge) }
    line("END:VCARD")
  }

  private static let plain = [
    ("EMAIL", "email"), ("TEL", "phone"), ("TITLE", "title"), ("BDAY", "birth_date"),
    ("URL", "url"), ("NOTE", "note"), ("REV", "updated"),
  ]

  private mutating func writeName(_ node: NodeID) {
    let columns = ["family_name", "given_name", "middle_name", "name_prefix", "name_suffix"]
    let parts = columns.map { value($0, node).map(Self.escaped) ?? "" }
    if parts.contains(where: { !$0.isEmpty }) { line("N:" + parts.joined(separator: ";")) }
  }

  private mutating func writeOrganisations(_ node: NodeID) {
    let departments = values("department", node)
    let companies = values("company", node)
    for (index, company) in companies.enumerated() {
      let parts = [company] + (index == 0 ? departments : [])
      line("ORG:" + parts.map(Self.escaped).joined(separator: ";"))
    }
    if companies.isEmpty, !departments.isEmpty {
      line("ORG:;" + departments.map(Self.escaped).joined(separator: ";"))
    }
  }

  private mutating func writeAddresses(_ node: NodeID) {
    let parts = ["street", "city", "region", "postcode", "country"].map { values($0, node) }
    for index in 0..<(parts.map(\.count).max() ?? 0) {
      let cells = parts.map { index < $0.count ? Self.escaped($0[index]) : "" }
      line("ADR:;;" + cells.joined(separator: ";"))
    }
  }

  private mutating func writeRelation(_ edge: EdgeID) {
    let target = network.graph.targets[Int(edge)]
    for kind in network.edges["relation"]?.text(at: Int(edge)).map(Self.split) ?? [] {
      let type = kind.filter { $0.isLetter || $0.isNumber || $0 == "-" }
      let parameter = type.isEmpty ? "" : ";TYPE=\(type)"
      if let key = value("key", target), key.contains(":"), !key.contains(" ") {
        line("RELATED\(parameter):" + Self.escaped(key))
      } else {
        let name = value("full_name", target) ?? network.ids[Int(target)]
        line("RELATED\(parameter);VALUE=text:" + Self.escaped(name))
      }
    }
  }

  // MARK: Values

  private func value(_ column: String, _ node: NodeID) -> String? {
    network.nodes[column]?.text(at: Int(node))
  }
  private func values(_ column: String, _ node: NodeID) -> [String] {
    value(column, node).map(Self.split) ?? []
  }
  private static func split(_ text: String) -> [String] {
    text.split(separator: "; ").map(String.init)
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", ",", ";": result += "\\\(character)"
      case "\n", "\r\n", "\r": result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }

  /// Writes a line, cut at 75 bytes, but never inside a character.
  private mutating func line(_ text: String) {
    let line = Array(text.utf8)
    var start = 0
    while true {
      var end = min(line.count, start + (start == 0 ? 75 : 74))
      while end < line.count, line[end] & 0xC0 == 0x80 { end -= 1 }
      if start > 0 { bytes += Array(" ".utf8) }
      bytes += line[start..<end]
      bytes += Array("\r\n".utf8)
      start = end
      if start >= line.count { return }
    }
  }
}
