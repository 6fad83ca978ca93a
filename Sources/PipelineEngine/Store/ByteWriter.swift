internal import GraphCore
internal import ModuleKit

#if !_endian(little)
  #error("stored networks are the memory of little-endian machines")
#endif

/// A number that is stored as it lies in memory; any bits are one.
protocol StoredNumber: BitwiseCopyable, Sendable {}
extension UInt8: StoredNumber {}
extension Int32: StoredNumber {}
extension Int: StoredNumber {}
extension Double: StoredNumber {}

/// Puts values one behind the other, little-endian, with lengths before contents.
///
/// With a stream it holds a piece only; arrays go to the stream from where they lie.
struct ByteWriter {
  /// What has not gone to the stream.
  private(set) var bytes: [UInt8] = []
  private let stream: BlobStream?
  /// Small enough to be in the cache still when it is hashed and copied.
  private static let piece = 1 << 18

  init(to stream: BlobStream? = nil) { self.stream = stream }

  mutating func write(_ value: Int) { unsafe withUnsafeBytes(of: value) { unsafe write(raw: $0) } }
  mutating func write(_ value: Bool) { write(value ? 1 : 0) }
  mutating func write(_ text: String) {
    write(text.utf8.count)
    append(text)
  }

  mutating func write(_ values: [some StoredNumber]) {
    write(values.count)
    unsafe values.withUnsafeBytes { unsafe write(raw: $0) }
  }
  mutating func write(_ values: [Column.Flag]) {
    write(values.count)
    unsafe values.withUnsafeBytes { unsafe write(raw: $0) }
  }

  /// All lengths, a byte each if that is enough, then all texts without a gap.
  mutating func write(_ texts: [String]) {
    let longest = texts.reduce(0) { max($0, $1.utf8.count) }
    write(texts.reduce(0) { $0 + $1.utf8.count })
    let areShort = longest <= UInt8.max
    write(areShort)
    if areShort {
      write(texts.map { UInt8(truncatingIfNeeded: $0.utf8.count) })
    } else {
      write(texts.map(\.utf8.count))
    }
    for text in texts { append(text) }
  }

  mutating func write<Element>(
    each elements: [Element], _ body: (Element, inout ByteWriter) -> Void
  ) {
    write(elements.count)
    for element in elements { body(element, &self) }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    if bytes.count >= Self.piece { flush() }
  }

  private mutating func write(raw: UnsafeRawBufferPointer) {
    if let stream, bytes.count + raw.count >= Self.piece {
      flush()
      unsafe stream.append(raw)
    } else {
      unsafe bytes.append(contentsOf: raw)
    }
  }

  private mutating func flush() {
    guard let stream else { return }
    unsafe bytes.withUnsafeBytes { unsafe stream.append($0) }
    bytes.removeAll(keepingCapacity: true)
  }
}
