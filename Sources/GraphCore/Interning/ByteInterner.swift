// Hashing by a folded product: Yi, "wyhash and wyrand", 2019 (public domain), the mixing step only.

/// Gives each distinct string of bytes one number, in order of first appearance.
///
/// The strings lie one behind the other; a table with open addressing finds them. Strings of up to 15
/// bytes are compared within the table, so that finding a name costs one miss of the cache. Whole
/// numbers, the ids of many files, are places in a list of their own. Nothing is allocated per string.
/// Complexity: O(length) a call; memory: the bytes once, and 44 to 80 bytes a string.
package struct ByteInterner: Sendable {
  /// Sixteen bytes that tell a string: itself and its length, or a hash of a longer one.
  struct Key: BitwiseCopyable, Sendable, Equatable {
    var low: UInt64
    /// The last byte is the length up to 15; 255 for all that are longer.
    var high: UInt64

    static let longMark: UInt64 = 0xff << 56
    var isLong: Bool { high >= Self.longMark }
    /// The same for the same bytes on every run.
    var hash: UInt64 { mix(low, high) }
  }
  private struct Place: BitwiseCopyable, Sendable {
    var key: Key
    /// The number plus one; 0 is a free place.
    var entry: UInt64
  }

  private var places: [Place]
  private var placesTaken = 0
  /// The number plus one of the texts "0", "1", "2" and so on, as far as they have been seen.
  private var plain: [Int32] = []
  private let plainLimit: Int32
  /// All strings; number k is `bytes[starts[k] ..< starts[k + 1]]`.
  package private(set) var bytes: [UInt8] = []
  package private(set) var starts = [0]
  /// True when some string has a byte beyond ASCII.
  package private(set) var hasWideText = false

  /// - Parameters:
  ///   - expected: about how many strings there are.
  ///   - plainLimit: whole numbers below it are found in a list: 4 bytes for each up to the largest.
  package init(expected: Int = 0, plainLimit: Int = 1 << 16) {
    self.plainLimit = Int32(clamping: plainLimit)
    var size = 64
    while size < expected * 2 { size *= 2 }
    places = Self.free(size)
    starts.reserveCapacity(expected + 1)
  }

  private static func free(_ size: Int) -> [Place] {
    var places = [Place](unset: size)
    for index in places.indices { places[index] = Place(key: Key(low: 0, high: 0), entry: 0) }
    return places
  }

  package var count: Int { starts.count - 1 }
  package func range(_ number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }
  package func string(_ number: Int) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  /// The number of `text[range]`, new when it has not been seen.
  package mutating func intern(_ text: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    intern(text, Query(text, range))
  }

  /// A string whose number is asked for later, together with others.
  ///
  /// Four words, because that many are returned in registers; what is returned in memory, written in
  /// words and read in vectors, waits for the writes (half the time of taking a row, measured).
  package struct Query: BitwiseCopyable, Sendable {
    fileprivate let key: Key
    fileprivate let start: Int
    fileprivate let end: Int
    fileprivate var range: Range<Int> { start..<end }

    @inline(__always) package init(_ text: Span<UInt8>, _ range: Range<Int>) {
      key = ByteInterner.key(text, range)
      (start, end) = (range.lowerBound, range.upperBound)
    }
    private init(nothing: ()) { (key, start, end) = (Key(low: 0, high: 0), 0, 0) }

    /// Asks for nothing: its number is -1.
    package static let nothing = Query(nothing: ())
    fileprivate var isNothing: Bool { start == end }
  }

  /// Appends the numbers of many strings to `numbers`, in order.
  ///
  /// The table is far larger than the cache. When all places are asked for first, their misses wait
  /// together instead of one after the other (half the time of one by one, measured).
  package mutating func intern(
    _ text: Span<UInt8>, _ queries: Span<Query>, into numbers: inout [Int32]
  ) {
    let mask = places.count - 1
    for index in queries.indices {
      let key = queries[index].key
      if isPlain(key.plainNumber) { continue }
      places.span.prefetch(Int(truncatingIfNeeded: key.hash) & mask)
    }
    for index in queries.indices {
      let query = queries[index]
      numbers.append(query.isNothing ? -1 : intern(text, query))
    }
  }

  @inline(__always)
  private mutating func intern(_ text: Span<UInt8>, _ query: Query) -> Int32 {
    let number = query.key.plainNumber
    if isPlain(number) {
      let value = Int(number)
      if value < plain.count, plain[value] != 0 { return plain[value] - 1 }
      return add(text, query.range, plain: value)
    }
    return intern(text, query.range, query.key)
  }

  @inline(__always) private func isPlain(_ number: Int32) -> Bool {
    UInt32(bitPattern: number) < UInt32(bitPattern: plainLimit)
  }

  private mutating func intern(_ text: Span<UInt8>, _ range: Range<Int>, _ key: Key) -> Int32 {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let found = places[place]
      if found.key == key, found.entry != 0 {
        let number = Int(found.entry) - 1
        if !key.isLong || equals(number, text, range) { return Int32(truncatingIfNeeded: number) }
      } else if found.entry == 0 {
        return add(text, range, key, at: place)
      }
      place = (place + 1) & mask
    }
  }

  package mutating func intern(_ text: String) -> Int32 {
    let bytes = Array(text.utf8)
    return intern(bytes.span, 0..<bytes.count)
  }

  private func equals(_ number: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = starts[number]
    let length = starts[number + 1] - start
    guard length == range.count else { return false }
    let mine = unsafe bytes.span.bytes
    let theirs = unsafe text.bytes
    var offset = 0
    // The last step goes over some bytes twice: longer texts have more than eight.
    while offset < length {
      let from = min(offset, length - 8)
      let a = unsafe mine.unsafeLoadUnaligned(fromByteOffset: start + from, as: UInt64.self)
      let b = unsafe theirs.unsafeLoadUnaligned(
        fromByteOffset: range.lowerBound + from, as: UInt64.self)
      if a != b { return false }
      offset += 8
    }
    return true
  }

  @inline(never)
  private mutating func add(
    _ text: Span<UInt8>, _ range: Range<Int>, _ key: Key, at place: Int
  ) -> Int32 {
    let number = add(text, range)
    places[place] = Place(key: key, entry: UInt64(number + 1))
    placesTaken += 1
    if placesTaken * 2 > places.count { grow() }
    return number
  }

  @inline(never)
  private mutating func add(_ text: Span<UInt8>, _ range: Range<Int>, plain value: Int) -> Int32 {
    if value >= plain.count {
      let wanted = min(Int(plainLimit), max(value + 1, 2 * plain.count))
      plain.append(contentsOf: repeatElement(0, count: wanted - plain.count))
    }
    let number = add(text, range)
    plain[value] = number + 1
    return number
  }

  private mutating func add(_ text: Span<UInt8>, _ range: Range<Int>) -> Int32 {
    let number = count
    precondition(number < Int32.max, "more than 2^31 distinct strings")
    let added = text.extracting(range)
    for index in added.indices where added[index] >= 0x80 { hasWideText = true }
    unsafe added.withUnsafeBufferPointer { buffer in unsafe bytes.append(contentsOf: buffer) }
    starts.append(bytes.count)
    return Int32(number)
  }

  private mutating func grow() {
    let old = places
    places = Self.free(old.count * 2)
    let mask = places.count - 1
    for item in old where item.entry != 0 {
      var place = Int(truncatingIfNeeded: item.key.hash) & mask
      while places[place].entry != 0 { place = (place + 1) & mask }
      places[place] = item
    }
  }
}

