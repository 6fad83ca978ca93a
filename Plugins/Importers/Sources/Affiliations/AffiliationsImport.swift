public import ModuleKit

/// `import.affiliations`
public struct AffiliationsImport: Module {
  public static let manual = Manual(
    name: "import.affiliations",
    summary: "Reads who belongs to which clubs or was at which events: a two-mode network",
    details: """
      With `layout: list` a row names a person and, in the column `group`, one club or event or several, \
      divided by `separator`; other columns become attributes of the tie. With `layout: matrix` the first \
      row names the clubs and each further row begins with a person: a cell that is empty, 0, no, non or \
      false is no tie, a number is the weight `count`, and anything else is a tie. People and groups become nodes; `mode` is 1 for \
      people and 2 for groups, and ties lead only between the two. A person who bears a group's name stays apart from it: the \
      group gets " (group)" behind its name.

      Somebody who is named twice in the same group has one tie, whose `count` is 2. Rows without a person \
      or without a group are rejected and counted. `source` tells file and line.
      """,
    inputs: .none,
    writes: [
      .nodeColumn("mode", .integer, "1 for people, 2 for groups"),
      .edgeColumn("count", .number, "how often the person is named in the group"),
      .table("rejected_rows", "rows that were not taken, with reason and line"),
    ],
    references: [
      "Breiger, R. L. (1974). The duality of persons and groups. Social Forces 53, 181-190."
    ],
    complexity: "O(bytes + n log n + m)",
    examples: [
      Example(
        "Two people in two clubs",
        files: [.init("clubs.csv", "member,clubs\nAnn,Chess; Rowing\nBob,Rowing\n")],
        yaml: "- use: import.affiliations\n  with: {file: clubs.csv, person: member, group: clubs}",
        expected: [
          .nodes("id,mode\nAnn,1\nBob,1\nChess,2\nRowing,2\n"),
          .edges("source,target,count\nAnn,Chess,1\nAnn,Rowing,1\nBob,Rowing,1\n"),
        ]),
      Example(
        "The same as a matrix",
        files: [.init("clubs.csv", "member,Chess,Rowing\nAnn,x,x\nBob,,x\n")],
        yaml: "- use: import.affiliations\n  with: {file: clubs.csv, layout: matrix}",
        expected: [.edges("source,target,count\nAnn,Chess,1\nAnn,Rowing,1\nBob,Rowing,1\n")]),
    ])

  public enum Layout: String, ParameterChoice { case list, matrix }

  public struct Parameters: ParameterSet {
    @Param(required: "The table") var file: InputFile
    @Param("Whether rows list groups or columns are groups") var layout = Layout.list
    @Param("The column that names the person; the first when not given") var person: String? = nil
    @Param("The column that names the group or groups; the second when not given")
    var group: String? = nil
    @Param("What divides several groups in one cell; empty for one group a cell")
    var separator = ";"
    @Param("How the bytes of the file are to be read") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = Outline()
    outline.add(Self.manual.writes)
    outline.isDirected = false
    outline.mayHaveMore = true
    outline.weight = EdgeWeight(column: "count", meaning: .strength)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let table = try ContactTable(
      parameters.file, encoding: parameters.encoding, expected: "people and groups"
    ) { $0.count > 1 }
    try context.workers.checkCancelled()
    let person = try column(parameters.person, "person", 0, table, context)
    var lists = Affiliations(file: parameters.file.name)
    if parameters.layout == .matrix {
      lists.readMatrix(table, person: person)
    } else {
      let other = person == 0 ? 1 : 0
      let group = try column(parameters.group, "group", other, table, context)
      lists.readList(table, person: person, group: group, separator: parameters.separator)
    }
    network = try lists.network(table, parameters.citation, on: context.workers)
  }

  private func column(
    _ name: String?, _ parameter: String, _ position: Int, _ table: ContactTable,
    _ context: StageContext
  ) throws(Diagnostic) -> Int {
    guard let name else { return position }
    if let index = table.columns.firstIndex(of: name)
      ?? table.header.firstIndex(of: name.lowercased())
    {
      return index
    }
    throw context.error(
      "missing-column", "there is no column '\(name)' in '\(table.file)'", parameter: parameter,
      help: Suggestion.help(for: name, among: table.columns, kind: "columns"))
  }
}
