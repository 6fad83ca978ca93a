internal import ModuleKit

/// One comparison of groups.
struct GroupTest {
  let groups: String
  let measure, test: String
  let difference: Double
  let interval: Interval
  let p: Double
  var adjusted = Double.nan

  /// More groups than this are compared all together only.
  private static let mostInPairs = 6

  static func all(
    _ data: ExperimentData, _ groups: [GroupFinding], _ parameters: Experiment.Parameters,
    _ context: StageContext
  ) throws -> [GroupTest] {
    if groups.count < 2 { return [] }
    let chains = groups.reduce(0) { $0 + max($1.sample.total, $1.completion?.of ?? 0) }
    if chains > ExperimentFindings.mostResampled {
      context.warn(
        "not-compared", "\(chains) chains are too many to compare their groups by permutations",
        help: "of so many the intervals of the groups tell enough")
      return []
    }
    var tests: [GroupTest] = []
    if groups.count > 2 { tests += try together(groups, parameters, context) }
    var (completions, lengths): ([GroupTest], [GroupTest]) = ([], [])
    if groups.count <= mostInPairs {
      let z = Quantile.normal(level: parameters.level)
      for (index, a) in groups.enumerated() {
        for b in groups.dropFirst(index + 1) {
          try context.workers.checkCancelled()
          if let test = completion(a, b, z: z) { completions.append(test) }
          if let test = try length(a, b, parameters, context) { lengths.append(test) }
        }
      }
    }
    return tests + adjusted(completions) + adjusted(lengths)
  }

  private static func adjusted(_ tests: [GroupTest]) -> [GroupTest] {
    zip(tests, GroupComparison.holm(tests.map(\.p))).map { test, p in
      var test = test
      test.adjusted = p
      return test
    }
  }

  private static func together(
    _ groups: [GroupFinding], _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws -> [GroupTest] {
    var (values, codes): ([Double], [Int32]) = ([], [])
    for (code, group) in groups.enumerated() {
      guard let share = group.completion else {
        (values, codes) = ([], [])
        break
      }
      values += Array(repeating: 1, count: share.hits)
      values += Array(repeating: 0, count: share.of - share.hits)
      codes += Array(repeating: Int32(code), count: share.of)
    }
    let lengths = groups.map(\.lengths)
    let ofLengths = lengths.enumerated().flatMap { code, values in
      [Int32](repeating: Int32(code), count: values.count)
    }
    var tests: [GroupTest] = []
    for (measure, values, codes) in [
      ("completion", values, codes), ("links", lengths.flatMap { $0 }, ofLengths),
    ] where Set(codes).count > 1 {
      let p = try GroupComparison.permutation(
        values, codes, permutations: parameters.permutations, on: context.workers
      ) { context.random("permutation/\(measure)", replicate: $0) }
      tests.append(
        GroupTest(
          groups: "all", measure: measure, test: "permutation, sum of squares between groups",
          difference: .nan, interval: .unknown, p: p))
    }
    return tests
  }

  private static func completion(_ a: GroupFinding, _ b: GroupFinding, z: Double) -> GroupTest? {
    guard let first = a.completion, let second = b.completion, first.of > 0, second.of > 0 else {
      return nil
    }
    return GroupTest(
      groups: "\(a.name) - \(b.name)", measure: "completion", test: "Fisher's exact, two-sided",
      difference: first.value - second.value, interval: first.difference(from: second, z: z),
      p: GroupComparison.fisher(first, second))
  }

  private static func length(
    _ a: GroupFinding, _ b: GroupFinding, _ parameters: Experiment.Parameters,
    _ context: StageContext
  ) throws -> GroupTest? {
    let (first, second) = (a.lengths, b.lengths)
    if first.isEmpty || second.isEmpty { return nil }
    let codes =
      [Int32](repeating: 0, count: first.count) + [Int32](repeating: 1, count: second.count)
    let p = try GroupComparison.permutation(
      first + second, codes, permutations: parameters.permutations, on: context.workers
    ) { context.random("permutation/\(a.name)/\(b.name)", replicate: $0) }
    let differences = zip(a.bootstrap.replicates, b.bootstrap.replicates).map {
      $0.observed.mean - $1.observed.mean
    }
    return GroupTest(
      groups: "\(a.name) - \(b.name)", measure: "links",
      test: "permutation, difference of means",
      difference: a.estimates.observed.mean - b.estimates.observed.mean,
      interval: Quantile.middle(differences, level: parameters.level), p: p)
  }
}
