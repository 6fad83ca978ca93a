public import ModuleKit

/// `import.instagram`
public struct InstagramImport: Module {
  public static let manual = Manual(
    name: "import.instagram",
    summary: "Reads whom an Instagram account follows and who follows it",
    details: """
      `following` is following.json and `followers` a list: followers_1.json, … of an archive in JSON; at \
      least one is needed. Each account becomes a node named by its user name. Following is an arc from the owner to the \
      account, being followed one to the owner; `first_contact` is the day it began. Accounts that do both have two \
      arcs: `structure.reciprocity` counts them. Entries without an account are rejected and counted.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("owner", .boolean, "true for the owner of the archive"),
      .table("rejected_rows", "entries that were not taken, with reason and line"),
    ],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "One account that is followed and follows",
        files: [
          .init(
            "followers_1.json",
            """
            [{"string_list_data": [{"href": "https://www.instagram.com/ada",
              "value": "ada", "timestamp": 1609459200}]}]
            """),
          .init(
            "following.json",
            """
            {"relationships_following": [{"title": "ada",
              "string_list_data": [{"href": "https://www.instagram.com/_u/ada", "timestamp": 1640995200}]}]}
            """),
        ],
        yaml: """
          - use: import.instagram
            with: {followers: [followers_1.json], following: following.json}
          """,
        expected: [
          .edges("source,target,first_contact\nada,me,2021-01-01\nme,ada,2022-01-01\n")
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The file following.json") var following: InputFile? = nil
    @Param("The files followers_1.json, followers_2.json, …") var followers: [InputFile] = []
    @Param("The user name of the one whose archive it is") var owner = "me"
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, isDirected: true, hasOwner: true)
    FollowFiles.check(parameters.following, parameters.followers, check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let files = FollowFiles(parameters.following, parameters.followers)
    var accounts = try AccountList(
      file: files.first, channel: "instagram", owner: parameters.owner, context)
    for (file, isFollower) in files.all {
      let archive = try ArchiveReader(
        file, for: isFollower ? "followers" : "following", context)
      let entries = try archive.list(
        under: ["relationships_following", "relationships_followers"], of: "accounts")
      for entry in entries { Self.take(entry, isFollower, archive, &accounts) }
      accounts.endFile(archive, isFollower ? "followers" : "accounts followed")
    }
    network = try accounts.book.network(
      .init(isDirected: true, citation: parameters.citation), on: context.workers)
  }

  private static func take(
    _ entry: LocatedJSON, _ isFollower: Bool, _ archive: ArchiveReader,
    _ accounts: inout AccountList
  ) {
    let data = entry["string_list_data"]?.items?.first
    let url = data?["href"]?.text
    let names = [data?["value"]?.text, entry["title"]?.text, url.flatMap(userName)]
    let name = names.compactMap { $0 }.map(Mojibake.repaired).first { !$0.trimmed.isEmpty }
    guard let name = name?.trimmed else {
      accounts.reject(line: entry.place.line, "an entry without an account")
      return
    }
    accounts.add(
      .init(
        key: name.lowercased(), name: name, url: "https://www.instagram.com/\(name)",
        line: entry.place.line),
      isFollower: isFollower, seconds: data?["timestamp"]?.number, in: archive)
  }

  private static func userName(_ url: String) -> String? {
    url.prefix { $0 != "?" }.split(separator: "/").dropFirst(2).last.map(String.init)
  }
}

/// The files that tell who follows whom.
struct FollowFiles {
  let all: [(file: InputFile, isFollower: Bool)]

  init(_ following: InputFile?, _ followers: [InputFile]) {
    all = (following.map { [($0, false)] } ?? []) + followers.map { ($0, true) }
  }

  /// The file that ties are of unless they say otherwise.
  var first: String { all.first?.file.name ?? "" }

  static func check(
    _ following: InputFile?, _ followers: [InputFile], _ check: CheckContext
  ) {
    if following == nil, followers.isEmpty {
      check.report(
        "missing-parameter", "'following' or 'followers' must be given", parameter: "following",
        help: "name at least one file of the archive")
    }
  }
}
