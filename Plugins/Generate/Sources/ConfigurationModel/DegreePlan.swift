internal import ModuleKit

/// Where the degrees of a configuration model come from.
struct DegreePlan {
  private let parameters: ConfigurationModel.Parameters
  private let readsNetwork: Bool

  init(_ parameters: ConfigurationModel.Parameters, readsNetwork: Bool) {
    (self.parameters, self.readsNetwork) = (parameters, readsNetwork)
  }

  private var most: Int { parameters.maxDegree ?? max(0, (parameters.nodes ?? 0) - 1) }

  var complaints: [Complaint] {
    let given = [readsNetwork, parameters.degrees != nil, parameters.nodes != nil]
    if given.count(where: \.self) != 1 {
      return [
        Complaint(
          given.contains(true) ? "conflicting-parameters" : "missing-parameter",
          given.contains(true)
            ? "degrees come from 'degrees', from 'nodes' and a power law, or from the network of 'from', "
              + "not from several"
            : "there are no degrees: give 'degrees', or 'nodes' for a power law, or 'from'",
          parameters.degrees != nil ? "degrees" : "nodes",
          help: "give one of the three")
      ]
    }
    if let column = parameters.degreeColumn, !readsNetwork {
      return [
        Complaint(
          "conflicting-parameters", "'\(column.name)' is a column of no network", "degree_column",
          help: "say with 'from' which network has it")
      ]
    }
    if let list = parameters.degrees { return complaints(list) }
    return parameters.nodes.map { powerLawComplaints($0) } ?? []
  }

  private func complaints(_ list: [Int]) -> [Complaint] {
    if let wrong = list.first(where: { $0 < 0 || $0 >= list.count }) {
      return [
        .range(
          "degrees", "from 0 to \(max(0, list.count - 1)) for \(list.count) people", String(wrong))
      ]
    }
    let fits = DegreePlan.fits(list, parameters.method)
    return fits.map { [Complaint($0.id, $0.message, "degrees", help: $0.help)] } ?? size.complaints
  }

  private func powerLawComplaints(_ nodes: Int) -> [Complaint] {
    if nodes < 0 { return [.range("nodes", "at least 0", String(nodes))] }
    if nodes <= 1 { return [] }
    if most >= nodes || most < 0 {
      return [.range("max_degree", "from 0 to the \(nodes - 1) others", String(most))]
    }
    if parameters.minDegree > most {
      return [.range("min_degree", "at most \(most)", String(parameters.minDegree))]
    }
    if parameters.minDegree == most, most % 2 == 1, nodes % 2 == 1 {
      return [
        Complaint(
          "odd-sum", "\(nodes) people with \(most) ties each would make half a tie", "min_degree",
          help: "choose another number of people or of ties")
      ]
    }
    return size.complaints
  }

  var size: PlannedSize {
    if let list = parameters.degrees {
      let sum = list.reduce(0.0) { $0 + Double($1) }
      return PlannedSize(nodes: Double(list.count), ties: sum / 2, parameter: "degrees")
    }
    let nodes = Double(parameters.nodes ?? 0)
    guard nodes > 1, parameters.minDegree <= most else {
      return PlannedSize(nodes: max(0, nodes), ties: 0, parameter: "nodes")
    }
    let mean = PowerLaw.mean(exponent: parameters.exponent, parameters.minDegree...most)
    return PlannedSize(
      nodes: nodes, ties: nodes * mean / 2, parameter: "nodes", modelBytes: 8 * Double(most))
  }

  /// Why no simple network has these degrees; nil when one has.
  static func fits(
    _ degrees: [Int], _ method: ConfigurationModel.Method
  ) -> (id: String, message: String, help: String)? {
    if !degrees.reduce(0, { $0 ^ ($1 & 1) }).isMultiple(of: 2) {
      return (
        "odd-sum", "the degrees make an odd sum, which would be half a tie", "change one of them"
      )
    }
    if method == .erased || isGraphical(degrees) { return nil }
    return (
      "not-graphical", "no network without parallel ties has these degrees",
      "people with many ties find too few others with enough; 'method: erased' draws what is possible"
    )
  }