extension ByteInterner {
  @inline(__always)
  private static func key(_ text: Span<UInt8>, _ range: Range<Int>) -> Key {
    let length = range.count
    if length > 15 { return longKey(text, range) }
    let mark = UInt64(length) << 56
    guard range.lowerBound + 16 <= text.count else {
      var key = Key(low: 0, high: mark)
      for index in 0..<length {
        let byte = UInt64(text[range.lowerBound + index]) << UInt64(index % 8 * 8)
        if index < 8 { key.low |= byte } else { key.high |= byte }
      }
      return key
    }
    let raw = unsafe text.bytes
    let low = unsafe raw.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
    let high = unsafe raw.unsafeLoadUnaligned(
      fromByteOffset: range.lowerBound + 8, as: UInt64.self)
    return Key(
      low: low.littleEndian & firstBytes(min(length, 8)),
      high: high.littleEndian & firstBytes(max(length - 8, 0)) | mark)
  }

  /// A mask of the first `count` bytes of a word, 0 to 8.
  @inline(__always) private static func firstBytes(_ count: Int) -> UInt64 {
    UInt64.max >> UInt64(truncatingIfNeeded: 64 - 8 * count)
  }

  @inline(never)
  private static func longKey(_ text: Span<UInt8>, _ range: Range<Int>) -> Key {
    let raw = unsafe text.bytes
    var (a, b) = (UInt64(range.count), UInt64(range.count) ^ 0x9e37_79b9_7f4a_7c15)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let from = min(offset, range.upperBound - 8)
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: from, as: UInt64.self).littleEndian
      a = mix(a, word)
      b = mix(word, b)
      offset += 8
    }
    return Key(low: a, high: b | Key.longMark)
  }
}

@inline(__always) private func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = (a ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: b ^ 0xe703_7ed1_a0b4_28db)
  return product.high ^ product.low
}
