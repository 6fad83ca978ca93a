internal import ModuleKit

/// Who can introduce one person to many, and who is to be asked for which.
struct IntroductionAnswer {
  enum Verdict: String {
    case planned
    case known
    case beyondCapacity = "beyond_capacity"
    case noTrustworthyChain = "no_trustworthy_chain"
    case noChain = "no_chain"
    case oneself
  }

  /// What is found for one prospect.
  struct Row {
    let prospect: Int
    let verdict: Verdict
    /// The most reliable chain; nil where there is none.
    let best: Chain?
    let planned: Chain?
    /// The most reliable chains that begin with somebody else.
    let alternatives: [Chain]
  }

  let starter: Int
  let rows: [Row]

  /// - Parameter known: people who have a tie to the starter, by whatever channel.
  init(
    _ introductions: IntroductionWays, from starter: Int, to prospects: [Int], known: Set<Int>,
    _ parameters: Introductions.Parameters, _ workers: Workers
  ) throws(Cancelled) {
    self.starter = starter
    let terms = IntroductionPlan.Terms(
      load: parameters.load, isForEverybody: parameters.loadOn == .anybody,
      worth: TieReliability.longest(trusting: parameters.trust))
    let strangers = prospects.filter { $0 != starter && !known.contains($0) }
    // Beside the best way, and the tie to a person who is known.
    let others = strangers.count == prospects.count ? 1 : 2
    let nearest = try NearestIntroducers(
      introductions.ways, from: introductions.starter, kept: parameters.alternatives + others,
      workers)
    let plan = try IntroductionPlan(
      introductions.ways, nearest, to: strangers.map(introductions.end), terms, workers)
    let plannedOf = Dictionary(uniqueKeysWithValues: zip(strangers, plan.chains))
    var rows: [Row] = []
    for prospect in prospects {
      try workers.checkCancelled()
      let steps = prospect == starter ? [] : nearest.steps(to: introductions.end(prospect))
      let best = introductions.chain(steps, to: prospect)
      let planned = introductions.chain(plannedOf[prospect] ?? [], to: prospect)
      let verdict: Verdict =
        if prospect == starter {
          .oneself
        } else if known.contains(prospect) {
          .known
        } else if let best {
          planned != nil
            ? .planned
            : best.length > Double(terms.worth) ? .noTrustworthyChain : .beyondCapacity
        } else {
          .noChain
        }
      rows.append(
        Row(
          prospect: prospect, verdict: verdict, best: best, planned: planned,
          alternatives: Self.alternatives(
            to: prospect, beside: best, nearest, introductions, most: parameters.alternatives)))
    }
    self.rows = rows
  }

  private static func alternatives(
    to prospect: Int, beside best: Chain?, _ nearest: NearestIntroducers,
    _ introductions: IntroductionWays, most: Int
  ) -> [Chain] {
    guard let best, best.nodes.count > 1 else { return [] }
    let end = introductions.end(prospect)
    return nearest.ways(to: end)
      .filter { ![best.nodes[1], prospect].contains(introductions.person(Int($0.introducer))) }
      .prefix(most)
      .compactMap {
        introductions.chain(nearest.steps(to: end, by: $0.introducer), to: prospect)
      }
  }
}
