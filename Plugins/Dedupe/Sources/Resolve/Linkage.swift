internal import ModuleKit

/// Finds out which records are one person: comparison, estimation, weights.
struct Linkage {
  struct Choices {
    var region: String
    /// Whether pairs within one source are compared, too.
    var withinSources: Bool
    /// Fields that must agree, any one of these lists; empty for the usual rules.
    var blocking: [[FieldKind]]
    var largestBlock: Int
    var recall: Double
  }

  let comparisons: FieldComparisons
  let rules: [BlockingRule]
  let candidates: CandidatePairs
  let trained: LinkageTraining.Trained
  let scores: PairScores

  /// Up to so many records all pairs are compared: blocking would save no time and could lose some.
  static let fewRecords = 1500
  /// How sure a pair must be to count as one person before frequencies are known.
  private static let firstThreshold = 0.95
  /// How many pairs are drawn at random to learn how often strangers agree.
  private static let randomPairs = 1_000_000

  /// - Parameters:
  ///   - source: of each record, the position of the stage that it comes from.
  init(
    _ records: PersonRecords, source: [Int32], _ choices: Choices, random: RandomSource,
    on workers: Workers
  ) throws {
    let names = RecordNames(records)
    let values = FieldValues(records, region: choices.region)
    var all = Self.comparisons(names, values)
    if choices.withinSources, Set(source).count > 1 { all.append(SourceComparison(source: source)) }
    let compared = FieldComparisons(all: Array(all.prefix(AgreementPattern.capacity)))
    try workers.checkCancelled()
    rules = BlockingRules(keys: RecordKeys(names, values)).rules(choices.blocking)
    func mayMatch(_ a: Int, _ b: Int) -> Bool {
      choices.withinSources || source[a] != source[b]
    }
    candidates =
      try records.count <= Self.fewRecords && choices.blocking.isEmpty
      ? CandidatePairs.all(records.count, mayMatch: mayMatch)
      : CandidatePairs.find(
        rules, largestBlock: choices.largestBlock, mayMatch: mayMatch, on: workers)
    try workers.checkCancelled()
    let patterns = try PairPatterns(
      a: candidates.a, b: candidates.b, compared, on: workers)
    let drawn = Self.draw(records.count, random, mayMatch)
    let strangers = try PairPatterns(a: drawn.a, b: drawn.b, compared, on: workers)
    let training = LinkageTraining(
      comparisons: compared, rules: rules,
      isCertain: CertainPairs(compared.fields).holds, recall: choices.recall,
      possiblePairs: Self.possiblePairs(source, choices.withinSources))
    let contexts = try ContextTraining(
      compared, records: records.count, random: random, on: workers)
    trained = training.train(candidates: patterns, random: strangers, contexts: contexts)
    // Who is who as far as can be told without frequencies tells how many people say a thing.
    let first = try PairScores(trained.model, compared, patterns, on: workers)
    let people = RecordClusters(count: records.count, pairs: first.above(Self.firstThreshold))
    comparisons = compared.countingFrequencies(
      people.clusterOf, people: people.members.count)
    scores = try PairScores(trained.model, comparisons, patterns, on: workers)
  }

  /// The comparisons that the records allow.
  static func comparisons(_ records: PersonRecords, region: String) -> [any FieldComparison] {
    comparisons(RecordNames(records), FieldValues(records, region: region))
  }

  private static func comparisons(
    _ names: RecordNames, _ values: FieldValues
  ) -> [any FieldComparison] {
    var all: [any FieldComparison] = []
    if names.given.contains(where: { $0 >= 0 }) {
      all.append(NameComparison(field: .givenName, names: names))
    }
    if names.family.contains(where: { $0 >= 0 }) {
      all.append(NameComparison(field: .familyName, names: names))
    }
    return all + values.comparisons
  }

  /// How many pairs may be one person.
  private static func possiblePairs(_ source: [Int32], _ withinSources: Bool) -> Double {
    let n = Double(source.count)
    let all = n * (n - 1) / 2
    if withinSources { return all }
    var sizes: [Int32: Double] = [:]
    for one in source { sizes[one, default: 0] += 1 }
    return all - sizes.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * ($1.value - 1) / 2 }
  }

  /// All pairs of few records, else as many as are enough, drawn with replacement.
  private static func draw(
    _ count: Int, _ random: RandomSource, _ mayMatch: (Int, Int) -> Bool
  ) -> (a: [Int32], b: [Int32]) {
    var (a, b) = ([Int32](), [Int32]())
    if count * (count - 1) / 2 <= randomPairs {
      for first in 0..<count {
        for second in (first + 1)..<max(first + 1, count) where mayMatch(first, second) {
          a.append(Int32(first))
          b.append(Int32(second))
        }
      }
      return (a, b)
    }
    var random = random
    for _ in 0..<randomPairs {
      let first = random.next(below: count)
      let second = random.next(below: count)
      if first == second || !mayMatch(first, second) { continue }
      a.append(Int32(min(first, second)))
      b.append(Int32(max(first, second)))
    }
    return (a, b)
  }
}
