/// The distinct strings of several interners in one canonical order, that of their UTF-8 bytes.
package struct MergedTexts: Sendable {
  package let texts: [String]
  /// For each interner, the position in `texts` of each of its numbers.
  package let positions: [[Int32]]

  /// Complexity: O(bytes + strings × interners); interners are sorted side by side.
  package init(_ interners: [ByteInterner], on workers: Workers) throws(Cancelled) {
    let orders = try workers.map(interners) { ByteOrder.numbers(of: $0) }
    let merge = OrderedMerge(interners: interners, orders: orders)
    let segments = merge.segments()
    let merged = try workers.map(segments) { merge.merged($0) }
    var starts = [0]
    for part in merged { starts.append(starts[starts.count - 1] + part.texts.count) }
    let firsts = starts
    texts = merged.flatMap(\.texts)
    positions = try workers.map(Array(interners.indices)) { source in
      var positions = [Int32](repeating: 0, count: interners[source].count)
      for (segment, part) in merged.enumerated() {
        let first = Int32(firsts[segment])
        let range = segments[segment][source]
        for (offset, place) in part.places[source].enumerated() {
          positions[Int(orders[source][range.lowerBound + offset])] = first + place
        }
      }
      return positions
    }
  }
}

/// Several ascending lists that become one, in segments that can be merged side by side.
private struct OrderedMerge: Sendable {
  let interners: [ByteInterner]
  let orders: [[Int32]]

  struct Merged: Sendable {
    var texts: [String] = []
    /// For each list, the position in `texts` of each of its strings in this segment.
    var places: [[Int32]]
  }

  /// Ranges of the lists, cut at the same strings.
  func segments(count: Int = 16) -> [[Range<Int>]] {
    guard let longest = orders.indices.max(by: { orders[$0].count < orders[$1].count }) else {
      return []
    }
    var cuts = [orders.map { _ in 0 }]
    for index in 1..<count {
      let place = orders[longest].count * index / count
      if place == 0 { continue }
      cuts.append(orders.indices.map { lowerBound(in: $0, of: longest, place) })
    }
    cuts.append(orders.map(\.count))
    return zip(cuts, cuts.dropFirst()).map { zip($0, $1).map { $0..<$1 } }
  }

  /// The first place in `list` whose string is not below the one at `place` of `other`.
  private func lowerBound(in list: Int, of other: Int, _ place: Int) -> Int {
    var (low, high) = (0, orders[list].count)
    while low < high {
      let middle = (low + high) / 2
      if compare(list, middle, other, place) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func merged(_ ranges: [Range<Int>]) -> Merged {
    var heads = ranges.map(\.lowerBound)
    var result = Merged(
      places: ranges.map { range in
        var places: [Int32] = []
        places.reserveCapacity(range.count)
        return places
      })
    while let least = leastHead(heads, ranges) {
      let position = Int32(result.texts.count)
      let number = Int(orders[least][heads[least]])
      result.texts.append(interners[least].string(number))
      let place = heads[least]
      for list in ranges.indices where heads[list] < ranges[list].upperBound {
        if list == least || compare(list, heads[list], least, place) == 0 {
          result.places[list].append(position)
          heads[list] += 1
        }
      }
    }
    return result
  }

  private func leastHead(_ heads: [Int], _ ranges: [Range<Int>]) -> Int? {
    var least: Int?
    for list in ranges.indices where heads[list] < ranges[list].upperBound {
      if let current = least, compare(list, heads[list], current, heads[current]) >= 0 { continue }
      least = list
    }
    return least
  }

  /// Below, at or above zero as the first string comes before, is, or comes after the second.
  private func compare(_ a: Int, _ placeA: Int, _ b: Int, _ placeB: Int) -> Int {
    let x = interners[a].range(Int(orders[a][placeA]))
    let y = interners[b].range(Int(orders[b][placeB]))
    let (p, q) = (interners[a].bytes, interners[b].bytes)
    var offset = 0
    let limit = min(x.count, y.count)
    while offset < limit {
      let difference = Int(p[x.lowerBound + offset]) - Int(q[y.lowerBound + offset])
      if difference != 0 { return difference }
      offset += 1
    }
    return x.count - y.count
  }
}
