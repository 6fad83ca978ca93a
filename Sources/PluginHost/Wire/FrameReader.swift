internal import ModuleKit

/// Makes frames of bytes that arrive in pieces of any size.
///
/// No length is believed: memory is taken as bytes arrive, and whoever reads may refuse a frame once its header is
/// known, before its arrays are.
package struct FrameReader: Sendable {
  private enum State: Sendable {
    /// Magic and length.
    case beginning
    case header(length: Int)
    case arrays(FrameHeader)
    /// Nothing more is read.
    case broken(WireProblem)
  }

  package static let magic = Array("SGP1".utf8)
  static let mostHeader = 16 << 20
  private var state = State.beginning
  /// Of what is being read, as far as it is there.
  private var piece: [UInt8] = []
  private var arrays: [WireArray] = []
  /// In the order in which they came, from `taken` on.
  private var frames: [Message] = []
  private var taken = 0

  package init() {}

  /// Whether a frame has begun that is not complete.
  package var isInFrame: Bool {
    if case .beginning = state { return !piece.isEmpty }
    return true
  }

  /// Whether nothing has been read that was not taken.
  package var isEmpty: Bool { taken == frames.count && !isInFrame }

  /// The next complete frame.
  package mutating func next() -> Message? {
    if taken == frames.count {
      (frames, taken) = ([], 0)
      return nil
    }
    taken += 1
    return frames[taken - 1]
  }

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
    case .beginning:
      move(&rest, upTo: 8)
      if !Self.magic.starts(with: piece.prefix(4)) { throw Self.garbage(piece, rest) }
      if piece.count < 8 { return }
      let length = piece[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
      if length > Self.mostHeader {
        throw WireProblem("sent a frame whose header has \(length) bytes, more than 16 MiB")
      }
      piece = []
      state = .header(length: length)
      if length == 0 { try finishHeader(admit) }
    case .header(let length):
      move(&rest, upTo: length)
      if piece.count == length { try finishHeader(admit) }
    case .arrays(let header):
      move(&rest, upTo: header.arrays[arrays.count].byteCount)
      finishArrays(header)
    case .broken(let problem): throw problem
    }
  }

  private mutating func finishHeader(
    _ admit: (FrameHeader) throws(WireProblem) -> Void
  ) throws(WireProblem) {
    let header = try FrameHeader(parsing: piece)
    piece = []
    try admit(header)
    state = .arrays(header)
    finishArrays(header)
  }

  /// Takes up arrays that are complete; several may be when they are empty.
  private mutating func finishArrays(_ header: FrameHeader) {
    while arrays.count < header.arrays.count,
      piece.count == header.arrays[arrays.count].byteCount
    {
      arrays.append(WireArray(header.arrays[arrays.count].type, piece))
      piece = []
    }
    if arrays.count < header.arrays.count { return }
    frames.append(Message(header: header, arrays: arrays))
    arrays = []
    state = .beginning
  }

  /// Takes up as many bytes as there are, until the piece has `count`; it grows by no more than has arrived.
  private mutating func move(_ rest: inout ArraySlice<UInt8>, upTo count: Int) {
    let part = rest.prefix(count - piece.count)
    if piece.capacity < piece.count + part.count {
      piece.reserveCapacity(min(count, max(2 * piece.count, part.count)))
    }
    piece += part
    rest = rest.dropFirst(part.count)
  }

  private static func garbage(_ bytes: [UInt8], _ rest: ArraySlice<UInt8>) -> WireProblem {
    let start = String(decoding: (bytes + rest.prefix(32)).prefix(40), as: UTF8.self)
    let line = start.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    return WireProblem(
      "wrote '\(shown(String(line)))' to standard output, where a frame is wanted")
  }
}
