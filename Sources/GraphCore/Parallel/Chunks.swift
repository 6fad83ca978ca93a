/// Cuts of an index range that depend on the data alone.
public enum Chunks {
  /// At most `count` chunks of about equal length.
  public static func even(_ total: Int, count: Int = 16) -> [Range<Int>] {
    let count = min(count, total)
    return (0..<count).map { (total * $0 / count)..<(total * ($0 + 1) / count) }
  }

  /// At most `count` chunks of rows with about equal work.
  ///
  /// - Parameter work: ascending; row `r` costs `work[r + 1] - work[r]`, at least 1.
  public static func balanced(_ work: [Int], count: Int = 16) -> [Range<Int>] {
    let rows = work.count - 1
    var chunks: [Range<Int>] = []
    var start = 0
    for index in 1...max(1, count) where start < rows {
      let goal = work[rows] / count * index
      var end = start + 1
      while end < rows && (index == count || work[end] < goal) { end += 1 }
      chunks.append(start..<end)
      start = end
    }
    return chunks
  }

  /// At most `count` chunks of rows with about equal numbers of arcs (plus one per row).
  public static func edgeBalanced(_ adjacency: Adjacency, count: Int = 16) -> [Range<Int>] {
    balanced(offsets: adjacency.offsets, count: count)
  }

  /// At most `count` chunks of rows, row r being `offsets[r] ..< offsets[r + 1]`, with about equal
  /// lengths (plus one per row).
  static func balanced(offsets: [Int], count: Int) -> [Range<Int>] {
    let rows = offsets.count - 1
    let total = offsets[rows] + rows
    var chunks: [Range<Int>] = []
    var start = 0
    for index in 1...max(1, count) where start < rows {
      let goal = total * index / count
      // The first row whose end reaches the goal; offsets ascend, so halve the range.
      var (low, high) = (start + 1, rows)
      while low < high {
        let middle = (low + high) / 2
        if offsets[middle] + middle < goal { low = middle + 1 } else { high = middle }
      }
      let end = index == count ? rows : low
      chunks.append(start..<end)
      start = end
    }
    return chunks
  }
}
