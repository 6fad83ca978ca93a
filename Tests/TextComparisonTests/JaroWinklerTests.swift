import Testing
import TextComparison

/// Values published by Winkler (1990) and in the Census Bureau's reports.
struct PublishedJaroWinklerTests {
  @Test(arguments: [
    ("MARTHA", "MARHTA", 0.9444, 0.9611), ("DIXON", "DICKSONX", 0.7667, 0.8133),
    ("DWAYNE", "DUANE", 0.8222, 0.8400), ("JELLYFISH", "SMELLYFISH", 0.8963, 0.8963),
    ("SHACKLEFORD", "SHACKELFORD", 0.9697, 0.9818), ("ABROMS", "ABRAMS", 0.8889, 0.9222),
    ("", "", 1, 1), ("A", "", 0, 0), ("ABC", "XYZ", 0, 0),
  ]) func published(a: String, b: String, jaro: Double, winkler: Double) {
    var pool = TextPool()
    let (x, y) = (pool.append(a), pool.append(b))
    #expect(abs(JaroWinkler.jaro(pool, x, y) - jaro) < 0.00006)
    #expect(abs(JaroWinkler.similarity(pool, x, y) - winkler) < 0.00006)
    #expect(abs(JaroWinkler.jaro(pool, y, x) - jaro) < 0.00006)
    #expect(JaroWinkler.similarity(a, b) == JaroWinkler.similarity(pool, x, y))
  }
}
