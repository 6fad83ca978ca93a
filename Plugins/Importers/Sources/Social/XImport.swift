public import ModuleKit

/// `import.x`
public struct XImport: Module {
  public static let manual = Manual(
    name: "import.x",
    summary: "Reads whom an X (Twitter) account follows and who follows it",
    details: """
      `following` is following.js and `followers` a list: follower.js, … of an archive; at least one is \
      needed. Each account becomes a node named by its user name where the archive tells it, else by its \
      number; `key` is the number. Following is an arc from the owner to the account, being followed one to the \
      owner. Entries without an account are rejected and counted.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("owner", .boolean, "true for the owner of the archive"),
      .nodeColumn("key", .text, "the number of the account"),
      .table("rejected_rows", "entries that were not taken, with reason and line"),
    ],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "Two accounts that are followed",
        files: [
          .init(
            "following.js",
            """
            window.YTD.following.part0 = [
              {"following": {"accountId": "12345", "userLink": "https://x.com/newsboat"}},
              {"following": {"accountId": "67890",
                "userLink": "https://twitter.com/intent/user?user_id=67890"}}
            ]
            """)
        ],
        yaml: "- use: import.x\n  with: {following: following.js}",
        expected: [.edges("source,target\nme,67890\nme,newsboat\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("The file following.js") var following: InputFile? = nil
    @Param("The files follower.js, follower-part1.js, …") var followers: [InputFile] = []
    @Param("The user name of the one whose archive it is") var owner = "me"
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, isDirected: true, hasOwner: true)
    outline.addNodeColumn("key", .text)
    FollowFiles.check(parameters.following, parameters.followers, check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let files = FollowFiles(parameters.following, parameters.followers)
    var accounts = try AccountList(
      file: files.first, channel: "x", owner: parameters.owner, context)
    for (file, isFollower) in files.all {
      let archive = try ArchiveReader(
        file, for: isFollower ? "followers" : "following", isScript: true, context)
      for entry in try archive.list(under: ["following", "follower"], of: "accounts") {
        take(entry, isFollower, archive, &accounts)
      }
      accounts.endFile(archive, isFollower ? "followers" : "accounts followed")
    }
    network = try accounts.book.network(
      .init(isDirected: true, citation: parameters.citation), on: context.workers)
  }

  private func take(
    _ entry: LocatedJSON, _ isFollower: Bool, _ archive: ArchiveReader,
    _ accounts: inout AccountList
  ) {
    let account = entry[isFollower ? "follower" : "following"] ?? entry
    guard let number = account["accountId"]?.text?.trimmed, !number.isEmpty else {
      accounts.reject(line: entry.place.line, "an entry without an account")
      return
    }
    let link = account["userLink"]?.text
    accounts.add(
      .init(
        key: number, name: link.flatMap(Self.userName) ?? number, url: link,
        line: entry.place.line),
      isFollower: isFollower, seconds: nil, in: archive)
  }

  /// Older archives link by number, which is no name.
  private static func userName(_ link: String) -> String? {
    if link.contains("?") { return nil }
    return link.split(separator: "/").dropFirst(2).last.map(String.init)
  }
}
