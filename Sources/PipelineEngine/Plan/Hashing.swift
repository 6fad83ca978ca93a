internal import Crypto
internal import Foundation

/// Content hashes, as lowercase hexadecimal SHA-256.
enum Hashing {
  static func sha256(_ text: String) -> String { hex(SHA256.hash(data: Data(text.utf8))) }
  static func sha256(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

  /// The hash of a file's content, read in pieces; nil when it cannot be read.
  static func sha256(ofFile path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hasher = SHA256()
    while true {
      // At the end of the file there is no data, or none at all.
      guard case .success(let piece) = Result(catching: { try file.read(upToCount: 1 << 20) })
      else { return nil }
      guard let piece, !piece.isEmpty else { return hex(hasher.finalize()) }
      hasher.update(data: piece)
    }
  }

  private static func hex(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
