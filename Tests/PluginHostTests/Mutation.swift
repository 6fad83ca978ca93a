/// Changes bytes as chance, or somebody who knows the protocol, might.
enum Mutation {
  static func next(_ corpus: [[UInt8]], _ dice: inout Dice) -> [UInt8] {
    var bytes = corpus[.random(in: corpus.indices, using: &dice)]
    let other = corpus[.random(in: corpus.indices, using: &dice)]
    for _ in 0..<Int.random(in: 1...4, using: &dice) { change(&bytes, other, &dice) }
    // A length that fits lets the change come further.
    if Int.random(in: 0..<4, using: &dice) > 0 { mendLength(&bytes) }
    return bytes
  }

  private static let words = [
    "null", "true", "-1", "0", "1e308", "4294967296", "9223372036854775807", "\"\"", "[]", "{}",
    "[[[[", "\"u8\"", "\"f64\"", "\"text\"", "\"number\"", "\"network\":", "\"name\":", "\\ud800",
    "SGP1",
  ].map { Array($0.utf8) }

  private static func change(_ bytes: inout [UInt8], _ other: [UInt8], _ dice: inout Dice) {
    if bytes.isEmpty { return bytes = other }
    let place = Int.random(in: bytes.indices, using: &dice)
    let end = min(bytes.count, place + Int.random(in: 1...40, using: &dice))
    switch Int.random(in: 0..<10, using: &dice) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
    case 1: bytes[place] = .random(in: 0...255, using: &dice)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.removeSubrange(place...)
    case 5:
      let start = Int.random(in: other.indices, using: &dice)
      bytes.insert(contentsOf: other[start...].prefix(60), at: place)
    case 6, 7:
      let word = words[.random(in: words.indices, using: &dice)]
      bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
    case 8: changeNumber(&bytes, &dice)
    default: bytes += other
    }
  }

  /// Puts another number in the place of one in the header.
  private static func changeNumber(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let places = bytes.indices.filter { digits.contains(bytes[$0]) }
    guard let place = places.randomElement(using: &dice) else { return }
    let end = bytes[place...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
    let numbers = [0, 1, 2, 3, 4, 5, 255, 1 << 31, 1 << 32, 1 << 33, .max, -1]
    let number = numbers[.random(in: numbers.indices, using: &dice)]
    bytes.replaceSubrange(place..<end, with: Array(String(number).utf8))
  }

  /// Makes the length of the first header end at its last brace before the arrays, as far as that can be guessed.
  private static func mendLength(_ bytes: inout [UInt8]) {
    guard bytes.count > 8, let start = bytes.firstIndex(of: UInt8(ascii: "{")), start == 8 else {
      return
    }
    var depth = 0
    var isText = false
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\") where isText: place += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText: depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { break }
    }
    let length = place - start
    for index in 0..<4 { bytes[4 + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
  }
}
