import GraphCore
import Testing

struct InterningTests {
  /// Texts of many lengths: short and long, equal beginnings, zeros, bytes beyond ASCII.
  private static let texts: [[UInt8]] = {
    var random = RandomSource(seed: 3)
    var texts: [[UInt8]] = [[], [0], [0, 0], Array("ab".utf8), Array("ab\0".utf8)]
    for length in 0..<40 {
      for _ in 0..<30 {
        texts.append((0..<length).map { _ in [0, 97, 98, 195, 255][random.next(below: 5)] })
      }
    }
    let address = Array("https://example.org/people/profile/".utf8)
    for number in 0..<2000 { texts.append(address + Array(String(number * 7919 % 1999).utf8)) }
    for number in 0..<300 { texts.append(Array(repeating: 120, count: number)) }
    return texts
  }()

  @Test func numbersTellTextsApart() {
    var interner = ByteInterner()
    var expected: [[UInt8]: Int32] = [:]
    for text in Self.texts + Self.texts {
      let number = interner.intern(text.span, text.indices)
      let known = expected[text] ?? Int32(expected.count)
      expected[text] = known
      #expect(number == known)
      #expect(Array(interner.bytes[interner.range(Int(number))]) == text)
    }
    #expect(interner.count == expected.count && interner.hasWideText)
  }

  @Test func manyAtOnceGetTheSameNumbers() {
    // One block, so that texts at its very end are looked up too.
    let texts = Self.texts.filter { !$0.isEmpty }
    let block = texts.flatMap { $0 }
    var queries: [ByteInterner.Query] = [.nothing]
    var start = 0
    for text in texts {
      queries.append(.init(block.span, start..<start + text.count))
      start += text.count
    }
    var (single, batch) = (ByteInterner(), ByteInterner())
    let expected = texts.map { single.intern($0.span, $0.indices) }
    var found: [Int32] = []
    batch.intern(block.span, queries.span, into: &found)
    #expect(found == [-1] + expected)
  }

  /// Whole numbers are found in a list as far as it goes; what only looks like one is a text.
  @Test(arguments: [0, 1, 9, 1000, 1 << 16, 200_000_000]) func numbersAreTexts(plainLimit: Int) {
    var texts = [
      "", "0", "00", "000", "01", "10", "010", "-1", "+1", "1 ", "1.0", "1e3", "9", ":", "/",
    ]
    for power in 1...12 {
      let least = (0..<power).reduce("1") { text, _ in text + "0" }
      texts += [least, "0" + least, String(repeating: "9", count: power)]
    }
    texts += (0..<3000).map { String($0 * 37) } + (0..<300).map { "0\($0)" }
    var interner = ByteInterner(plainLimit: plainLimit)
    var expected: [String: Int32] = [:]
    for text in texts + texts.reversed() {
      let known = expected[text] ?? Int32(expected.count)
      expected[text] = known
      #expect(interner.intern(text) == known)
      #expect(interner.string(Int(known)) == text)
    }
  }

  @Test(arguments: [1, 2, 5]) func mergedTextsAreInCanonicalOrder(parts: Int) throws {
    let texts = Self.texts.map { String(decoding: $0, as: UTF8.self) }
    var interners = (0..<parts).map { _ in ByteInterner() }
    var random = RandomSource(seed: 5)
    var seen: [[String]] = Array(repeating: [], count: parts)
    for text in texts {
      for part in 0..<parts where parts == 1 || random.next(below: 2) == 0 {
        let number = Int(interners[part].intern(text))
        if number == seen[part].count { seen[part].append(text) }
      }
    }
    for threads in [1, 3] {
      let merged = try MergedTexts(interners, on: Workers(threads: threads))
      let expected = Set(seen.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect(merged.texts == expected)
      for part in 0..<parts {
        #expect(merged.positions[part].map { merged.texts[Int($0)] } == seen[part])
      }
    }
  }
}
