internal import GraphCore
internal import ModuleKit

/// Reads what ``ByteWriter`` wrote; throws instead of trusting lengths that lie.
struct ByteReader {
  struct Damaged: Error {}

  private let bytes: StoredBytes
  private var position: Int

  init(_ bytes: StoredBytes, from position: Int = 0) {
    (self.bytes, self.position) = (bytes, min(position, bytes.count))
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func int() throws(Damaged) -> Int {
    let values: [Int] = try take(1)
    return values[0]
  }
  mutating func bool() throws(Damaged) -> Bool {
    switch try int() {
    case 0: false
    case 1: true
    default: throw Damaged()
    }
  }
  mutating func text() throws(Damaged) -> String {
    let count = try count(1)
    defer { position += count }
    guard let text = bytes.text(position..<(position + count)) else { throw Damaged() }
    return text
  }

  mutating func numbers<Number: StoredNumber>() throws(Damaged) -> [Number] {
    try take(try count(MemoryLayout<Number>.stride))
  }

  mutating func flags() throws(Damaged) -> [Column.Flag] {
    let values: [UInt8] = try numbers()
    guard values.allSatisfy({ $0 <= Column.Flag.missing.rawValue }) else { throw Damaged() }
    return values.map { Column.Flag(rawValue: $0) ?? .missing }
  }

  mutating func texts(on workers: Workers = .serial) throws -> [String] {
    let size = try int()
    if try bool() {
      let lengths: [UInt8] = try numbers()
      return try texts(lengths, size, on: workers)
    }
    let lengths: [Int] = try numbers()
    return try texts(lengths, size, on: workers)
  }

  /// - Parameter size: what the lengths must come to.
  private mutating func texts<Length: FixedWidthInteger & StoredNumber>(
    _ lengths: [Length], _ size: Int, on workers: Workers
  ) throws -> [String] {
    guard size >= 0, size <= bytes.count - position else { throw Damaged() }
    let chunks = Chunks.even(lengths.count, count: 64)
    let sums = try workers.map(chunks) { Self.sum(lengths[$0], upTo: size) }
    var starts: [Int: Int] = [:]
    var end = position
    for (chunk, sum) in zip(chunks, sums) {
      guard let sum, sum <= bytes.count - end else { throw Damaged() }
      starts[chunk.lowerBound] = end
      end += sum
    }
    guard end == position + size else { throw Damaged() }
    position = end
    var texts = [String](repeating: "", count: lengths.count)
    let (begins, bytes) = (starts, bytes)
    let areTexts = try workers.fillAndMap(&texts, chunks) { range, texts in
      var start = begins[range.lowerBound] ?? 0
      for index in range {
        let length = Int(lengths[index])
        guard let text = bytes.text(start..<(start + length)) else { return false }
        texts[index - range.lowerBound] = text
        start += length
      }
      return true
    }
    if areTexts.contains(false) { throw Damaged() }
    return texts
  }

  /// Nil when the lengths come to more than `limit`, or one is below zero.
  private static func sum(_ lengths: ArraySlice<some FixedWidthInteger>, upTo limit: Int) -> Int? {
    var sum = 0
    for length in lengths {
      guard length >= 0, Int(length) <= limit - sum else { return nil }
      sum += Int(length)
    }
    return sum
  }

  mutating func each<Element>(
    _ body: (inout ByteReader) throws -> Element
  ) throws -> [Element] {
    // Each takes a number at least.
    let count = try count(MemoryLayout<Int>.size)
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  /// A count of things of `size` bytes each, which must still be there.
  private mutating func count(_ size: Int) throws(Damaged) -> Int {
    let count = try int()
    guard count >= 0, count <= (bytes.count - position) / size else { throw Damaged() }
    return count
  }

  private mutating func take<Number: StoredNumber>(_ count: Int) throws(Damaged) -> [Number] {
    let size = count * MemoryLayout<Number>.stride
    guard size <= bytes.count - position else { throw Damaged() }
    defer { position += size }
    return bytes.numbers(at: position, count: count)
  }
}
