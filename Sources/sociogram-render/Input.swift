internal import Glibc

enum Input {
  /// Everything on standard input, then a zero byte as C wants it.
  static func readAll() -> [CChar] {
    var text: [CChar] = []
    var buffer = [CChar](repeating: 0, count: 1 << 18)
    while true {
      let count = unsafe read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      text.append(contentsOf: buffer[..<count])
    }
    text.append(0)
    return text
  }

  static func text(_ input: [CChar]) -> String {
    String(decoding: input.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
