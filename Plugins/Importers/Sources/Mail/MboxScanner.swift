internal import ModuleKit

/// The parts of a mail's head that tell who wrote to whom, and when.
struct MailHead {
  /// The line with which the message begins.
  let line: Int
  /// By name in small letters: the first of each, several `to` and `cc` joined.
  var fields: [String: [UInt8]] = [:]
  /// Whether the head was longer than any head is.
  var isTooLong = false
  /// Whether the file ended in the middle of it.
  var isCutOff = false
}

/// Walks through a mailbox in pieces; of the bodies nothing stays longer than it takes to step over them.
struct MboxScanner {
  private enum State { case outside, head, body }

  private static let wanted: Set<String> = ["from", "to", "cc", "date", "message-id"]
  private static let pieceSize = 1 << 20
  /// More than any address list in use; beyond it a head is refused rather than kept.
  private static let longestHead = 1 << 24

  private let source: TextSource
  private var state = State.outside
  private var head: MailHead?
  private var headSize = 0
  /// The wanted field that folded lines go on with.
  private var field: String?
  private var line = 0
  private var isBehindBlank = true
  /// The beginning of a line whose end is in the next piece.
  private var rest: [UInt8] = []
  private var isPastLimit = false
  private(set) var textOutside: (line: Int, text: String)?

  init(_ source: TextSource) { self.source = source }

  /// Hands each head to `take`; `progress` may throw to stop.
  mutating func scan(
    _ take: (MailHead) throws -> Void, progress: () throws -> Void
  ) throws {
    var offset = 0
    var piece: [UInt8] = []
    while offset < source.size {
      try progress()
      piece.removeAll(keepingCapacity: true)
      let count = min(Self.pieceSize, source.size - offset)
      try source.append(offset..<(offset + count), to: &piece)
      offset += count
      try scan(piece, take)
    }
    let endsInLine = !rest.isEmpty || isPastLimit
    if endsInLine { try takeLine(rest[...], take) }
    if state == .head, endsInLine { head?.isCutOff = true }
    try finish(take)
  }

  private mutating func scan(_ piece: [UInt8], _ take: (MailHead) throws -> Void) throws {
    var start = 0
    while let end = piece[start...].firstIndex(of: 0x0A) {
      if rest.isEmpty, !isPastLimit {
        try takeLine(piece[start..<end], take)
      } else {
        keep(piece[start..<end])
        let whole = rest
        rest.removeAll(keepingCapacity: true)
        try takeLine(whole[...], take)
        isPastLimit = false
      }
      start = end + 1
    }
    keep(piece[start...])
  }

  /// Of a body no more than shows whether the next message begins.
  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let limit = state == .head ? Self.longestHead : 512
    let room = max(0, limit - rest.count)
    if bytes.count > room { isPastLimit = true }
    rest += bytes.prefix(room)
  }

  private mutating func takeLine(
    _ written: ArraySlice<UInt8>, _ take: (MailHead) throws -> Void
  ) throws {
    line += 1
    let text = written.last == 0x0D ? written.dropLast() : written
    let isBlank = text.isEmpty
    if isBehindBlank || state == .outside, Self.beginsMessage(text) {
      try finish(take)
      (state, head, headSize, field) = (.head, MailHead(line: line), 0, nil)
    } else if state == .head {
      if isBlank { state = .body } else { takeField(text) }
    } else if state == .outside, !isBlank, textOutside == nil {
      textOutside = (line, String(decoding: text.prefix(200), as: UTF8.self))
    }
    isBehindBlank = isBlank
  }

  private mutating func finish(_ take: (MailHead) throws -> Void) throws {
    if let head { try take(head) }
    head = nil
  }

  private mutating func takeField(_ text: ArraySlice<UInt8>) {
    headSize += text.count
    if headSize > Self.longestHead || isPastLimit {
      head?.isTooLong = true
      return
    }
    if text.first == 0x20 || text.first == 0x09 {
      if let field { head?.fields[field]?.append(contentsOf: text) }
      return
    }
    field = nil
    guard let colon = text.prefix(80).firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: text[..<colon], as: UTF8.self).lowercased().trimmed
    guard Self.wanted.contains(name) else { return }
    let value = text[(colon + 1)...]
    if head?.fields[name] == nil {
      head?.fields[name] = Array(value)
    } else if name == "to" || name == "cc" {
      head?.fields[name]?.append(UInt8(ascii: ","))
      head?.fields[name]?.append(contentsOf: value)
    } else {
      return
    }
    field = name
  }

  /// `From ann@example.com Mon Mar 02 09:15:00 2026`: a sentence that begins with "From" has no clock and year.
  static func beginsMessage(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: Array("From ".utf8)), line.count < 500 else { return false }
    let words = line.split(separator: 0x20)
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let hasYear = words.contains { $0.count == 4 && $0.allSatisfy(isDigit) }
    let hasClock = words.contains { word in
      let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      return (2...3).contains(parts.count)
        && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(isDigit) }
    }
    return hasYear && hasClock
  }
}
