/// Rows gathered into groups: group `g` holds `rows[offsets[g] ..< offsets[g + 1]]`.
public struct RowGroups: Sendable, Equatable {
  public let offsets: [Int32]
  public let rows: [EdgeID]

  public init(offsets: [Int32], rows: [EdgeID]) { (self.offsets, self.rows) = (offsets, rows) }

  /// Each row a group of its own.
  public init(singles rows: [EdgeID]) {
    self.init(offsets: Array(0...Int32(rows.count)), rows: rows)
  }

  public var count: Int { offsets.count - 1 }
  public func range(_ group: Int) -> Range<Int> { Int(offsets[group])..<Int(offsets[group + 1]) }
  public subscript(group: Int) -> ArraySlice<EdgeID> { rows[range(group)] }

  /// Groups rows by the group each belongs to; -1 belongs to none.
  ///
  /// Complexity: O(rows + groups) by a counting pass.
  public init(groupOfRow: [Int32], count: Int) {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for group in groupOfRow where group >= 0 { offsets[Int(group) + 1] += 1 }
    for group in 0..<count { offsets[group + 1] += offsets[group] }
    var next = offsets
    var rows = [EdgeID](repeating: 0, count: Int(offsets[count]))
    for (row, group) in groupOfRow.enumerated() where group >= 0 {
      rows[Int(next[Int(group)])] = EdgeID(row)
      next[Int(group)] += 1
    }
    self.init(offsets: offsets, rows: rows)
  }
}
