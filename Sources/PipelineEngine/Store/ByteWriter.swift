/// Appends values to a byte array, little-endian, with lengths before contents.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int) { write(bits: UInt64(bitPattern: Int64(value))) }
  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }
  mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes.append(contentsOf: content)
  }

  mutating func write(_ values: [Int32]) { writeArray(values, UInt32.init(bitPattern:)) }
  mutating func write(_ values: [Int]) { writeArray(values) { UInt64(bitPattern: Int64($0)) } }
  mutating func write(_ values: [Double]) { writeArray(values, \.bitPattern) }
  mutating func write(_ texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }

  mutating func write<Element>(
    each elements: [Element], _ body: (Element, inout ByteWriter) -> Void
  ) {
    write(elements.count)
    for element in elements { body(element, &self) }
  }

  private mutating func writeArray<Value, Bits: FixedWidthInteger>(
    _ values: [Value], _ bits: (Value) -> Bits
  ) {
    write(values.count)
    bytes.reserveCapacity(bytes.count + values.count * MemoryLayout<Bits>.size)
    for value in values { write(bits: bits(value)) }
  }

  private mutating func write<Bits: FixedWidthInteger>(bits: Bits) {
    var rest = bits
    for _ in 0..<MemoryLayout<Bits>.size {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

/// Reads what ``ByteWriter`` wrote; throws instead of trusting lengths that lie.
struct ByteReader {
  struct Damaged: Error {}

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func int() throws(Damaged) -> Int { Int(truncatingIfNeeded: try bits(UInt64.self)) }
  mutating func bool() throws(Damaged) -> Bool { try bits(UInt8.self) != 0 }
  mutating func text() throws(Damaged) -> String {
    String(decoding: try slice(try count(1)), as: UTF8.self)
  }
  mutating func content() throws(Damaged) -> [UInt8] { Array(try slice(try count(1))) }

  mutating func int32s() throws(Damaged) -> [Int32] {
    try array { Int32(bitPattern: $0 as UInt32) }
  }
  mutating func ints() throws(Damaged) -> [Int] {
    try array { Int(truncatingIfNeeded: $0 as UInt64) }
  }
  mutating func doubles() throws(Damaged) -> [Double] {
    try array { Double(bitPattern: $0 as UInt64) }
  }
  mutating func texts() throws(Damaged) -> [String] {
    try each { reader throws(Damaged) in try reader.text() }
  }

  mutating func each<Element>(
    _ body: (inout ByteReader) throws(Damaged) -> Element
  ) throws(Damaged) -> [Element] {
    let count = try count(1)
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

  private mutating func slice(_ count: Int) throws(Damaged) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw Damaged() }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  private mutating func array<Value, Bits: FixedWidthInteger>(
    _ value: (Bits) -> Value
  ) throws(Damaged) -> [Value] {
    let count = try count(MemoryLayout<Bits>.size)
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(value(try bits(Bits.self))) }
    return values
  }

  private mutating func bits<Bits: FixedWidthInteger>(_: Bits.Type) throws(Damaged) -> Bits {
    let size = MemoryLayout<Bits>.size
    guard size <= bytes.count - position else { throw Damaged() }
    var result: Bits = 0
    for offset in stride(from: size - 1, through: 0, by: -1) {
      result = (result &<< 8) | Bits(truncatingIfNeeded: bytes[position + offset])
    }
    position += size
    return result
  }
}
