public import ModuleKit

/// `import.gexf`
public struct GEXFImport: Module {
  public static let manual = Manual(
    name: "import.gexf",
    summary: "Reads a network from a GEXF file, as Gephi writes it",
    details: """
      Versions 1.1 to 1.3 are read. Nodes are named by their `id`; with `id: label` by their label, \
      which must then be different for each. Declared attributes become typed columns with their \
      defaults: `integer` and `long` are whole numbers, `float` and `double` numbers, `boolean` truth \
      values, anything else text, lists as they are written. A value that is not of its declared type \
      is refused with its place. `label`, `weight`, `kind`, `start`, `end` and whatever else stands in \
      the tags of nodes and edges become columns too, as do colors, sizes and positions: `viz.color`, \
      `viz.size`, `viz.x`.

      Edges are arcs when `defaultedgetype` or their own `type` says so; where there are arcs, an \
      undirected or mutual edge stands for two of them. `weight: weight` makes the edges' own weight \
      the weight, which without it they do not have; where some give one, the others weigh 1, as the \
      format says. Other attributes may be the weight too; an edge that lacks it, or with one that is \
      negative, is rejected and counted.

      Of the values that a dynamic attribute takes one after another the first is kept and the others \
      are counted; several times of presence become the column `spells`. Nested nodes are nodes that \
      keep the id of their parent in the column `pid`. Declared entities are refused, as is an edge \
      that names an undeclared node.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: ["GEXF Working Group (2022). GEXF 1.3 specification. https://gexf.net/schema.html"],
    complexity: "O(bytes + n log n + m)",
    examples: [
      Example(
        "Two people and a tie",
        files: [
          .init(
            "pair.gexf",
            """
            <gexf xmlns="http://gexf.net/1.3" version="1.3">
              <graph defaultedgetype="undirected">
                <attributes class="node">
                  <attribute id="0" title="age" type="integer"><default>40</default></attribute>
                </attributes>
                <nodes>
                  <node id="a" label="Ann">
                    <attvalues><attvalue for="0" value="31"/></attvalues>
                  </node>
                  <node id="b" label="Bob"/>
                </nodes>
                <edges><edge source="a" target="b" weight="2.5"/></edges>
              </graph>
            </gexf>
            """)
        ],
        yaml: "- use: import.gexf\n  with: {file: pair.gexf, id: label, weight: weight}",
        expected: [
          .nodes("id,age\nAnn,31\nBob,40\n"), .edges("source,target,weight\nAnn,Bob,2.5\n"),
        ])
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The GEXF file") var file: InputFile
    var attributes = GraphFileAttributes()
    var ties = GraphFileTies()
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = parameters.choices(parameters.attributes).outline(Self.manual)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let raw = try readFile(parameters.file, for: "file", context)
    let reader = try GEXFReader(raw, file: parameters.file.name, context.workers.checkCancelled)
    network = try reader.read().network(
      parameters.choices(parameters.attributes), context)
  }
}
