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
    let block = Self.texts.flatMap { $0 }
    var ranges: [Range<Int>] = []
    for text in Self.texts {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + text.count)
    }
    var (single, batch) = (ByteInterner(), ByteInterner())
    let expected = Self.texts.map { single.intern($0.span, $0.indices) }
    var found = [Int32](repeating: -1, count: ranges.count)
    batch.intern(block.span, ranges.map { .init(block.span, $0) }) { found[$0] = $1 }
    #expect(found == expected)
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
