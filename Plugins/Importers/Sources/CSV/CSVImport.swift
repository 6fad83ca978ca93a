internal import Foundation
public import ModuleKit

/// `import.csv`
public struct CSVImport: Module {
  public static let manual = Manual(
    name: "import.csv",
    summary: "Reads a network from a table of ties and, if there is one, a table of people",
    details: """
      `edges` is a text table with a row per tie; `source` and `target` name the columns of its two \
      ends. Common names (source, from, target, to, …) are found without being named; where there is \
      no header, columns are called 1, 2, …. Delimiter, encoding, header and decimal sign are \
      detected and reported. A column called `weight` is the weight when no other is named. Every other \
      column becomes an attribute of the tie.

      `nodes` is an optional table with a row per person, found by its column `id`; its other columns \
      become attributes of the person. People without ties are kept as isolates, people who are only \
      in the table of ties are added.

      Each row read is kept, merged with another tie of the same pair, or rejected with a reason: the \
      table `rejected_rows` lists them by line. `parallel` tells what becomes of the weights of merged \
      rows; without weights rows are counted by `count` only. Of other columns a merged tie keeps the \
      value on which its rows agree; where they do not, texts are listed and everything else is left \
      empty and counted in the report (`first` takes the first row whole). Weights must be finite and \
      not negative; a row without its weight is rejected. Say with `weight_means` whether a large weight is a strength or a distance: path \
      measures refuse to guess. Ids are compared in Unicode NFC, without blanks at the ends.

      Files may be packed by gzip or zstd. A table is read in pieces by all threads; one that would not \
      fit into the memory that is free is refused before it is read.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "rows that were not taken, with reason and line")],
    complexity:
      "O(bytes + n + m); about 64 bytes a row while it reads (72 with weights, 8 more a further column)",
    examples: [
      Example(
        "Two calls between the same people are added up",
        files: [
          .init("calls.csv", "from,to,minutes\nAnn,Bob,3\nBob,Cat,1\nBob,Ann,2\nCat,Cat,9\n")
        ],
        yaml: "- use: import.csv\n  with: {edges: calls.csv, weight: minutes}",
        expected: [
          .edges("source,target,minutes\nAnn,Bob,5\nBob,Cat,1\n"),
          .table(
            "rejected_rows",
            "source,line,reason,detail\ncalls.csv,5,self-loop,'Cat' is joined to itself\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The table of ties") var edges: InputFile
    @Param("The column of the tie's first end; found by common names when not given")
    var source: String? = nil
    @Param("The column of the tie's second end") var target: String? = nil
    @Param("The column of the tie's weight") var weight: String? = nil
    @Param("What a large weight means; path measures need to know") var weightMeans:
      WeightMeaning? = nil
    @Param("Whether a tie leads from its source to its target only") var directed = false
    @Param("The table of people") var nodes: InputFile? = nil
    @Param("The column that identifies a person in the table of people") var id: String? = nil
    @Param("What becomes of several ties between the same two people")
    var parallel = ParallelEdges.sum
    @Param("What becomes of a tie from a person to themselves") var loops = SelfLoops.drop
    @Param("What separates the cells") var delimiter = Delimiter.auto
    @Param("How the bytes of both files are to be read") var encoding = TextEncoding.auto
    @Param("Whether the first row names the columns; found out when not given") var header: Bool? =
      nil
    @Param("Whether the comma is the decimal sign; found out when not given") var decimalComma:
      Bool? = nil
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }

  public enum Delimiter: String, ParameterChoice {
    case auto, comma, semicolon, tab, bar, whitespace

    var dialect: CSVDialect.Delimiter? {
      switch self {
      case .auto: nil
      case .comma: .byte(0x2C)
      case .semicolon: .byte(0x3B)
      case .tab: .byte(0x09)
      case .bar: .byte(0x7C)
      case .whitespace: .whiteSpace
      }
    }
  }

  /// What the ends of a tie are called, the surest first.
  static let endNames: [(source: String, target: String)] = [
    ("source", "target"), ("from", "to"), ("src", "dst"), ("sender", "receiver"),
    ("sender", "recipient"), ("ego", "alter"), ("de", "vers"), ("von", "nach"),
  ]
  static let sourceNames = endNames.map(\.source)
  static let targetNames = endNames.map(\.target)
  static let idNames = ["id", "name", "node", "person", "key"]

  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    do {
      let read = try CSVNetworkReader(parameters, on: context.workers).read()
      network = read.network
      if read.areStrangers {
        context.warn(
          "people-without-ties", "nobody in the table of people is in the table of ties",
          parameter: "nodes", help: "say with 'id' which column the ties refer to")
      }
    } catch let error as Diagnostic {
      throw CSVImport.pointingAtParameter(error, context.location(of:))
    }
    if let citation = parameters.citation {
      network.methods.append(MethodNote(.data, "Data: \(citation).", caption: citation))
    }
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = Outline()
    outline.add(Self.manual.writes)
    outline.isDirected = parameters.directed
    do throws(Diagnostic) {
      try outlineEdges(&outline, check)
      try outlineNodes(&outline)
    } catch {
      // What is wrong inside the file is told when it is read; a wrong column is the study's fault.
      outline.mayHaveMore = true
      if error.id == "missing-column" {
        check.report(Self.pointingAtParameter(error, check.location(of:)))
      }
    }
  }

  private func outlineEdges(
    _ outline: inout Outline, _ check: CheckContext
  ) throws(Diagnostic) {
    let text = try TextSource(parameters.edges, encoding: parameters.encoding, head: 1 << 16)
    let layout = try EdgeLayout(text, parameters)
    if let weight = layout.weight {
      let name = layout.table.columns[weight]
      outline.addEdgeColumn(name, .number)
      outline.weight = EdgeWeight(
        column: name, meaning: parameters.weightMeans?.meaning ?? .undeclared)
    }
    for index in layout.attributes { outline.addEdgeColumn(layout.table.columns[index], nil) }
    checkMemory(layout, check)
    outline.edgeCount = layout.table.expectedRows
    outline.nodeCount = outline.edgeCount
  }

  /// Refuses a table that would not fit, before it is read.
  private func checkMemory(_ layout: EdgeLayout, _ check: CheckContext) {
    let needed = layout.expectedMemory
    let available = SystemMemory.available
    if needed <= available { return }
    let rows = layout.table.expectedRows
    check.report(
      Diagnostic(
        "larger-than-memory",
        "about \(rows) ties would take \(SystemMemory.text(needed)), and "
          + "\(SystemMemory.text(available)) are free", at: check.location(of: "edges"),
        help: "read fewer rows or columns, or use a machine with more memory"))
  }

  private func outlineNodes(_ outline: inout Outline) throws(Diagnostic) {
    guard let nodes = parameters.nodes else { return }
    let layout = try NodeLayout(
      TextSource(nodes, encoding: parameters.encoding, head: 1 << 16), parameters)
    for index in layout.attributes { outline.addNodeColumn(layout.table.columns[index], nil) }
  }

  /// A column that the study names and the file lacks is shown in the study.
  static func pointingAtParameter(
    _ diagnostic: Diagnostic, _ location: (String) -> Diagnostic.Location
  ) -> Diagnostic {
    guard diagnostic.id == "missing-column", let note = diagnostic.notes.first else {
      return diagnostic
    }
    var result = diagnostic
    result.notes = [
      .init("the columns of '\(diagnostic.location?.file ?? "")' are: \(diagnostic.excerpt ?? "")")
    ]
    result.location = location(note.message)
    result.excerpt = nil
    return result
  }
}
