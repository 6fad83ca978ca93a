/// Reads the frames that `sociogram-render` writes: a line "index byteCount", then so many
/// bytes; at the end a line "done frameCount".
enum Answer {
  /// The frames by index; nil unless exactly `count` frames and nothing else are there.
  static func frames(_ bytes: [UInt8], count: Int) -> [[UInt8]]? {
    var frames = [[UInt8]?](repeating: nil, count: count)
    var rest = bytes[...]
    while let (word, number) = header(&rest) {
      if word == "done" {
        let complete = frames.compactMap { $0 }
        return number == count && complete.count == count && rest.isEmpty ? complete : nil
      }
      guard let index = Int(word), frames.indices.contains(index), number <= rest.count else {
        return nil
      }
      frames[index] = Array(rest.prefix(number))
      rest = rest.dropFirst(number)
    }
    return nil
  }

  private static func header(_ rest: inout ArraySlice<UInt8>) -> (String, Int)? {
    guard let end = rest.prefix(40).firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 2, let number = Int(words[1]), number >= 0 else { return nil }
    rest = rest[(end + 1)...]
    return (String(words[0]), number)
  }
}
