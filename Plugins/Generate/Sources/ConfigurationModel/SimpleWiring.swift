internal import ModuleKit

/// Makes ties of degrees, by one of three methods.
struct SimpleWiring {
  private let degrees: [Int]
  private let parameters: ConfigurationModel.Parameters
  private let context: StageContext

  init(
    _ degrees: [Int], _ parameters: ConfigurationModel.Parameters, _ context: StageContext
  ) {
    (self.degrees, self.parameters, self.context) = (degrees, parameters, context)
  }

  func draw() throws -> DrawnTies {
    var random = context.random("pairs")
    switch parameters.method {
    case .erased:
      var stubs = stubs
      random.shuffle(&stubs)
      return DrawnTies(rows: [stubs])
    case .rejection: return DrawnTies(rows: [try rejecting(&random)])
    case .switching:
      var stubs = stubs
      var matching = StubMatching(capacity: stubs.count / 2, context.workers.cancellation)
      matching.match(&stubs, &random) { _, _ in false }
      try context.workers.checkCancelled()
      if matching.erased == 0 { return DrawnTies(rows: [matching.ends]) }
      return DrawnTies(rows: [HavelHakimi.ends(degrees) ?? []])
    }
  }

  /// Lets ties exchange ends, where that is the method.
  func switched(_ graph: Graph) throws -> Graph {
    guard parameters.method == .switching else { return graph }
    let switching = EdgeSwitching(attemptsPerEdge: parameters.swapsPerEdge)
    return try switching.run(graph, context.random("switches"), on: context.workers).graph
  }

  /// Everybody as many times as they have ties.
  private var stubs: [Int32] {
    var stubs: [Int32] = []
    stubs.reserveCapacity(degrees.reduce(0, +))
    for (person, degree) in degrees.enumerated() {
      stubs.append(contentsOf: repeatElement(Int32(person), count: degree))
    }
    return stubs
  }

  /// Pairs all stubs anew until there is neither a loop nor a tie twice.
  private func rejecting(_ random: inout RandomSource) throws -> [Int32] {
    var stubs = stubs
    for _ in 0..<1000 {
      try context.workers.checkCancelled()
      random.shuffle(&stubs)
      if isSimple(stubs) { return stubs }
    }
    throw context.error(
      "never-simple", "1000 drawings had loops or parallel ties", parameter: "method",
      help: "'method: switching' gives a simple network with these degrees")
  }

  private func isSimple(_ ends: [Int32]) -> Bool {
    if (0..<(ends.count / 2)).contains(where: { ends[2 * $0] == ends[2 * $0 + 1] }) { return false }
    var joined = EdgeSet(capacity: ends.count / 2)
    return (0..<(ends.count / 2)).allSatisfy {
      joined.insert(EdgeSet.tie(ends[2 * $0], ends[2 * $0 + 1]))
    }
  }
}
