/// Two records with what each comparison of them adds to the odds that they are one person: a row of a table of pairs.
///
/// Weights are log2 of odds. The prior and the weights of all steps add up to `weight`.
public struct PairWeights: Sendable, Equatable {
  public struct Step: Sendable, Equatable {
    /// What was compared.
    public let name: String
    /// How far the two agree, in words.
    public let level: String
    public let weight: Double
    public init(_ name: String, _ level: String, _ weight: Double) {
      (self.name, self.level, self.weight) = (name, level, weight)
    }
  }
  public let recordA, recordB: String
  public let prior: Double
  /// Comparisons of which both records have a value, in the order of the table; what a shared context takes away is
  /// the last.
  public let steps: [Step]
  /// Comparisons of which a record has no value.
  public let missing: [String]
  public let weight: Double
  public let probability: Double
  /// Whether the two were made one person, by way of others perhaps.
  public let isLinked: Bool

  public init(
    recordA: String, recordB: String, prior: Double, steps: [Step], missing: [String],
    weight: Double, probability: Double, isLinked: Bool
  ) {
    (self.recordA, self.recordB, self.prior) = (recordA, recordB, prior)
    (self.steps, self.missing, self.weight) = (steps, missing, weight)
    (self.probability, self.isLinked) = (probability, isLinked)
  }

  /// The odds after the prior, and after each step.
  public var totals: [Double] {
    var totals = [prior]
    for step in steps { totals.append(totals[totals.count - 1] + step.weight) }
    return totals
  }

  /// Whether the parts make the whole, but for what rounding leaves.
  public var addsUp: Bool {
    let total = totals[steps.count]
    if total == weight { return true }
    let size = steps.reduce(prior.magnitude) { $0 + $1.weight.magnitude }
    return (total - weight).magnitude <= 1e-6 * max(1, size)
  }
}

/// Which column of a table of pairs tells what, by their names.
public struct PairColumns: Sendable {
  /// A column that must be there is not.
  public struct Missing: Error, Sendable { public let column: String }
  /// A cell that should hold a number, or `true` or `false`, does not.
  public struct Unreadable: Error, Sendable { public let column, cell: String }

  private struct Comparison {
    let name: String
    let level, weight: Int
  }
  private static let context = "shared_context"
  private let names: [String]
  private let recordA, recordB, prior, weight, probability, linked: Int
  private let comparisons: [Comparison]
  private let context: Comparison?

  /// - Parameter names: of all columns. Each comparison has one with the level in words, called like it, and one with
  ///   the weight, called like it with `_weight` behind.
  public init(_ names: [String]) throws(Missing) {
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() where places[name] == nil { places[name] = place }
    func required(_ name: String) throws(Missing) -> Int {
      guard let place = places[name] else { throw Missing(column: name) }
      return place
    }
    self.names = names
    (recordA, recordB) = (try required("record_a"), try required("record_b"))
    (prior, weight) = (try required("prior"), try required("weight"))
    (probability, linked) = (try required("probability"), try required("linked"))
    let found = names.indices.compactMap { place -> Comparison? in
      let name = names[place]
      guard places[name] == place, let weight = places[name + "_weight"] else { return nil }
      return Comparison(name: name, level: place, weight: weight)
    }
    comparisons = found.filter { $0.name != Self.context }
    context = found.first { $0.name == Self.context }
  }

  /// The two records of a row.
  ///
  /// - Parameter cell: what stands in a column, empty for a missing value.
  public func records(_ cell: (Int) -> String) -> (a: String, b: String) {
    (cell(recordA), cell(recordB))
  }

  /// A row.
  public func row(_ cell: (Int) -> String) throws(Unreadable) -> PairWeights {
    var steps: [PairWeights.Step] = []
    var missing: [String] = []
    for comparison in comparisons {
      let level = cell(comparison.level)
      let weight = try number(comparison.weight, cell)
      if level.isEmpty, weight == 0 {
        missing.append(comparison.name)
      } else {
        steps.append(.init(comparison.name, level, weight))
      }
    }
    if let context {
      let (level, weight) = (cell(context.level), try number(context.weight, cell))
      let words = level.isEmpty ? "" : level.replacing("_", with: " ") + ", shared with others"
      if !level.isEmpty || weight != 0 { steps.append(.init(context.name, words, weight)) }
    }
    let (a, b) = records(cell)
    return PairWeights(
      recordA: a, recordB: b, prior: try number(prior, cell), steps: steps, missing: missing,
      weight: try number(weight, cell), probability: try share(cell), isLinked: try flag(cell))
  }

  private func number(_ column: Int, _ cell: (Int) -> String) throws(Unreadable) -> Double {
    guard let value = Double(cell(column)), !value.isNaN else {
      throw Unreadable(column: names[column], cell: cell(column))
    }
    return value
  }

  private func share(_ cell: (Int) -> String) throws(Unreadable) -> Double {
    let value = try number(probability, cell)
    if (0...1).contains(value) { return value }
    throw Unreadable(column: names[probability], cell: cell(probability))
  }

  private func flag(_ cell: (Int) -> String) throws(Unreadable) -> Bool {
    switch cell(linked).lowercased() {
    case "true": true
    case "false": false
    default: throw Unreadable(column: names[linked], cell: cell(linked))
    }
  }
}
