// Krawczyk, Bellare & Canetti, "HMAC: Keyed-hashing for message authentication", RFC 2104, 1997.

internal import Crypto
internal import Foundation

/// Names that nobody without the key can trace back, the same for the same text.
package struct Pseudonyms {
  private let key: SymmetricKey

  /// Below this a key can be guessed.
  package static let leastKeyLength = 32

  package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  /// `p-4fkq2m7rdx6a3h5t`: 80 bits of HMAC-SHA-256, so that among a million people two of one pseudonym are
  /// less likely than one in a trillion.
  ///
  /// - Parameters:
  ///   - kind: what the text is, so that a name and a company of that name differ.
  ///   - prefix: what the pseudonym begins with.
  package func pseudonym(_ text: String, kind: String, prefix: String) -> String {
    let message = Array(kind.utf8) + [0] + Array(text.precomposedStringWithCanonicalMapping.utf8)
    let code = HMAC<SHA256>.authenticationCode(for: message, using: key)
    return prefix + Self.base32(Array(code.prefix(10)))
  }

  /// RFC 4648 in small letters, five bits a letter.
  private static func base32(_ bytes: [UInt8]) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
    var (bits, count, text) = (UInt32(0), 0, "")
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(letters[Int(bits >> UInt32(count)) & 31])
      }
    }
    return text
  }
}
