import ModuleKit
import ModuleTesting
import Reports
import Testing

struct StageLanesTests {
  @Test func aChainIsOneLane() {
    let lanes = StageLanes(inputs: [[], [0], [1], [2]])
    #expect(lanes.lanes == [0, 0, 0, 0])
    #expect(lanes.count == 1)
  }

  @Test func branchesAndMeetings() {
    // Two begin, a third reads both, two read the third, and one of them the first beginning too.
    let lanes = StageLanes(inputs: [[], [], [0, 1], [2], [2], [4, 0]])
    #expect(lanes.lanes == [0, 1, 0, 0, 1, 1])
    #expect(lanes.count == 3)
    #expect(StageLanes(inputs: []).count == 1)
  }

  /// On random studies no two lines, and no line and stage, share a lane in a row.
  @Test(arguments: 0..<60)
  func nothingLiesOnAnother(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let inputs = (0..<25).map { row in
      var above: [Int] = []
      for _ in 0..<min(row, Int(random.unit() * 4)) {
        let one = Int(random.unit() * Double(row))
        if !above.contains(one) { above.append(one) }
      }
      return above
    }
    let lanes = StageLanes(inputs: inputs)
    #expect(lanes.lines.count == inputs.reduce(0) { $0 + $1.count })
    var seen: Set<[Int]> = []
    for (row, lane) in lanes.lanes.enumerated() {
      #expect(seen.insert([row, lane]).inserted)
      #expect(lane < lanes.count)
    }
    for line in lanes.lines where line.from + 1 < line.to {
      for row in line.from + 1..<line.to { #expect(seen.insert([row, line.lane]).inserted) }
    }
  }
}
