internal import Glibc
package import ModuleKit

/// A frame on its way out: arrays are written from where they are.
package struct OutgoingFrame: Sendable {
  private let pieces: [WireArray]
  private var piece = 0
  private var offset = 0

  /// - Parameter arrays: by name; the header lists them.
  package init(_ header: JSON, arrays: [(name: String, values: WireArray)] = []) {
    var header = header
    if !arrays.isEmpty {
      header["arrays"] = .array(
        arrays.map {
          [
            "name": .string($0.name), "type": .string($0.values.type.rawValue),
            "count": .integer($0.values.count),
          ]
        })
    }
    let text = Array(header.compact.utf8)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    pieces = [.u8(FrameReader.magic + length + text)] + arrays.map(\.values)
    skipEmpty()
  }

  package var isSent: Bool { piece == pieces.count }

  /// All bytes, for tests.
  package var bytes: [UInt8] {
    pieces.flatMap { piece in unsafe piece.withBytes { unsafe Array($0) } }
  }

  private mutating func skipEmpty() {
    while piece < pieces.count, offset == pieces[piece].byteCount {
      (piece, offset) = (piece + 1, 0)
    }
  }

  /// Writes as much as a descriptor takes without waiting.
  ///
  /// - Returns: false when nobody reads at the other end.
  mutating func write(to descriptor: Int32) -> Bool {
    while !isSent {
      let count = unsafe pieces[piece].withBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      offset += count
      skipEmpty()
    }
    return true
  }
}
