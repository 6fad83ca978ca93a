import GraphCore
import ModuleTesting
import Testing

struct ParallelTests {
  /// The published generators from given states.
  @Test func randomNumbersAreThePublishedOnes() {
    var xoshiro = RandomSource(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600,
    ]
    #expect(expected.allSatisfy { xoshiro.next() == $0 })
    var splitMix = SplitMix64(state: 1_234_567)
    let mixed: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect(mixed.allSatisfy { splitMix.next() == $0 })
  }

  @Test func numbersBelowABoundAreSpreadEvenly() {
    var random = RandomSource(seed: 5, stream: "spread")
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.next(below: 7)] += 1 }
    // Six standard deviations of a binomial count.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 560 })
  }

  @Test func chunksCoverEverythingOnce() {
    for graph in RandomGraphs.spread {
      for count in [1, 3, 16, 100] {
        let chunks = Chunks.edgeBalanced(graph.outgoing, count: count)
        #expect(chunks.flatMap { Array($0) } == Array(0..<graph.nodeCount))
        #expect(chunks.count <= count)
        #expect(
          Chunks.even(graph.nodeCount, count: count).flatMap { Array($0) }
            == Array(0..<graph.nodeCount))
      }
    }
  }

  @Test(arguments: [1, 2, 7]) func resultsComeInChunkOrder(threads: Int) throws {
    let workers = Workers(threads: threads)
    let chunks = Chunks.even(1000, count: 64)
    #expect(try workers.map(chunks) { $0.lowerBound } == chunks.map(\.lowerBound))
    var values = [Int](repeating: 0, count: 1000)
    try workers.fill(&values, chunks) { range, out in
      for index in range { out[index - range.lowerBound] = index * index }
    }
    #expect(values == (0..<1000).map { $0 * $0 })
  }

  @Test func cancelledWorkThrows() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try Workers(threads: 2, cancellation: cancellation).map([0..<1]) { $0.count }
    }
  }
}
