import Testing
import TextComparison

/// Comparisons of a pool against their definitions.
struct ComparisonTests {
  /// Values published by Winkler (1990) and in the Census Bureau's reports.
  @Test(arguments: [
    ("martha", "marhta", 0.9444, 0.9611), ("dixon", "dicksonx", 0.7667, 0.8133),
    ("dwayne", "duane", 0.8222, 0.8400), ("jellyfish", "smellyfish", 0.8963, 0.8963),
    ("shackleford", "shackelford", 0.9697, 0.9818), ("abroms", "abrams", 0.8889, 0.9222),
    ("", "", 1, 1), ("a", "", 0, 0), ("abc", "xyz", 0, 0),
  ]) func published(a: String, b: String, jaro: Double, winkler: Double) {
    let pool = pool([a, b])
    #expect(abs(JaroWinkler.jaro(pool, 0, 1) - jaro) < 0.00006)
    #expect(abs(JaroWinkler.similarity(pool, 0, 1) - winkler) < 0.00006)
    #expect(abs(JaroWinkler.jaro(pool, 1, 0) - jaro) < 0.00006)
  }

  @Test func tinyTexts() { compareAll(SampleTexts.tiny) }

  @Test func names() {
    compareAll(
      SampleTexts.random(250, length: 16, alphabets: [SampleTexts.latin, SampleTexts.few], seed: 1))
  }

  @Test func longerTexts() {
    compareAll(
      SampleTexts.random(120, length: 80, alphabets: [SampleTexts.latin, SampleTexts.few], seed: 2))
  }

  @Test func otherScripts() {
    compareAll(
      SampleTexts.random(
        120, length: 80, alphabets: [SampleTexts.mixed, SampleTexts.few, SampleTexts.han], seed: 3))
  }

  @Test func longTexts() {
    compareAll(
      SampleTexts.random(
        14, length: 400, alphabets: [SampleTexts.few, SampleTexts.han, SampleTexts.latin], seed: 4))
  }

  /// Every bit of a word is used at 64 letters, and one more is a long text.
  @Test func edgesOfWords() {
    var texts: [String] = []
    for count in [15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65] {
      texts.append(String(repeating: "ab", count: count).prefix(count) + "")
      texts.append(String(repeating: "a", count: count))
      texts.append("z" + String(repeating: "ba", count: count).prefix(count - 1))
    }
    compareAll(texts)
  }

  @Test func lettersWithoutByte() {
    compareAll(["\0", "\0\0", "a\0b", "ab", "b\0a", "a\u{100}b", "é", "e"])
  }

  @Test func restOfAbsurdTextsIsNotCompared() {
    let start = String(repeating: "martin ", count: 200).prefix(ComparedText.most)
    let pool = pool([start + String(repeating: "x", count: 1_000_000), start + "y"])
    #expect(JaroWinkler.similarity(pool, 0, 1) == 1)
    #expect(SlipDistance.within(0, pool, 0, 1) == 0)
  }

  @Test func numbersGoByOrderOfAppending() {
    var pool = TextPool()
    #expect(pool.append("martin") == 0)
    #expect(pool.append("") == 1)
    #expect(pool.append("martin") == 2)
    #expect(pool.count == 3)
    #expect(JaroWinkler.similarity(pool, 0, 2) == 1)
    #expect(SlipDistance.within(6, pool, 0, 1) == 6)
    #expect(SlipDistance.within(5, pool, 0, 1) == nil)
  }

  @Test(arguments: [
    ("martin", "martni", 1), ("ca", "abc", 3), ("dupont", "dupond", 1), ("kitten", "sitting", 3),
    ("a cat", "an act", 2),
  ]) func knownSlips(a: String, b: String, slips: Int) {
    let pool = pool([a, b])
    #expect(SlipDistance.within(slips, pool, 0, 1) == slips)
    #expect(SlipDistance.within(slips - 1, pool, 0, 1) == nil)
  }

  private func pool(_ texts: [String]) -> TextPool {
    var pool = TextPool()
    for text in texts { pool.append(text) }
    return pool
  }

  /// Compares each with each by all means; the numbers must be the same to the last bit.
  private func compareAll(_ texts: [String]) {
    let pool = pool(texts)
    let letters = texts.map { Array($0.unicodeScalars) }
    var wrong: [String] = []
    for a in texts.indices {
      for b in texts.indices {
        let jaro = SlowOracles.jaro(letters[a], letters[b])
        let winkler = SlowOracles.jaroWinkler(letters[a], letters[b])
        var isRight = JaroWinkler.jaro(pool, a, b) == jaro
        isRight = isRight && JaroWinkler.similarity(pool, a, b) == winkler
        for least in [0, 0.7, 0.88, 0.95, winkler] {
          let expected = winkler < least ? nil : winkler
          isRight = isRight && JaroWinkler.similarity(pool, a, b, atLeast: least) == expected
        }
        if a <= b || a % 7 == 0 {
          let slips = SlowOracles.slips(letters[a], letters[b])
          for limit in [-1, 0, 1, 2, 5, slips - 1, slips, 5000] {
            let expected = slips <= limit ? slips : nil
            isRight = isRight && SlipDistance.within(limit, pool, a, b) == expected
          }
        }
        if !isRight { wrong.append("\(texts[a]) | \(texts[b])") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) pairs, as \(wrong.prefix(3))")
  }
}
