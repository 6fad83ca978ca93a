internal import ModuleKit

/// Mean and median of a measure in each cell and total, where enough people have a value.
struct GroupMeasure {
  let name: String
  /// NaN where nothing may be shown.
  let means: [Double]
  let medians: [Double]

  init(
    _ name: String, _ values: [Double], of people: PeopleCounts, least: Int, on workers: Workers
  ) throws(Cancelled) {
    self.name = name
    let entries = people.table.entries
    let known = entries.map { entry in
      entry.members.map { values[Int($0)] }.filter(\.isFinite)
    }
    // A mean times its people is a sum, and sums can be subtracted like counts.
    let hidden = Set(entries.indices.filter { !people.isShown[$0] }.map { Place(entries[$0]) })
    let isShown = try people.table.shown(
      known.map(\.count), least: least, hidden: { hidden.contains(Place($0)) }, on: workers)
    means = known.indices.map { isShown[$0] ? Self.mean(known[$0]) : .nan }
    medians = known.indices.map { isShown[$0] ? Self.median(known[$0]) : .nan }
  }

  private struct Place: Hashable {
    let level: CountTable.Level
    let row: Int
    let column: Int
    init(_ entry: CountTable.Entry) {
      (level, row, column) = (entry.level, entry.row, entry.column)
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let sum = values.reduce(0, +)
    return sum.isFinite ? sum / count : values.reduce(0) { $0 + $1 / count }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}
