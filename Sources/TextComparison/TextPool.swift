/// Texts side by side in a few arrays, to be compared by number.
///
/// Letters are Unicode scalars. ASCII and the first 128 other letters to come have codes of one byte,
/// so that Greek, Cyrillic or Arabic names are compared as fast as English ones.
///
/// A text takes 32 bytes, past sixteen letters 16 more for each sixteen. Of a text longer than
/// `ComparedText.most` letters the rest is not compared.
public struct TextPool: Sendable {
  /// The texts by number.
  public private(set) var texts: [ComparedText] = []
  /// Letters of short texts after the sixteenth.
  private(set) var blocks: [SIMD16<UInt8>] = []
  /// Codes of the letters of long texts, then the same in the order of letters.
  private(set) var codes: [UInt32] = []
  private var alphabet: [Unicode.Scalar: UInt8] = [:]
  private var scratch: [UInt32] = []

  public init() {}

  public var count: Int { texts.count }

  public mutating func reserveCapacity(_ count: Int) { texts.reserveCapacity(count) }

  /// Keeps a text and gives its number.
  ///
  /// - Complexity: O(length), or O(n log n) in the letters compared of a long text.
  @discardableResult public mutating func append(_ text: String) -> Int {
    scratch.removeAll(keepingCapacity: true)
    var isLong = false
    for scalar in text.unicodeScalars.prefix(ComparedText.most) {
      let code = code(scalar)
      isLong = isLong || code > 255
      scratch.append(code)
    }
    isLong = isLong || scratch.count > ComparedText.mostOfShort
    texts.append(isLong ? longText() : shortText())
    return texts.count - 1
  }

  /// A byte where the alphabet has room. Zero fills blocks up and is no letter.
  private mutating func code(_ scalar: Unicode.Scalar) -> UInt32 {
    if scalar.isASCII && scalar.value > 0 { return scalar.value }
    if scalar.value > 0 {
      if let known = alphabet[scalar] { return UInt32(known) }
      if alphabet.count < 128 {
        let byte = UInt8(128 + alphabet.count)
        alphabet[scalar] = byte
        return UInt32(byte)
      }
    }
    return 256 + scalar.value
  }

  private mutating func shortText() -> ComparedText {
    let start = blocks.count
    var head = SIMD16<UInt8>()
    for first in stride(from: 0, to: scratch.count, by: 16) {
      var block = SIMD16<UInt8>()
      for place in first..<min(first + 16, scratch.count) {
        block[place - first] = UInt8(truncatingIfNeeded: scratch[place])
      }
      if first == 0 { head = block } else { blocks.append(block) }
    }
    return text(head, start, isLong: false)
  }

  private mutating func longText() -> ComparedText {
    let start = codes.count
    codes.append(contentsOf: scratch)
    codes.append(contentsOf: scratch.enumerated().map { LetterOrder.key($1, $0) }.sorted())
    return text(SIMD16(), start, isLong: true)
  }

  private func text(_ head: SIMD16<UInt8>, _ start: Int, isLong: Bool) -> ComparedText {
    precondition(start <= UInt32.max, "more letters than a pool can number")
    return ComparedText(
      head: head, letterSet: scratch.reduce(0) { $0 | ComparedText.group($1) },
      start: UInt32(start), count: UInt16(scratch.count), isLong: isLong)
  }
}

extension TextPool {
  /// All letters of a short text in one vector.
  @inline(__always) func letters(_ text: ComparedText) -> MediumLetters {
    let (start, count) = (Int(text.start), Int(text.count))
    let none = SIMD16<UInt8>()
    return MediumLetters(
      text.head, count > 16 ? blocks[start] : none, count > 32 ? blocks[start + 1] : none,
      count > 48 ? blocks[start + 2] : none, count: count)
  }

  /// The code of one letter.
  @inline(__always) func code(_ text: ComparedText, _ place: Int) -> UInt32 {
    if text.isLong { return codes[Int(text.start) + place] }
    if place < 16 { return UInt32(text.head[place]) }
    return UInt32(blocks[Int(text.start) + place / 16 - 1][place % 16])
  }
}
