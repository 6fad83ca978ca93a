public import ModuleKit

/// `import.linkedin`
public struct LinkedInImport: Module {
  public static let manual = Manual(
    name: "import.linkedin",
    summary: "Reads the connections, and the messages, of a LinkedIn export",
    details: """
      `connections` is the file Connections.csv of the archive that LinkedIn sends on request, with or \
      without the note above its header, in any of its versions and in several languages. Each connection becomes a \
      node with the columns `full_name`, `given_name`, `family_name`, `url`, `email` (mostly empty: people \
      choose whether to show it), `company` and `title`; `key` is the profile's address without what differs \
      between exports, and `source` the file and line. The owner is joined to each of them; `first_contact` \
      is the day of the connection.

      `messages` is the file messages.csv. Each message is a tie between its sender and each of its \
      receivers, counted in `count`, with the days of the first and the last; people who write without being connections are \
      added. What the messages say is not looked at. The owner's own name comes from `owner`, or from the one person who is in all messages, \
      else it is "me".

      Rows without a name, an address or a company are rejected and counted. Days are in ISO form; one that cannot be read is left \
      empty and counted.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("owner", .boolean, "true for the owner of the export"),
      .table("rejected_rows", "rows and ties that were not taken, with reason and line"),
    ],
    complexity: "O(bytes + n log n)",
    examples: [
      Example(
        "Two connections, one with a message",
        files: [
          .init(
            "Connections.csv",
            """
            Notes:
            "Some of the addresses are missing."

            First Name,Last Name,URL,Email Address,Company,Position,Connected On
            Ada,Example,https://www.linkedin.com/in/ada-example,ada@example.com,Acme,CTO,02 Apr 2021
            Ben,Sample,https://www.linkedin.com/in/ben-sample,,Globex,Designer,15 Jan 2019
            """),
          .init(
            "messages.csv",
            """
            CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT
            c1,Ada Example,https://www.linkedin.com/in/ada-example,Me Myself,https://www.linkedin.com/in/me-myself,2024-03-15 09:30:00 UTC,Coffee?
            """),
        ],
        yaml:
          "- use: import.linkedin\n  with: {connections: Connections.csv, messages: messages.csv}",
        expected: [
          .nodes(
            "id,company,owner\nAda Example,Acme,false\nBen Sample,Globex,false\nMe Myself,,true\n"
          ),
          .edges(
            """
            source,target,first_contact,last_contact,count
            Ada Example,Me Myself,2021-04-02,2024-03-15,1
            Ben Sample,Me Myself,2019-01-15,,

            """),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The file Connections.csv") var connections: InputFile
    @Param("The file messages.csv") var messages: InputFile? = nil
    @Param("The name of the one whose export it is; found in the messages when not given")
    var owner: String? = nil
    @Param("How the bytes of the files are to be read") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = ContactBook.outline(Self.manual, hasOwner: true)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    var book = try LinkedInConnections.book(parameters.connections, parameters.encoding)
    try context.workers.checkCancelled()
    let connections = 0..<book.book.contacts.count
    var owner = parameters.owner
    if let file = parameters.messages {
      var messages = LinkedInMessages(book.book)
      let presentInAll = try messages.read(file, parameters.encoding, into: &book.book)
      owner = owner ?? presentInAll
    }
    try context.workers.checkCancelled()
    let days = book.days
    try book.book.setOwner(owner ?? "me", entries: connections, context) { row, contact in
      var tie = ContactTie(row, row, line: contact.lines.first ?? 0, channel: "linkedin")
      tie.firstContact = days[row]
      return tie
    }
    network = try book.book.network(.init(citation: parameters.citation), on: context.workers)
  }
}
