internal import Glibc

/// Frames on standard output: a line "index byteCount", then so many bytes; the last line is
/// "done frameCount".
enum Output {
  static func write(_ bytes: [UInt8], index: Int) {
    send(Array("\(index) \(bytes.count)\n".utf8), to: STDOUT_FILENO)
    send(bytes, to: STDOUT_FILENO)
  }

  static func finish(count: Int) { send(Array("done \(count)\n".utf8), to: STDOUT_FILENO) }

  static func report(_ message: String) { send(Array("\(message)\n".utf8), to: STDERR_FILENO) }

  /// A message for the program that asked, not for people: "missing-glyphs 65e5 672c".
  static func report(missing scalars: [Unicode.Scalar]) {
    if scalars.isEmpty { return }
    let codes = scalars.prefix(2000).map { String($0.value, radix: 16) }
    report("missing-glyphs \(codes.joined(separator: " "))")
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes { part in
        unsafe Glibc.write(descriptor, part.baseAddress, part.count)
      }
      if count < 0 && errno == EINTR { continue }
      // Nobody listens any more.
      if count < 0 { _exit(74) }
      sent += count
    }
  }
}
