/// Places along a line, moved as little as needed to keep a distance.
package enum Spacing {
  /// - Returns: one for each of `wanted`, in their order.
  package static func apart(
    _ wanted: [Double], by distance: Double, from low: Double, to high: Double
  ) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let room = max(0, high - low)
    let step = min(distance, room / Double(max(1, wanted.count - 1)))
    // Neighbors that meet become a block around the middle of what they want.
    var blocks: [(members: Int, start: Double)] = []
    var members: [[Int]] = []
    for index in order {
      var block = [index]
      var start = wanted[index]
      while let last = blocks.last, last.start + Double(last.members) * step > start {
        block = (members.popLast() ?? []) + block
        blocks.removeLast()
        let offsets = block.enumerated().map { wanted[$1] - Double($0) * step }
        start = offsets.reduce(0, +) / Double(block.count)
      }
      let length = Double(block.count - 1) * step
      start = start.clamped(low, max(low, high - length))
      blocks.append((block.count, start))
      members.append(block)
    }
    // What was pushed from above may push down once more.
    var ceiling = Double.infinity
    var result = wanted
    for (block, ids) in zip(blocks, members).reversed() {
      let length = Double(ids.count - 1) * step
      let start = min(block.start, ceiling - step - length)
      for (offset, id) in ids.enumerated() { result[id] = start + Double(offset) * step }
      ceiling = start
    }
    return result
  }
}
