internal import Foundation
public import ModuleKit

/// `privacy.pseudonymise`
public struct Pseudonymise: Module {
  public static let manual = Manual(
    name: "privacy.pseudonymise",
    summary: "Replaces names, addresses and numbers of people by pseudonyms",
    details: """
      Ids and the texts of the columns in `hash` become pseudonyms: HMAC-SHA-256 under a key, cut to 80 bits, \
      `p-` in front for ids and the first letter of the column for others. The same text under the same key is the same pseudonym in every study, \
      so that networks of two years can be compared; without the key nobody can tell whose it is, nor try names out. Cells \
      of several values, divided by "; ", are taken apart first. The columns in `drop` go. Where `hash` and `drop` are not given they \
      are the columns that importers of contacts make: full_name, given_name, family_name, nickname, email, phone, url, key, \
      label and company are hashed; name_prefix, middle_name, name_suffix, department, title, street, city, region, postcode, country, birth_date, note, updated, \
      categories, source and merged_from go, also from the ties. All other columns stay: look at them before you publish.

      Tables, figures and documents made before are left out, for they show names; so are the details of rejected rows and the notes \
      of the ledger. Nodes come in the order of their pseudonyms, which tells nothing of their names.

      The key is the content of `key_file`, at least 32 bytes, which must not lie in a git repository: whoever has both \
      results and key has the names. Make one with `head -c 32 /dev/urandom > study.key`. Pseudonymous data are still personal data (GDPR, \
      recital 26): who has few ties of a rare kind may be known by them.
      """,
    writes: [],
    references: [
      "Krawczyk, H., Bellare, M. & Canetti, R. (1997). HMAC: Keyed-Hashing for Message Authentication. RFC 2104, IETF."
    ],
    complexity: "O(n + m) hashes",
    examples: [
      Example(
        "Two people who are joined",
        files: [
          .init("study.key", "0123456789abcdef0123456789abcdef"),
          .init("ties.csv", "from,to\nAnn,Bob\n"),
        ],
        yaml: """
          - use: import.csv
            with: {edges: ties.csv}
          - use: privacy.pseudonymise
            with: {key_file: study.key}
          """,
        expected: [.file("nodes.csv", contains: "p-")])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The file that holds the key") var keyFile: SecretFile
    @Param("The node columns whose texts become pseudonyms, beside the ids")
    var hash: [String]? = nil
    @Param("The columns of nodes and ties that are left out") var drop: [String]? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  static let usuallyHashed = [
    "full_name", "given_name", "family_name", "nickname", "email", "phone", "url", "key", "label",
    "company",
  ]
  static let usuallyDropped = [
    "name_prefix", "middle_name", "name_suffix", "department", "title", "street", "city", "region",
    "postcode", "country", "birth_date", "note", "updated", "categories", "source", "merged_from",
  ]

  private var hashed: [String] { parameters.hash ?? Self.usuallyHashed }
  private var dropped: [String] {
    (parameters.drop ?? Self.usuallyDropped).filter { !(parameters.hash ?? []).contains($0) }
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    var result = Outline()
    for column in outline.nodeColumns where !dropped.contains(column.name) {
      result.addNodeColumn(column.name, hashed.contains(column.name) ? .text : column.type)
    }
    for column in outline.edgeColumns where !dropped.contains(column.name) {
      result.addEdgeColumn(column.name, column.type)
    }
    (result.isDirected, result.weight) = (outline.isDirected, outline.weight)
    (result.nodeCount, result.edgeCount) = (outline.nodeCount, outline.edgeCount)
    result.mayHaveMore = outline.mayHaveMore
    if !outline.mayHaveMore { checkColumns(outline, check) }
    outline = result
  }

  /// A column that a study names and that is not there would leave its names in the open.
  private func checkColumns(_ outline: Outline, _ check: CheckContext) {
    let nodes = outline.nodeColumns.map(\.name)
    let all = nodes + outline.edgeColumns.map(\.name)
    for (parameter, names, known) in [
      ("hash", parameters.hash ?? [], nodes), ("drop", parameters.drop ?? [], all),
    ] {
      for name in names where !known.contains(name) {
        check.report(
          "unknown-column", "there is no column '\(name)' at this stage", parameter: parameter,
          help: Suggestion.help(for: name, among: known, kind: "columns"))
      }
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let pseudonyms = Pseudonyms(key: try key(context))
    let ids = network.ids.map { pseudonyms.pseudonym($0, kind: "id", prefix: "p-") }
    if Set(ids).count < ids.count {
      throw context.error(
        "equal-pseudonyms", "two people have one pseudonym", parameter: "key_file",
        help: "use another key")
    }
    try context.workers.checkCancelled()
    let before = network
    network = before.renamed(ids)
    for column in dropped {
      network.nodes.remove(column)
      network.edges.remove(column)
    }
    for name in hashed {
      guard let column = network.nodes[name] else { continue }
      network.nodes.set(
        name, Self.hashed(column, name, pseudonyms), convention: "pseudonyms, HMAC-SHA-256")
    }
    network.removeResults()
    network.ledger = before.ledger.map(\.withoutNames)
    network.methods = before.methods
    network.methods.append(
      MethodNote(
        .preparation, "Names were replaced by pseudonyms (HMAC-SHA-256 under a secret key).",
        french: "Les noms ont été remplacés par des pseudonymes (HMAC-SHA-256, clé secrète).",
        caption: "pseudonyms"))
  }

  private static func hashed(_ column: Column, _ name: String, _ pseudonyms: Pseudonyms) -> Column {
    let prefix = name.prefix(1) + "-"
    return .texts(
      (0..<column.count).map { row in
        column.text(at: row).map { cell in
          cell.split(separator: "; ").map {
            pseudonyms.pseudonym(String($0), kind: name, prefix: String(prefix))
          }.joined(separator: "; ")
        }
      })
  }

  private func key(_ context: StageContext) throws(Diagnostic) -> [UInt8] {
    let file = parameters.keyFile.file
    if let repository = Self.repository(holding: file.path) {
      throw context.error(
        "key-in-repository", "the key lies in the git repository '\(repository)'",
        parameter: "key_file",
        help: "keep it where no copy of the study takes it along, such as '../keys'")
    }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw context.error(
        "unreadable-file", "the file '\(file.name)' cannot be read", parameter: "key_file")
    }
    if data.count < Pseudonyms.leastKeyLength {
      throw context.error(
        "short-key", "the key has \(data.count) bytes, and shorter ones can be guessed",
        parameter: "key_file",
        help: "make one of 32 bytes: head -c 32 /dev/urandom > study.key")
    }
    return [UInt8](data)
  }

  /// The name of the folder with a `.git` that the file is somewhere in.
  static func repository(holding path: String) -> String? {
    var folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" && !folder.path.isEmpty {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) {
        return folder.lastPathComponent
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
