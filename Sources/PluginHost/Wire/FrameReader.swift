internal import ModuleKit

/// Makes frames of bytes that arrive in pieces of any size.
///
/// No length is believed: memory is taken as bytes arrive, and whoever reads may refuse a frame once its header is
/// known, before its arrays are.
package struct FrameReader: Sendable {
  private enum State: Sendable {
    /// Magic and length, as far as they are there.
    case beginning([UInt8])
    case header(length: Int, [UInt8])
    case arrays(FrameHeader, done: [WireArray], current: [UInt8])
    /// Nothing more is read.
    case broken(WireProblem)
  }

  package static let magic = Array("SGP1".utf8)
  static let mostHeader = 16 << 20
  private var state = State.beginning([])
  private var frames: [Message] = []

  package init() {}

  /// Whether a frame has begun that is not complete.
  package var isInFrame: Bool {
    if case .beginning(let bytes) = state { return !bytes.isEmpty }
    return true
  }

  /// Whether nothing has been read that was not taken.
  package var isEmpty: Bool { frames.isEmpty && !isInFrame }

  /// The next complete frame.
  package mutating func next() -> Message? { frames.isEmpty ? nil : frames.removeFirst() }

  /// Takes up bytes; frames that they complete wait for ``next()``.
  ///
  /// - Parameter admit: is shown each header when it is there, and throws to refuse the frame.
  package mutating func feed(
    _ bytes: ArraySlice<UInt8>,
    admit: (FrameHeader) throws(WireProblem) -> Void = { _ throws(WireProblem) in }
  ) throws(WireProblem) {
    if case .broken(let problem) = state { throw problem }
    var rest = bytes
    do {
      while !rest.isEmpty { try step(&rest, admit) }
    } catch {
      state = .broken(error)
      throw error
    }
  }

  private mutating func step(
    _ rest: inout ArraySlice<UInt8>, _ admit: (FrameHeader) throws(WireProblem) -> Void
  ) throws(WireProblem) {
    switch state {
    case .beginning(var bytes):
      state = .beginning([])
      move(&rest, to: &bytes, upTo: 8)
      let begun = bytes.prefix(4)
      if !Self.magic.starts(with: begun) { throw Self.garbage(bytes, rest) }
      if bytes.count < 8 { return state = .beginning(bytes) }
      let length = bytes[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
      if length > Self.mostHeader {
        throw WireProblem("sent a frame whose header has \(length) bytes, more than 16 MiB")
      }
      state = .header(length: length, [])
      if length == 0 { try finishHeader([], admit) }
    case .header(let length, var bytes):
      state = .header(length: length, [])
      move(&rest, to: &bytes, upTo: length)
      if bytes.count < length { return state = .header(length: length, bytes) }
      try finishHeader(bytes, admit)
    case .arrays(let header, let done, var current):
      state = .arrays(header, done: done, current: [])
      move(&rest, to: &current, upTo: header.arrays[done.count].byteCount)
      state = .arrays(header, done: done, current: current)
      finishArrays()
    case .broken(let problem): throw problem
    }
  }

  private mutating func finishHeader(
    _ bytes: [UInt8], _ admit: (FrameHeader) throws(WireProblem) -> Void
  ) throws(WireProblem) {
    let header = try FrameHeader(parsing: bytes)
    try admit(header)
    state = .arrays(header, done: [], current: [])
    finishArrays()
  }

  /// Takes up arrays that are complete; several may be when they are empty.
  private mutating func finishArrays() {
    guard case .arrays(let header, var done, var current) = state else { return }
    while done.count < header.arrays.count,
      current.count == header.arrays[done.count].byteCount
    {
      done.append(WireArray(header.arrays[done.count].type, current))
      current = []
    }
    if done.count < header.arrays.count {
      state = .arrays(header, done: done, current: current)
    } else {
      frames.append(Message(header: header, arrays: done))
      state = .beginning([])
    }
  }

  /// Moves as many bytes as there are, until `target` has `count`; it grows by no more than has arrived.
  private func move(_ rest: inout ArraySlice<UInt8>, to target: inout [UInt8], upTo count: Int) {
    let part = rest.prefix(count - target.count)
    if target.capacity < target.count + part.count {
      target.reserveCapacity(min(count, max(2 * target.count, part.count)))
    }
    target += part
    rest = rest.dropFirst(part.count)
  }

  private static func garbage(_ bytes: [UInt8], _ rest: ArraySlice<UInt8>) -> WireProblem {
    let start = String(decoding: (bytes + rest.prefix(32)).prefix(40), as: UTF8.self)
    let line = start.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    return WireProblem(
      "wrote '\(shown(String(line)))' to standard output, where a frame is wanted")
  }
}