  /// Erdős and Gallai 1960, with sums carried along. Complexity: O(n).
  static func isGraphical(_ degrees: [Int]) -> Bool {
    let n = degrees.count
    var counts = [Int](repeating: 0, count: max(1, n))
    for degree in degrees { counts[min(degree, n - 1)] += 1 }
    let sorted = degrees.sorted(by: >)
    // The sum of min(d, k) over those behind the first k.
    var sum = 0
    var behind = 0
    var atLeast = n - (counts.first ?? 0)
    for k in 1..<max(1, n + 1) {
      // With k one higher, min(d, k) grows by one for all with d >= k; then the k-th leaves.
      behind += atLeast - min(k - 1, atLeast)
      atLeast -= k < n ? counts[k] : 0
      sum += sorted[k - 1]
      behind -= min(sorted[k - 1], k)
      if sum > k * (k - 1) + behind { return false }
    }
    return true
  }

  func degrees(_ source: Network?, _ context: StageContext) throws -> [Int] {
    if let source { return try degrees(of: source, context) }
    if let list = parameters.degrees { return list }
    let nodes = parameters.nodes ?? 0
    if nodes <= 1 { return Array(repeating: 0, count: nodes) }
    var random = context.random("degrees")
    let law = PowerLaw(exponent: parameters.exponent, parameters.minDegree...most)
    var degrees = (0..<nodes).map { _ in law.draws.draw(&random) }
    var isOdd = degrees.reduce(0) { $0 ^ ($1 & 1) } == 1
    while isOdd {
      let person = random.next(below: nodes)
      let drawn = law.draws.draw(&random)
      isOdd = (degrees[person] ^ drawn) & 1 == 0
      degrees[person] = drawn
    }
    // Chance may have drawn more than expected.
    let drawn = PlannedSize(
      nodes: Double(nodes), ties: degrees.reduce(0.0) { $0 + Double($1) } / 2,
      parameter: "max_degree")
    if let problem = drawn.complaints.first {
      throw context.error(problem.id, problem.message, parameter: problem.parameter)
    }
    if let problem = Self.fits(degrees, parameters.method) {
      throw context.error(
        problem.id, problem.message, parameter: "max_degree",
        help: "choose a smaller 'max_degree' or a larger 'exponent'; or 'method: erased'")
    }
    return degrees
  }

  private func degrees(of network: Network, _ context: StageContext) throws -> [Int] {
    guard let name = parameters.degreeColumn?.name, let column = network.nodes[name] else {
      let adjacency = network.graph.undirected.outgoing
      return (0..<adjacency.nodeCount).map {
        adjacency.degree($0) - (adjacency.hasLoop($0) ? 1 : 0)
      }
    }
    let degrees = try (0..<column.count).map { node in
      let value = column.number(at: node)
      guard value >= 0, value < Double(column.count), value == value.rounded() else {
        throw context.error(
          "bad-degree",
          "'\(name)' of '\(network.ids[node])' is \(column.text(at: node) ?? "missing"), which is no "
            + "number of ties among \(column.count) people", parameter: "degree_column",
          help: "name a column of whole numbers from 0 to \(max(0, column.count - 1))")
      }
      return Int(value)
    }
    if let problem = Self.fits(degrees, parameters.method) {
      throw context.error(
        problem.id, problem.message, parameter: "degree_column", help: problem.help)
    }
    let size = PlannedSize(
      nodes: Double(degrees.count), ties: degrees.reduce(0.0) { $0 + Double($1) } / 2,
      parameter: "degree_column")
    if let problem = size.complaints.first {
      throw context.error(problem.id, problem.message, parameter: problem.parameter)
    }
    return degrees
  }
}
