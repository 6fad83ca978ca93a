/// Finds telephone numbers in a text by their digits, however these are grouped and whatever stands before them.
struct PhoneIndex {
  private var numbers: [UInt64: Int32] = [:]
  private static let least = 7
  /// As many digits tell a number, whatever the prefix of the country.
  private static let significant = 9
  /// The longest number of ITU-T E.164, with the digits that lead abroad.
  private static let most = 18

  var isEmpty: Bool { numbers.isEmpty }

  mutating func add(_ phone: String, _ value: Int32) {
    // An extension is no part of the number.
    let text = phone.drop { !"+(".contains($0) && !$0.isNumber }.prefix { !"x;eE".contains($0) }
    var isFound = false
    Self.scan(Array(text.utf8)) { digits, isAbroad, _ in
      for key in Self.keys(digits, isAbroad: isAbroad, forIndex: true) where numbers[key] == nil {
        numbers[key] = value
      }
      isFound = true
    }
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
    if !isFound, digits.count >= Self.least, digits.count <= Self.most {
      for key in Self.keys(digits, isAbroad: text.hasPrefix("+"), forIndex: true)
      where numbers[key] == nil {
        numbers[key] = value
      }
    }
  }

  /// Calls `found` with the value and the place of each number that is known.
  func scan(_ bytes: [UInt8], found: (Int32, Int) -> Void) {
    Self.scan(bytes) { digits, isAbroad, offset in
      let value = Self.keys(digits, isAbroad: isAbroad, forIndex: false).lazy
        .compactMap { numbers[$0] }.first
      if let value { found(value, offset) }
    }
  }

  private static func keys(_ digits: [UInt8], isAbroad: Bool, forIndex: Bool) -> [UInt64] {
    let isAbroad = isAbroad || digits.starts(with: [0x30, 0x30])
    let plain = Array(digits.drop { $0 == 0x30 })
    if plain.count < least { return [] }
    func key(_ count: Int) -> UInt64 {
      plain.suffix(count).reduce(UInt64(count)) { $0 &* 10 &+ UInt64($1 & 15) &+ 0x1_0000_0000 }
    }
    var counts = [min(plain.count, significant)]
    // National numbers of eight digits: known with the prefix and written without, or the other way round.
    if isAbroad && plain.count > 8 { counts.append(8) }
    if isAbroad && !forIndex && plain.count > 7 { counts.append(7) }
    return counts.map(key)
  }

  /// Takes runs of digits in groups: `+33 (0)6 12 34 56 78`, `(415) 555-2671`, `06.12.34.56.78`.
  private static func scan(_ bytes: [UInt8], _ take: ([UInt8], Bool, Int) -> Void) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isDigit = (0x30...0x39).contains(byte)
      let isStart = isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(")
      if !isStart || (index > 0 && isWordPart(bytes[index - 1])) {
        index += 1
        continue
      }
      var run = Run()
      let end = run.read(bytes, from: index)
      if end < bytes.count, isWordPart(bytes[end]) {
        // A code with letters, as hashes are.
      } else if run.isNumberOfPhone, (least...most).contains(run.digits.count) {
        take(run.digits, byte == UInt8(ascii: "+"), index)
      }
      index = max(end, index + 1)
    }
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// Digits in groups, with what stands between them.
  private struct Run {
    var digits: [UInt8] = []
    private var groups = 0
    private var points = 0
    /// Blanks and dashes behind the first group, where points may follow a prefix.
    private var laterGaps = 0

    /// - Returns: where the run ends.
    mutating func read(_ bytes: [UInt8], from start: Int) -> Int {
      var (index, end) = (start, start)
      var gap = 0
      while index < bytes.count, digits.count <= PhoneIndex.most, gap <= 3 {
        let byte = bytes[index]
        if (0x30...0x39).contains(byte) {
          if gap > 0 || digits.isEmpty { groups += 1 }
          gap = 0
          digits.append(byte)
          end = index + 1
        } else if PhoneIndex.separators.contains(byte) {
          if byte == UInt8(ascii: "."), !digits.isEmpty {
            points += 1
          } else if gap == 0, groups > 1 {
            laterGaps += 1
          }
          // The (0) that is not dialled from abroad.
          if byte == UInt8(ascii: "("), bytes[index...].starts(with: [0x28, 0x30, 0x29]) {
            index += 2
          }
          gap += 1
        } else if byte == 0 {
          // Left by an escape.
        } else {
          break
        }
        index += 1
      }
      // Digits behind the longest number: a list of numbers.
      while digits.count > PhoneIndex.most, end < bytes.count, (0x30...0x39).contains(bytes[end]) {
        end += 1
      }
      return end
    }

    /// Points stand between groups or nowhere: `12.345 67.891` are two numbers.
    var isNumberOfPhone: Bool { points == 0 || (points >= 2 && laterGaps <= 0) }
  }

  /// Plus, blank, parentheses, dash, point, slash.
  private static let separators: [UInt8] = [0x2B, 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F]
}
