/// Which lane each stage and each of its inputs takes when stages stand below each other, a row each.
///
/// A lane goes straight down from a stage to the first one that reads it; whoever else reads it has a lane
/// for itself on the way. Lines that share a row never share a lane.
package struct StageLanes {
  package struct Line {
    package let from, to: Int
    package let lane: Int
  }
  /// Of each stage.
  package private(set) var lanes: [Int] = []
  package private(set) var lines: [Line] = []
  /// At least one.
  package var count: Int { max(1, taken.count) }
  private var taken: [[ClosedRange<Int>]] = []

  /// - Parameter inputs: the rows that each row reads, all above it.
  package init(inputs: [[Int]]) {
    var firstReader = [Int?](repeating: nil, count: inputs.count)
    for (row, above) in inputs.enumerated() {
      for input in above where firstReader[input] == nil { firstReader[input] = row }
    }
    for (row, above) in inputs.enumerated() {
      // Kept free below, as far as the first reader.
      let end = max(row, (firstReader[row] ?? row) - 1)
      let first = above.first
      // Whoever is not the first to read has to come from there beside others.
      let start = first.map { firstReader[$0] == row ? row : $0 + 1 } ?? row
      let lane = lane(free: start...end, rather: first.map { lanes[$0] })
      lanes.append(lane)
      taken[lane].append(start...end)
      for (place, input) in above.enumerated() {
        lines.append(Line(from: input, to: row, lane: way(input, row, place, firstReader[input])))
      }
    }
  }

  /// The lane between a stage and one that reads it, whose lane is there already.
  private mutating func way(_ input: Int, _ row: Int, _ place: Int, _ firstReader: Int?) -> Int {
    if firstReader == row { return lanes[input] }
    if place == 0 || input + 1 == row { return lanes[row] }
    let rows = input + 1...row - 1
    let own = lane(free: rows, rather: lanes[input])
    taken[own].append(rows)
    return own
  }

  private mutating func lane(free rows: ClosedRange<Int>, rather: Int?) -> Int {
    func isFree(_ lane: Int) -> Bool { !taken[lane].contains { $0.overlaps(rows) } }
    if let rather, isFree(rather) { return rather }
    if let free = taken.indices.first(where: isFree) { return free }
    taken.append([])
    return taken.count - 1
  }
}
