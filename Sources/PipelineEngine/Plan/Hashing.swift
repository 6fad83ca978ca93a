internal import Crypto
internal import Foundation
internal import GraphCore
internal import Glibc

/// Content hashes, as lowercase hexadecimal SHA-256.
package enum Hashing {
  static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }
  package static func sha256(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    var hasher = SHA256()
    unsafe hasher.update(bufferPointer: bytes)
    return hex(hasher.finalize())
  }

  /// The hash of all pieces, one behind the other.
  static func sha256(_ pieces: [[UInt8]]) -> String {
    var hasher = SHA256()
    for piece in pieces { hasher.update(data: piece) }
    return hex(hasher.finalize())
  }

  /// The hash of a file's content, read in pieces; nil when it cannot be read.
  package static func sha256(ofFile path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { close(descriptor) }
    var hasher = SHA256()
    // Small enough to stay in the cache of a core.
    var piece = [UInt8](unset: 1 << 18)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 {
          unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        return count
      }
      if count == 0 { return hex(hasher.finalize()) }
      if count < 0 && errno != EINTR { return nil }
    }
  }

  static func hex(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
