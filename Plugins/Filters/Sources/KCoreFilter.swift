// Seidman, "Network structure and minimum degree", Social Networks 5, 1983.

public import ModuleKit

/// `filter.kcore`
public struct KCoreFilter: Module {
  public static let manual = Manual(
    name: "filter.kcore",
    summary: "Keeps the part in which everyone has at least k neighbours",
    details: """
      The k-core: the largest part of the network in which every node has at least `k` neighbours \
      within the part. Direction and self-loops are ignored. A `k` beyond the deepest core leaves an \
      empty network, with a warning that names the deepest. Measures computed before keep their values.
      """,
    writes: [],
    references: [
      "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287."
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "A triangle without its tail", network: "a-b b-c c-a c-d d-e",
        yaml: "- use: filter.kcore\n  with: {k: 2}",
        expected: [.edges("source,target\na,b\na,c\nb,c\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("The least number of neighbours", in: 0...) var k = 2
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let before = network.graph
    let cores = try before.coreNumbers(on: context.workers)
    let deepest = cores.max() ?? 0
    if parameters.k > deepest {
      context.warn(
        "empty-core", "no part has \(parameters.k) neighbours for everyone: nothing is left",
        parameter: "k", help: "the deepest core has k = \(deepest)")
    }
    network.keepNodes(cores.map { $0 >= parameters.k })
    network.noteFilter(
      "the \(parameters.k)-core", french: "le \(parameters.k)-cœur", by: Self.manual.name,
      before: before)
  }
}
