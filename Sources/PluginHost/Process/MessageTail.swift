internal import ModuleKit

/// The end of what a plug-in writes to standard error.
package struct MessageTail: Sendable {
  /// What is kept, in bytes.
  static let length = 4096
  private var bytes: [UInt8] = []
  /// All bytes so far.
  private(set) var total = 0

  package init() {}

  package mutating func add(_ part: ArraySlice<UInt8>) {
    total += part.count
    bytes += part.suffix(Self.length)
    if bytes.count > 2 * Self.length { bytes.removeFirst(bytes.count - Self.length) }
  }

  mutating func forget() { self = MessageTail() }

  /// Its lines, fit for a terminal; the first may have lost its beginning.
  package var lines: [String] {
    var kept = bytes.suffix(Self.length)
    if total > kept.count {
      // Not from the middle of a character.
      kept = kept.drop { $0 & 0xC0 == 0x80 }
    }
    return String(decoding: kept, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { TerminalText.shown(String($0)) }
  }
}
