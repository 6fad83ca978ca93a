public import ModuleKit

/// `import.mbox`
public struct MboxImport: Module {
  public static let manual = Manual(
    name: "import.mbox",
    summary: "Reads from a mailbox who wrote to whom, when and how often",
    details: """
      A mailbox in the mbox format, as Thunderbird, Google Takeout and Apple Mail export it. Each address \
      becomes a node, named by the name that stands with it most often; `email` and `key` are the address \
      in small letters. Each message is a tie from its sender to each of its receivers in To and, with \
      `copies`, in Cc; ties between the same two are one, with `count` as its weight and the days of the \
      first and the last message, in UTC. Only From, To, Cc, Date and Message-ID are looked at: bodies are \
      stepped over, and nothing of them or of the subject is kept.

      A message that is there twice, by its Message-ID, counts once. `most_receivers` leaves out letters to \
      many. Messages without a sender or without a receiver, and one that the file cuts off in its head, are \
      rejected and counted. With `owner` the mailbox is somebody's, and the column `owner` tells later \
      stages that of everyone else only some ties are known. A file without any message is refused.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("full_name", .text, "the name that stands with the address most often"),
      .nodeColumn("email", .text, "the address in small letters"),
      .edgeColumn("count", .integer, "number of messages"),
      .table("rejected_rows", "messages that were not taken, with reason and line"),
    ],
    references: [
      "Resnick, P. (2008). Internet Message Format. RFC 5322, IETF.",
      "Moore, K. (1996). MIME Part Three: Message Header Extensions for Non-ASCII Text. RFC 2047, IETF.",
      "Hall, E. (2005). The application/mbox Media Type. RFC 4155, IETF.",
    ],
    complexity: "O(bytes + m log m); the bodies take no memory",
    examples: [
      Example(
        "A letter and its answer",
        files: [
          .init(
            "mail.mbox",
            """
            From ann@example.com Mon Mar 02 09:15:00 2026
            From: =?UTF-8?Q?Zo=C3=AB?= Ann <ann@example.com>
            To: Bob <bob@example.com>, cat@example.com
            Date: Mon, 02 Mar 2026 00:15:00 +0100

            Hello both

            From bob@example.com Tue Mar 03 10:00:00 2026
            From: bob@example.com
            To: ann@example.com
            Date: Tue, 03 Mar 2026 10:00:00 +0000

            Hello
            """)
        ],
        yaml: "- use: import.mbox\n  with: {file: mail.mbox}",
        expected: [
          .nodes(
            "id,email\nBob,bob@example.com\nZoë Ann,ann@example.com\ncat@example.com,cat@example.com\n"
          ),
          .edges(
            """
            source,target,count,first_contact
            Bob,Zoë Ann,1,2026-03-03
            Zoë Ann,Bob,1,2026-03-01
            Zoë Ann,cat@example.com,1,2026-03-01

            """),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The mailbox") var file: InputFile
    @Param("Whose mailbox it is: a name or an address") var owner: String? = nil
    @Param("Whether people in Cc are receivers") var copies = true
    @Param("Messages to more people are left out; none are when not given")
    var mostReceivers: Int? = nil
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(
      Self.manual, isDirected: true, hasOwner: parameters.owner != nil)
    outline.weight = EdgeWeight(column: "count", meaning: .strength)
    if let most = parameters.mostReceivers, most < 1 {
      check.report(
        "out-of-range", "'most_receivers' must be at least 1, not \(most)",
        parameter: "most_receivers")
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    // Bytes as they are: each head tells its encoding.
    let source = try TextSource(parameters.file, encoding: .utf8)
    var reader = MboxReader(parameters)
    var book = try reader.read(source, context.workers.checkCancelled)
    if let owner = parameters.owner {
      try book.setOwner(owner, entries: 0..<0, context) { row, _ in
        ContactTie(row, row, line: 0, channel: "mail")
      }
    }
    network = try book.network(
      .init(isDirected: true, isWeighted: true, citation: parameters.citation),
      on: context.workers)
  }
}
