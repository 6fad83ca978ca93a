/// The definitions, letter by letter.
enum SlowOracles {
  typealias Letters = [Unicode.Scalar]

  static func jaro(_ a: Letters, _ b: Letters) -> Double {
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
    let reach = max(0, max(a.count, b.count) / 2 - 1)
    var isTaken = [Bool](repeating: false, count: b.count)
    var matchesOfA: Letters = []
    for (i, letter) in a.enumerated() {
      let near = b.indices.filter { abs($0 - i) <= reach }
      guard let j = near.first(where: { !isTaken[$0] && b[$0] == letter }) else { continue }
      isTaken[j] = true
      matchesOfA.append(letter)
    }
    if matchesOfA.isEmpty { return 0 }
    let matchesOfB = b.indices.filter { isTaken[$0] }.map { b[$0] }
    let displaced = zip(matchesOfA, matchesOfB).count { $0 != $1 }
    let m = Double(matchesOfA.count)
    return (m / Double(a.count) + m / Double(b.count) + (m - Double(displaced) / 2) / m) / 3
  }

  static func jaroWinkler(_ a: Letters, _ b: Letters) -> Double {
    let jaro = jaro(a, b)
    if jaro < 0.7 { return jaro }
    let prefix = zip(a, b).prefix(4).prefix { $0 == $1 }.count
    return jaro + 0.1 * Double(prefix) * (1 - jaro)
  }

  /// Optimal string alignment, the whole table.
  static func slips(_ a: Letters, _ b: Letters) -> Int {
    var table = (0...a.count).map { i in (0...b.count).map { j in i == 0 ? j : j == 0 ? i : 0 } }
    for i in 0..<a.count {
      for j in 0..<b.count {
        var best = min(table[i][j + 1], table[i + 1][j]) + 1
        best = min(best, table[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, table[i - 1][j - 1] + 1)
        }
        table[i + 1][j + 1] = best
      }
    }
    return table[a.count][b.count]
  }
}

/// Texts to compare with all others.
enum SampleTexts {
  /// All texts of up to five letters a, b and c.
  static let tiny: [String] = {
    var all = [""]
    var longest = [""]
    for _ in 0..<5 {
      longest = longest.flatMap { text in ["a", "b", "c"].map { text + $0 } }
      all += longest
    }
    return all
  }()

  /// Texts of up to `length` letters of the alphabets; every other one is a slip or a few away from
  /// the one before.
  static func random(_ count: Int, length: Int, alphabets: [String], seed: UInt64) -> [String] {
    var random = SmallRandom(state: seed)
    var texts: [String] = []
    for number in 0..<count {
      if number % 2 == 1, var letters = texts.last.map({ Array($0.unicodeScalars) }) {
        for _ in 0..<random.next(4) { slip(&letters, &random) }
        texts.append(text(letters))
      } else {
        let alphabet = Array(alphabets[random.next(alphabets.count)].unicodeScalars)
        let letters = (0..<random.next(length + 1)).map { _ in
          alphabet[random.next(alphabet.count)]
        }
        texts.append(text(letters))
      }
    }
    return texts
  }

  private static func slip(_ letters: inout [Unicode.Scalar], _ random: inout SmallRandom) {
    guard letters.count > 1 else { return }
    let place = random.next(letters.count - 1)
    switch random.next(4) {
    case 0: letters.remove(at: place)
    case 1: letters.insert("e", at: place)
    case 2: letters[place] = "a"
    default: letters.swapAt(place, place + 1)
    }
  }

  private static func text(_ letters: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters)
    return String(text)
  }

  static let latin = "abcdefghijklmnopqrstuvwxyz"
  static let few = "abe"
  static let mixed = "abcde àéößøłшживαβγδ"
  /// More letters than a pool has bytes for.
  static let han: String = {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: (0x4e00..<0x4e00 + 300).compactMap { Unicode.Scalar($0) })
    return String(text)
  }()
}

/// The same numbers on every run.
struct SmallRandom {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
