import Foundation
import ModuleKit
import PluginHost
import Testing

extension WithProcesses {
  /// A network there and back is the same network.
  @Suite struct RoundTrips {
    static let module: JSON = [
      "name": "test.echo", "summary": "Sends back what it gets",
      "reads": ["weight": true, "ids": true, "node_columns": ["*"], "edge_columns": ["*"]],
      "writes": [["network": true]],
    ]

    private func expectSame(_ a: Network, _ b: Network, _ comment: Comment = "") {
      #expect(a.graph == b.graph, comment)
      #expect(a.ids == b.ids, comment)
      #expect(a.nodes == b.nodes, comment)
      #expect(a.edges == b.edges, comment)
      #expect(a.weight == b.weight, comment)
    }

    @Test(arguments: ["", "a", "a-a", "a-b b-c c-a c-d", "a>b b>a b>c a>a", "a-b:2.5 b-c:0.1"])
    func ofSmallNetworks(sketch: String) throws {
      let network = Network(sketch: sketch)
      expectSame(try Rig("echo.py", module: Self.module).run(network), network)
    }

    /// A dictionary with a text twice, as joining columns can leave it, reaches the plug-in with each once.
    @Test func ofTextsThatAreThereTwice() throws {
      var network = Network(sketch: "a-b b-c c-a c-d")
      let texts = TextColumn(codes: [2, 0, 1, -1], dictionary: ["y", "x", "y"])
      network.nodes.set("t", .texts(texts))
      let result = try Rig("echo.py", module: Self.module).run(network)
      expectSame(result, network)
      guard case .texts(let column)? = result.nodes["t"] else { return }
      #expect(column.dictionary == ["x", "y"])
    }

    @Test func ofRandomNetworks() throws {
      let rig = Rig("echo.py", module: Self.module)
      var dice = Dice(state: 20)
      for index in 0..<200 {
        let network = RandomNetworks.next(&dice)
        expectSame(try rig.run(network), network, "network \(index)")
      }
      #expect(rig.pool.starts(of: rig.plugin) == 1)
    }
  }
}

/// Repeatable random numbers.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// Networks with columns of every type, missing and extreme values.
enum RandomNetworks {
  private static let texts = [
    "", "a", "é", "日本", "🙂", "x\ny", "\u{0}", String(repeating: "z", count: 300),
  ]
  private static let numbers = [0, -0.0, 1.5, .nan, .leastNonzeroMagnitude, -1.7e308, 0.1]
  private static let integers = [0, -1, .max, .min, .min + 1, 1 << 53 + 1]

  static func next(_ dice: inout Dice) -> Network {
    let count = Int.random(in: 0...12, using: &dice)
    let names = (0..<count).map { "\(["n", "é", "日", "🙂"][$0 % 4])\($0)" }
    let order = canonicalOrder(names)
    let isDirected = Bool.random(using: &dice)
    var sources: [NodeID] = []
    var targets: [NodeID] = []
    for _ in 0..<(count == 0 ? 0 : Int.random(in: 0...30, using: &dice)) {
      sources.append(.random(in: 0..<Int32(count), using: &dice))
      targets.append(.random(in: 0..<Int32(count), using: &dice))
    }
    let builder = GraphBuilder(isDirected: isDirected, parallel: .first, loops: .keep)
    guard let built = try? builder.build(nodeCount: count, sources: sources, targets: targets)
    else { preconditionFailure("loops and parallel edges are allowed here") }
    var network = Network(graph: built.graph, ids: order.map { names[Int($0)] })
    for type in ColumnType.allCases {
      if Bool.random(using: &dice) {
        network.nodes.set("\(type) é", column(type, count, &dice))
      }
      if Bool.random(using: &dice) {
        network.edges.set(type.rawValue, column(type, built.graph.edgeCount, &dice))
      }
    }
    if Bool.random(using: &dice) {
      network.edges.set("w", .integers((0..<built.graph.edgeCount).map { $0 + 1 }))
      network.weight = EdgeWeight(column: "w", meaning: .distance)
    }
    return network
  }

  private static func column(_ type: ColumnType, _ count: Int, _ dice: inout Dice) -> Column {
    func values<Value>(_ choices: [Value]) -> [Value] {
      (0..<count).map { _ in choices[Int.random(in: choices.indices, using: &dice)] }
    }
    return switch type {
    case .number: .numbers(values(numbers))
    case .integer: .integers(values(integers))
    case .boolean: .flags(values([.no, .yes, .missing]))
    case .text: .texts(values(texts.map(Optional.some) + [nil]))
    }
  }
}
