package import ModuleKit

/// The pairs of records that are compared, each once.
package struct CandidatePairs: Sendable {
  /// What a rule adds.
  package struct RuleReport: Sendable {
    package let rule: String
    /// Pairs that share a key.
    package var pairs = 0
    /// Of these, pairs that no rule before has found.
    package var added = 0
    /// The sizes of the largest blocks.
    package var largest: [Int] = []
    /// Blocks left out because they are too large, and the pairs in them.
    package var skippedBlocks = 0
    package var skippedPairs = 0
  }

  package private(set) var a: [Int32] = []
  package private(set) var b: [Int32] = []
  package private(set) var reports: [RuleReport] = []

  package var count: Int { a.count }

  /// All pairs of `count` records that may be one person.
  package static func all(_ count: Int, mayMatch: (Int, Int) -> Bool) -> CandidatePairs {
    var pairs = CandidatePairs()
    for a in 0..<max(0, count) {
      for b in (a + 1)..<max(a + 1, count) where mayMatch(a, b) { pairs.append(a, b) }
    }
    var report = RuleReport(rule: "all pairs")
    (report.pairs, report.added) = (pairs.count, pairs.count)
    pairs.reports = [report]
    return pairs
  }

  private mutating func append(_ a: Int, _ b: Int) {
    self.a.append(Int32(a))
    self.b.append(Int32(b))
  }

  /// The union of what the rules find.
  ///
  /// - Parameters:
  ///   - largestBlock: blocks of more records are left out and reported: what thousands share says little,
  ///     and their pairs grow with the square.
  ///   - mayMatch: false for pairs that are ruled out beforehand, as within a source.
  package static func find(
    _ rules: [BlockingRule], largestBlock: Int, mayMatch: (Int, Int) -> Bool, on workers: Workers
  ) throws(Cancelled) -> CandidatePairs {
    var pairs = CandidatePairs()
    // What a rule leaves out, a later one may still find.
    var earlier: [BlockingRule] = []
    for rule in rules {
      try workers.checkCancelled()
      let blocks = rule.blocks()
      var report = RuleReport(rule: rule.name)
      report.pairs = blocks.reduce(0) { $0 + $1.pairs }
      report.largest = Array(blocks.map(\.records.count).sorted(by: >).prefix(3))
      let skipped = blocks.filter { $0.records.count > largestBlock }
      report.skippedBlocks = skipped.count
      report.skippedPairs = skipped.reduce(0) { $0 + $1.pairs }
      let usable = rule.without(skipped)
      let before = pairs.count
      for block in blocks where block.records.count <= largestBlock {
        pairs.add(block, of: usable, earlier, mayMatch)
      }
      report.added = pairs.count - before
      pairs.reports.append(report)
      earlier.append(usable)
    }
    return pairs
  }

  /// Adds the pairs of a block that no rule before has found, nor this one under a smaller key.
  private mutating func add(
    _ block: BlockingRule.Block, of rule: BlockingRule, _ earlier: [BlockingRule],
    _ mayMatch: (Int, Int) -> Bool
  ) {
    for (index, first) in block.records.enumerated() {
      for second in block.records[(index + 1)...] {
        let (a, b) = (Int(first), Int(second))
        guard mayMatch(a, b), rule.sharedKey(a, b) == block.key,
          !earlier.contains(where: { $0.joins(a, b) })
        else { continue }
        append(a, b)
      }
    }
  }
}
