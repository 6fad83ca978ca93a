internal import ModuleKit

/// The ties of an LFR network.
struct LFRWiring {
  let inside: [[Int32]]
  let outside: [Int32]
  /// Pairs of stubs that could not become ties.
  let erased: Int

  init(_ plan: LFRPlan, _ context: StageContext) throws(Cancelled) {
    let cancellation = context.workers.cancellation
    let parts = try context.workers.map(Self.chunks(plan)) { chunk in
      var random = context.random("inside", replicate: chunk.number)
      return Self.wire(plan, chunk, &random, cancellation)
    }
    inside = parts.map(\.ends)
    try context.workers.checkCancelled()
    var stubs: [Int32] = []
    stubs.reserveCapacity(plan.outside.reduce(0) { $0 + Int($1) })
    for (person, count) in plan.outside.enumerated() {
      stubs.append(contentsOf: repeatElement(Int32(person), count: Int(count)))
    }
    var matching = StubMatching(capacity: stubs.count / 2, cancellation)
    var random = context.random("outside")
    let community = plan.community
    matching.match(&stubs, &random) { community[Int($0)] == community[Int($1)] }
    try context.workers.checkCancelled()
    outside = matching.ends
    erased = parts.reduce(matching.erased) { $0 + $1.erased }
  }

  private struct Chunk: Sendable {
    let number: Int
    let groups: Range<Int>
    let stubs: Int
  }

  /// Communities with about 65,536 people together.
  private static func chunks(_ plan: LFRPlan) -> [Chunk] {
    var chunks: [Chunk] = []
    var (start, people, stubs) = (0, 0, 0)
    for group in 0..<plan.members.count {
      people += plan.members[group].count
      stubs += plan.members[group].reduce(0) { $0 + Int(plan.inside[Int($1)]) }
      if people >= 1 << 16 || group + 1 == plan.members.count {
        chunks.append(Chunk(number: chunks.count, groups: start..<(group + 1), stubs: stubs))
        (start, people, stubs) = (group + 1, 0, 0)
      }
    }
    return chunks
  }

  private static func wire(
    _ plan: LFRPlan, _ chunk: Chunk, _ random: inout RandomSource, _ cancellation: Cancellation
  ) -> (ends: [Int32], erased: Int) {
    // No person is in two communities, so that one set of ties is enough for all.
    var matching = StubMatching(capacity: chunk.stubs / 2, cancellation)
    var stubs: [Int32] = []
    for group in chunk.groups {
      stubs.removeAll(keepingCapacity: true)
      for person in plan.members[group] {
        stubs.append(contentsOf: repeatElement(person, count: Int(plan.inside[Int(person)])))
      }
      matching.match(&stubs, &random) { _, _ in false }
    }
    return (matching.ends, matching.erased)
  }
}
