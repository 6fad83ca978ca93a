/// The distinct strings of several interners in one canonical order, that of their UTF-8 bytes.
package struct MergedTexts: Sendable {
  package let texts: [String]
  /// For each interner, the position in `texts` of each of its numbers.
  package let positions: [[Int32]]

  /// Complexity: O(bytes + strings × interners); interners are sorted side by side.
  package init(_ interners: [ByteInterner], on workers: Workers) throws(Cancelled) {
    let orders = try workers.map(interners) { ByteOrder.numbers(of: $0) }
    let merge = OrderedMerge(try SortedTexts(interners, orders, on: workers))
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

/// Several ascending lists of texts, laid out in one piece of memory.
///
/// Comparing texts asks for nothing but these arrays: to go through the interners would count references
/// at every step, from all threads.
private struct SortedTexts: Sendable {
  /// The bytes of all texts.
  let bytes: [UInt8]
  /// Where the texts of the lists begin and end, in ascending order within each list.
  let places: [(start: Int, end: Int)]
  /// The places of each list.
  let lists: [Range<Int>]

  init(
    _ interners: [ByteInterner], _ orders: [[Int32]], on workers: Workers
  ) throws(Cancelled) {
    bytes = try workers.joined(interners.map(\.bytes))
    var (firstByte, firstPlace) = (0, 0)
    var bases: [Int] = []
    var lists: [Range<Int>] = []
    for interner in interners {
      bases.append(firstByte)
      lists.append(firstPlace..<firstPlace + interner.count)
      firstByte += interner.bytes.count
      firstPlace += interner.count
    }
    let begins = bases
    places = try workers.map(Array(interners.indices)) { list in
      orders[list].map { number in
        let range = interners[list].range(Int(number))
        return (start: begins[list] + range.lowerBound, end: begins[list] + range.upperBound)
      }
    }.flatMap(\.self)
    self.lists = lists
  }
}

/// Several ascending lists that become one, in segments that can be merged side by side.
private struct OrderedMerge: Sendable {
  private let texts: SortedTexts

  init(_ texts: SortedTexts) { self.texts = texts }

  struct Merged: Sendable {
    var texts: [String] = []
    /// For each list, the position in `texts` of each of its strings in this segment.
    var places: [[Int32]]
  }

  /// Ranges of the lists, cut at the same strings.
  func segments(count: Int = 16) -> [[Range<Int>]] {
    let lists = texts.lists
    guard let longest = lists.indices.max(by: { lists[$0].count < lists[$1].count }) else {
      return []
    }
    var cuts = [lists.map { _ in 0 }]
    for index in 1..<count {
      let place = lists[longest].count * index / count
      if place == 0 { continue }
      let text = lists[longest].lowerBound + place
      cuts.append(lists.map { lowerBound(in: $0, of: text) })
    }
    cuts.append(lists.map(\.count))
    return zip(cuts, cuts.dropFirst()).map { zip($0, $1).map { $0..<$1 } }
  }

  /// How many texts of `list` come before another.
  private func lowerBound(in list: Range<Int>, of text: Int) -> Int {
    var (low, high) = (list.lowerBound, list.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if compare(middle, text, texts.places.span, texts.bytes.span) < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low - list.lowerBound
  }

  func merged(_ ranges: [Range<Int>]) -> Merged {
    let (places, bytes) = (texts.places.span, texts.bytes.span)
    var heads = ranges.indices.map { texts.lists[$0].lowerBound + ranges[$0].lowerBound }
    let ends = ranges.indices.map { texts.lists[$0].lowerBound + ranges[$0].upperBound }
    var result = Merged(
      places: ranges.map { range in
        var places: [Int32] = []
        places.reserveCapacity(range.count)
        return places
      })
    while let least = leastHead(heads, ends, places, bytes) {
      let position = Int32(result.texts.count)
      let text = heads[least]
      let (start, end) = places[text]
      unsafe bytes.extracting(start..<end).withUnsafeBufferPointer {
        unsafe result.texts.append(String(decoding: $0, as: UTF8.self))
      }
      for list in heads.indices where heads[list] < ends[list] {
        if list == least || compare(heads[list], text, places, bytes) == 0 {
          result.places[list].append(position)
          heads[list] += 1
        }
      }
    }
    return result
  }

  private func leastHead(
    _ heads: [Int], _ ends: [Int], _ places: Span<(start: Int, end: Int)>, _ bytes: Span<UInt8>
  ) -> Int? {
    var least: Int?
    for list in heads.indices where heads[list] < ends[list] {
      if let current = least, compare(heads[list], heads[current], places, bytes) >= 0 { continue }
      least = list
    }
    return least
  }

  /// Below, at or above zero as the first text comes before, is, or comes after the second.
  @inline(__always)
  private func compare(
    _ a: Int, _ b: Int, _ places: Span<(start: Int, end: Int)>, _ bytes: Span<UInt8>
  ) -> Int {
    let (x, y) = (places[a], places[b])
    let limit = min(x.end - x.start, y.end - y.start)
    let raw = unsafe bytes.bytes
    var offset = 0
    while offset + 8 <= limit {
      let p = unsafe raw.unsafeLoadUnaligned(fromByteOffset: x.start + offset, as: UInt64.self)
      let q = unsafe raw.unsafeLoadUnaligned(fromByteOffset: y.start + offset, as: UInt64.self)
      if p != q { return p.bigEndian < q.bigEndian ? -1 : 1 }
      offset += 8
    }
    while offset < limit {
      let difference = Int(bytes[x.start + offset]) - Int(bytes[y.start + offset])
      if difference != 0 { return difference }
      offset += 1
    }
    return (x.end - x.start) - (y.end - y.start)
  }
}
