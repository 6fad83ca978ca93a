// McIlroy, Bostic & McIlroy, "Engineering radix sort", Computing Systems 6(1), 1993: strings are
// sorted by a few bytes at a time, groups that are still equal by the bytes that follow.

/// Orders the strings of one interner by their bytes.
struct ByteOrder {
  /// A string by seven of its bytes, the first highest, and how many are left of it from there, up to
  /// eight: texts that are equal by both go on.
  private struct Entry {
    var prefix: UInt64
    let number: Int32
  }

  private let texts: ByteInterner
  private var entries: [Entry]
  private var spare: [Entry]

  /// The numbers of `texts`, ascending by bytes. Complexity: O(bytes) for texts that soon differ.
  static func numbers(of texts: ByteInterner) -> [Int32] {
    var order = ByteOrder(texts)
    order.sort()
    return order.entries.map(\.number)
  }

  private init(_ texts: ByteInterner) {
    self.texts = texts
    entries = (0..<Int32(texts.count)).map { Entry(prefix: 0, number: $0) }
    spare = entries
  }

  private mutating func sort() {
    // A list, not recursion: texts that share long beginnings nest deeply.
    var groups: [(range: Range<Int>, depth: Int)] = [(entries.indices, 0)]
    while let (range, depth) = groups.popLast() {
      if range.count <= 24 {
        insertionSort(range, from: depth)
        continue
      }
      let shared = sharedBytes(range, from: depth)
      for index in range { entries[index].prefix = prefix(entries[index].number, from: shared) }
      radixSort(range)
      var start = range.lowerBound
      while start < range.upperBound {
        var end = start + 1
        while end < range.upperBound, entries[end].prefix == entries[start].prefix { end += 1 }
        if end - start > 1 { groups.append((start..<end, shared + 7)) }
        start = end
      }
    }
  }

  /// How many bytes all texts of a group share; they share `depth` already.
  private func sharedBytes(_ range: Range<Int>, from depth: Int) -> Int {
    let first = texts.range(Int(entries[range.lowerBound].number))
    var shared = first.count
    for index in range.dropFirst() where shared > depth {
      let other = texts.range(Int(entries[index].number))
      let limit = min(shared, other.count)
      var length = depth
      while length < limit,
        texts.bytes[first.lowerBound + length] == texts.bytes[other.lowerBound + length]
      { length += 1 }
      shared = length
    }
    return shared
  }

  private func prefix(_ number: Int32, from depth: Int) -> UInt64 {
    let range = texts.range(Int(number))
    let start = range.lowerBound + depth
    let left = range.upperBound - start
    var word: UInt64 = 0
    if start + 8 <= texts.bytes.count {
      word = unsafe texts.bytes.span.bytes.unsafeLoadUnaligned(
        fromByteOffset: start, as: UInt64.self
      ).bigEndian
      if left < 8 { word &= ~(UInt64.max >> UInt64(8 * left)) }
    } else {
      for index in 0..<min(8, left) {
        word |= UInt64(texts.bytes[start + index]) << UInt64(56 - 8 * index)
      }
    }
    return (word & ~0xff) | UInt64(min(left, 8))
  }

  /// By `prefix`, one byte at a time from the last; bytes that are equal everywhere cost nothing.
  private mutating func radixSort(_ range: Range<Int>) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      var next = [Int](repeating: 0, count: 257)
      for index in range { next[Int(entries[index].prefix >> shift & 0xff) + 1] += 1 }
      if next.contains(range.count) { continue }
      next[0] = range.lowerBound
      for digit in 0..<256 { next[digit + 1] += next[digit] }
      for index in range {
        let digit = Int(entries[index].prefix >> shift & 0xff)
        spare[next[digit]] = entries[index]
        next[digit] += 1
      }
      for index in range { entries[index] = spare[index] }
    }
  }

  private mutating func insertionSort(_ range: Range<Int>, from depth: Int) {
    for index in range.dropFirst() {
      let entry = entries[index]
      var place = index
      while place > range.lowerBound,
        precedes(entry.number, entries[place - 1].number, from: depth)
      {
        entries[place] = entries[place - 1]
        place -= 1
      }
      entries[place] = entry
    }
  }

  private func precedes(_ a: Int32, _ b: Int32, from depth: Int) -> Bool {
    let (x, y) = (texts.range(Int(a)), texts.range(Int(b)))
    var offset = depth
    while offset < x.count, offset < y.count {
      let (p, q) = (texts.bytes[x.lowerBound + offset], texts.bytes[y.lowerBound + offset])
      if p != q { return p < q }
      offset += 1
    }
    return x.count < y.count
  }
}
