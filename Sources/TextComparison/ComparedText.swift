/// A folded text prepared for comparison: small, copied without counting references.
///
/// Texts of up to 64 letters hold a byte for each, the first sixteen here and the rest in the pool
/// that made them. Other texts are wholly in the pool.
public struct ComparedText: BitwiseCopyable, Sendable {
  /// The first sixteen letters of a short text, then zeros.
  let head: SIMD16<UInt8>
  /// Which letters occur, 64 groups of them.
  let letterSet: UInt64
  /// Where the pool keeps what is not here.
  let start: UInt32
  /// How many letters are compared.
  public let count: UInt16
  /// Whether the pool keeps a number instead of a byte for each letter.
  let isLong: Bool

  /// Letters of a short text, which bits of a word can tell apart.
  static let mostOfShort = 64
  /// Letters that are compared; what follows in a longer text is not.
  public static let most = 1024

  public var isEmpty: Bool { count == 0 }
  var fitsHead: Bool { !isLong && count <= 16 }

  /// One of 64 groups; neighbours in the alphabet differ.
  @inline(__always) static func group(_ code: UInt32) -> UInt64 { 1 << UInt64(code & 63) }

  /// How many groups of letters occur here but not there: each of their letters is unmatched.
  @inline(__always) func lettersMissing(in other: ComparedText) -> Int {
    (letterSet & ~other.letterSet).nonzeroBitCount
  }
}
