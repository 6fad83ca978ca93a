/// What the address of the page must hold: 128 bits that nobody can guess.
struct Token: Sendable {
  /// 32 hexadecimal digits.
  let text: String

  init() {
    // The system's generator, made for secrets.
    var random = SystemRandomNumberGenerator()
    let digits = (0..<2).map { _ in
      let hex = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - hex.count) + hex
    }
    text = digits.joined()
  }

  /// Takes as long for any wrong text of the right length: the time tells nothing of the token.
  func matches(_ other: some StringProtocol) -> Bool {
    let (own, other) = (Array(text.utf8), Array(other.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
