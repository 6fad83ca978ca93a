import GraphCore
import Synchronization
import Testing

/// Loops one after the other, side by side and within each other: each part is done once, and all parts
/// are done when the loop ends.
struct ThreadTeamTests {
  private func sum(_ count: Int, threads: Int) throws -> Int {
    try Workers(threads: threads).map(Array(0..<count)) { $0 }.reduce(0, +)
  }

  @Test(arguments: [2, 3, 7]) func manyShortLoops(threads: Int) throws {
    var values = [Int](repeating: 0, count: 40)
    let workers = Workers(threads: threads)
    for round in 0..<3000 {
      try workers.fill(&values, Chunks.even(40, count: 8)) { range, out in
        for index in range { out[index - range.lowerBound] += index + round }
      }
    }
    #expect(values == (0..<40).map { 3000 * $0 + 3000 * 2999 / 2 })
  }

  @Test(arguments: [2, 7]) func loopsWithinLoops(threads: Int) throws {
    let workers = Workers(threads: threads)
    for _ in 0..<50 {
      let sums = try workers.map(Array(1...20)) { count in
        (try? Workers(threads: threads).map(Array(0..<count)) { $0 }.reduce(0, +)) ?? -1
      }
      #expect(sums == (1...20).map { $0 * ($0 - 1) / 2 })
    }
  }

  @Test func loopsSideBySide() async {
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<6 {
        group.addTask {
          (0..<300).allSatisfy { round in
            let count = 1 + (task + round) % 40
            return (try? sum(count, threads: 2 + task % 3)) == count * (count - 1) / 2
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test func partsThatTakeLong() throws {
    // Longer than anyone looks out for the end: the loop sleeps until the last part has ended.
    let ended = Atomic<Int>(0)
    _ = try Workers(threads: 4).map(Array(0..<8)) { part in
      var value = UInt64(part)
      for _ in 0..<3_000_000 { value = value &* 6_364_136_223_846_793_005 &+ 1 }
      ended.add(value == 0 ? 2 : 1, ordering: .relaxed)
    }
    #expect(ended.load(ordering: .relaxed) == 8)
  }
}
