internal import ModuleKit

/// Learns what two people share who share a company, a street, a telephone, a town.
struct ContextTraining {
  /// The patterns of pairs that agree in the anchor.
  struct AnchorPairs {
    let anchor: Int
    let patterns: PatternCounts
  }

  private let fields: [FieldKind]
  let anchors: [AnchorPairs]

  /// What is looked at of each anchor's pairs: more would say the same.
  private static let mostPairs = 100_000
  /// What is one's own. Everything else colleagues and relatives may share.
  private static let own: Set<FieldKind> = [.givenName, .birthDate, .email, .url, .idNumber]
  private static let contexts: [FieldKind] = [
    .company, .street, .phone, .email, .postcode, .city, .region,
  ]

  init(_ comparisons: FieldComparisons, records: Int, random: RandomSource, on workers: Workers)
    throws(Cancelled)
  {
    fields = comparisons.all.map(\.field)
    let isPeople = fields.contains { $0 == .givenName || $0 == .familyName }
    var anchors: [AnchorPairs] = []
    for field in Self.contexts where isPeople || field != .company {
      guard let anchor = fields.firstIndex(of: field) else { continue }
      let pairs = Self.draw(comparisons.all[anchor], records, random)
      let patterns = try PairPatterns(a: pairs.a, b: pairs.b, comparisons, on: workers)
      anchors.append(AnchorPairs(anchor: anchor, patterns: patterns.counts()))
    }
    self.anchors = anchors
  }

  /// All pairs that share a value of the comparison, or as many drawn at random.
  private static func draw(
    _ comparison: any FieldComparison, _ records: Int, _ random: RandomSource
  ) -> (a: [Int32], b: [Int32]) {
    var holders = [[Int32]](repeating: [], count: comparison.valueCount)
    for record in 0..<records {
      for value in comparison.valuesForFrequency(record) {
        holders[Int(value)].append(Int32(record))
      }
    }
    let shared = holders.filter { $0.count > 1 }
    let pairs = shared.map { $0.count * ($0.count - 1) / 2 }
    var (a, b) = ([Int32](), [Int32]())
    if pairs.reduce(0, +) <= mostPairs {
      for list in shared {
        for (index, first) in list.enumerated() {
          for second in list[(index + 1)...] {
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
    let own =
      fields.contains { Self.own.contains($0) }
      ? Self.own : fields.contains(.familyName) ? [.familyName] : [.company]
    let start = fields.indices.map { index in
      own.contains(fields[index])
        ? model.u[index] : zip(model.u[index], model.m[index]).map { ($0 + $1) / 2 }
    }
    return anchors.filter { $0.patterns.total > 0 }.map { pairs in
      let others = fields.indices.filter { $0 != pairs.anchor }
      let estimate = ExpectationMaximisation(u: model.m).estimate(
        pairs.patterns, comparisons: others, fixed: Set(others.filter { own.contains(fields[$0]) }),
        start: start, prior: 0.5)
      return SharedContext(
        anchor: pairs.anchor, v: estimate.m.enumerated().map { $0.element ?? model.u[$0.offset] },
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
