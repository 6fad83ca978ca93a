// Seidman, "Network structure and minimum degree", Social Networks 5, 1983; Kabir & Madduri, "Parallel
// k-core decomposition on multicore platforms", IPDPSW 2017.

public import ModuleKit

/// `structure.kcore`
public struct KCore: Module {
  public static let manual = Manual(
    name: "structure.kcore",
    summary: "Finds how deep in the network a node sits",
    details: """
      A node has core number k when it belongs to a part in which everyone has at least k neighbours \
      within the part, and to no such part for k+1. Direction and self-loops are ignored: two nodes \
      joined both ways are one pair.
      """,
    writes: [.nodeColumn("core", .integer, "core number")],
    assumes: [.allTies],
    references: [
      "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.",
      "Kabir, H. & Madduri, K. (2017). Parallel k-core decomposition on multicore platforms. IEEE IPDPS Workshops, 1482-1491.",
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "A triangle with a tail", network: "a-b b-c c-a c-d e",
        yaml: "- use: structure.kcore",
        expected: [.nodes("id,core\na,2\nb,2\nc,2\nd,1\ne,0\n")])
    ])

  public let parameters: NoParameters
  public init(_ parameters: NoParameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let cores = try network.graph.coreNumbers(on: context.workers)
    network.nodes.set(
      "core", .integers(cores), convention: "core number, direction and self-loops ignored")
    network.methods.append(
      MethodNote(
        .measure("core"), "Core numbers ignore direction and self-loops.",
        french: "Les numéros de k-cœur ignorent le sens des liens et les boucles.",
        caption: "k-core",
        reference: Self.manual.references.last))
  }
}
