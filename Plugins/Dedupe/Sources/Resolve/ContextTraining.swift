internal import ModuleKit

/// Learns what two people share who share a company, a street, a telephone, a town, a name.
struct ContextTraining {
  /// Pairs that agree in the anchors.
  private struct AnchorPairs {
    let anchors: [Int]
    let patterns: PatternCounts
    /// What is one's own: in it two people are strangers in this context, too. Everything else they may share.
    let own: Set<FieldKind>
  }

  private let fields: [FieldKind]
  private var pairs: [AnchorPairs] = []

  /// What is looked at of each anchor's pairs: more would say the same.
  private static let mostPairs = 100_000
  private static let own: Set<FieldKind> = [.givenName, .birthDate, .email, .url, .idNumber]
  /// Namesakes have the same user names at their mail providers, and nothing else in common.
  private static let sharedByNamesakes: Set<FieldKind> = [.email]
  private static let contexts: [[FieldKind]] = [
    [.givenName, .familyName], [.company], [.street], [.phone], [.email], [.postcode], [.city],
    [.region], [.familyName],
  ]

  init(_ comparisons: FieldComparisons, records: Int, random: RandomSource, on workers: Workers)
    throws(Cancelled)
  {
    fields = comparisons.fields
    let isPeople = fields.contains { $0 == .givenName || $0 == .familyName }
    for context in Self.contexts where isPeople || context != [.company] {
      let anchors = context.compactMap { fields.firstIndex(of: $0) }
      if anchors.count < context.count { continue }
      let drawn = Self.draw(anchors.map { comparisons.all[$0].lists }, records, random)
      let patterns = try PairPatterns(a: drawn.a, b: drawn.b, comparisons, on: workers)
      pairs.append(
        AnchorPairs(anchors: anchors, patterns: patterns.counts(), own: own(context)))
    }
  }

  private func own(_ context: [FieldKind]) -> Set<FieldKind> {
    if context.count > 1 {
      return Set(FieldKind.allCases + [.source]).subtracting(Self.sharedByNamesakes)
    }
    if fields.contains(where: Self.own.contains) { return Self.own }
    return fields.contains(.familyName) ? [.familyName] : [.company]
  }

  /// All pairs that share a value of each comparison, or as many drawn at random.
  private static func draw(
    _ lists: [CodeLists], _ records: Int, _ random: RandomSource
  ) -> (a: [Int32], b: [Int32]) {
    let shared = BlockingRule("", [], lists).blocks().map(\.records)
    let pairs = shared.map { $0.count * ($0.count - 1) / 2 }
    var (a, b) = ([Int32](), [Int32]())
    if pairs.reduce(0, +) <= mostPairs {
      for list in shared {
        for (place, first) in list.enumerated() {
          for second in list[(place + 1)...] {
            a.append(first)
            b.append(second)
          }
        }
      }
      return (a, b)
    }
    var random = random
    var ends: [Int] = []
    for count in pairs { ends.append((ends.last ?? 0) + count) }
    for _ in 0..<mostPairs {
      let drawn = random.next(below: ends.last ?? 1)
      let list = shared[ends.partitioningIndex { $0 > drawn }]
      let (i, j) = (random.next(below: list.count), random.next(below: list.count - 1))
      let (first, second) = (list[i], list[j < i ? j : j + 1])
      a.append(min(first, second))
      b.append(max(first, second))
    }
    return (a, b)
  }

  /// What each anchor's pairs share that are two people.
  ///
  /// By expectation-maximisation with the two classes in each other's place: m stays as it is, and the agreement among two
  /// people is learnt. What is one's own they share as strangers do; it is this that tells the classes apart.
  func learn(_ model: LinkageModel) -> [SharedContext] {
    pairs.filter { $0.patterns.total > 0 }.map { pairs in
      let start = fields.indices.map { index in
        pairs.own.contains(fields[index])
          ? model.u[index] : zip(model.u[index], model.m[index]).map { ($0 + $1) / 2 }
      }
      let others = fields.indices.filter { !pairs.anchors.contains($0) }
      let estimate = ExpectationMaximisation(u: model.m).estimate(
        pairs.patterns, comparisons: others,
        fixed: Set(others.filter { pairs.own.contains(fields[$0]) }), start: start, prior: 0.5)
      return SharedContext(
        anchors: pairs.anchors,
        v: estimate.m.enumerated().map { $0.element ?? model.u[$0.offset] },
        pairs: Int(pairs.patterns.total * estimate.prior))
    }
  }
}

extension Array {
  /// The first position whose element satisfies what those behind it satisfy, too.
  fileprivate func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
