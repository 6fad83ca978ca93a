internal import GraphvizKit
public import ModuleKit

/// `diagram.layout`
public struct DiagramLayout: Module {
  public static let manual = Manual(
    name: "diagram.layout",
    summary: "Gives everybody a place that all network slides after it keep",
    details: """
      Each `diagram.network` lays its network out anew, so that a slide of fewer people, or of next \
      year's, is another picture. After this stage they use the places in the columns `layout_x` and \
      `layout_y`, which filters keep: whoever is on two slides is at the same spot (circles that would \
      touch move apart a little).

      Places are those that `diagram.network` would find with `groups` as its `color`. With a second \
      stage in `from`, such as last year's network or the union of all years, people keep the place that \
      they have there (told by their id), and only those who are new are placed: near their own.
      """,
    inputs: .many,
    writes: [
      .nodeColumn("layout_x", .number, "from 0 at the left to 1.6 at the right"),
      .nodeColumn("layout_y", .number, "from 0 at the foot to 1 at the head"),
    ],
    uses: [.seed],
    references: [
      "Hu, Y. (2005). Efficient, high-quality force-directed graph drawing. The Mathematica Journal 10(1), 37-71.",
      "Zheng, J. X., Pawar, S. & Goodman, D. F. M. (2019). Graph drawing by stochastic gradient descent. IEEE TVCG 25(9), 2738-2748.",
    ],
    complexity: "O(n²) time and memory to 600 people of one component, O(n log n + m) beyond",
    examples: [
      Example(
        "Two people side by side", network: "a-b",
        yaml: "- use: diagram.layout",
        expected: [.nodes("id,layout_y\na,0.5\nb,0.5\n")])
    ], version: 3)

  public struct Parameters: ParameterSet {
    @Param("The node column whose groups lie together, such as community")
    var groups: NodeColumn? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if check.inputs.count > 2 {
      report(
        "too-many-stages", "'from' names \(check.inputs.count) stages, and two have a part to play",
        "name the network to lay out, and then the one whose places it takes over; combine.union "
          + "makes one of several", check)
    }
    if let first = check.inputs.first { outline = first }
    if let groups = parameters.groups { NodeGroups.check(groups.name, "groups", outline, check) }
    outline.add(Self.manual.writes)
    if check.inputs.count == 2, !check.inputs[1].mayHaveMore,
      check.inputs[1].nodeColumn(LaidOut.columns.x) == nil
    {
      report(
        "unknown-column", "the second stage has no places to take over",
        "put a diagram.layout stage behind it, and name that one", check)
    }
  }

  private func report(_ id: String, _ message: String, _ help: String, _ check: CheckContext) {
    check.report(Diagnostic(.error, id, message, at: check.stage, help: help))
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    if let first = context.inputs.first { network = first }
    let groups = try parameters.groups.map {
      try NodeGroups.read($0.name, "groups", of: network, context).groupOfNode.map { $0 ?? -1 }
    }
    let places = PlacesForAll(network: network, groups: groups)
    var random = context.random("layout")
    let points =
      context.inputs.count > 1
      ? try places.added(to: context.inputs[1], &random, context.workers)
      : try places.fresh(&random, context.workers)
    let convention = "place on slides, in heights of the picture"
    network.nodes.set(
      LaidOut.columns.x, .numbers(points.map(\.x)), convention: convention)
    network.nodes.set(
      LaidOut.columns.y, .numbers(points.map(\.y)), convention: convention)
  }
}
