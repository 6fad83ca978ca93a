public import ModuleKit

/// `import.facebook`
public struct FacebookImport: Module {
  public static let manual = Manual(
    name: "import.facebook",
    summary: "Reads the list of friends of a Facebook archive",
    details: """
      `file` is your_friends.json (in older archives friends.json) of an archive in JSON. Each friend becomes a \
      node joined to the owner; `first_contact` is the day the friendship began. Names whose letters the \
      archive takes apart (FranÃ§ois) are repaired. Two friends of one name are two people. Entries \
      without a name are rejected and counted.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("owner", .boolean, "true for the owner of the archive"),
      .table("rejected_rows", "entries that were not taken, with reason and line"),
    ],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "One friend",
        files: [
          .init(
            "your_friends.json",
            #"{"friends_v2": [{"name": "Fran\u00c3\u00a7ois", "timestamp": 1243468800}]}"#)
        ],
        yaml: "- use: import.facebook\n  with: {file: your_friends.json, owner: Ann}",
        expected: [.edges("source,target,first_contact\nAnn,François,2009-05-28\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The file your_friends.json") var file: InputFile
    @Param("The name of the one whose archive it is") var owner = "me"
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, hasOwner: true)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let archive = try ArchiveReader(parameters.file, for: "file", context)
    let friends = try archive.list(under: ["friends_v2", "friends"], of: "friends")
    var accounts = try AccountList(
      file: archive.file, channel: "facebook", owner: parameters.owner, context)
    for (position, friend) in friends.enumerated() {
      let name = friend["name"]?.text.map(Mojibake.repaired)?.trimmed ?? ""
      if name.isEmpty {
        accounts.reject(line: friend.place.line, "an entry without a name")
        continue
      }
      // The archive knows friends by name only: the place in the list keeps two of one name apart.
      accounts.add(
        .init(key: "\(name)\u{1}\(position)", name: name, url: nil, line: friend.place.line),
        isFollower: false, seconds: friend["timestamp"]?.number, in: archive)
    }
    accounts.endFile(archive, "friends")
    var book = accounts.book
    book.removeKeys()
    network = try book.network(.init(citation: parameters.citation), on: context.workers)
  }
}
