internal import ModuleKit

extension Letters {
  /// The most arcs that `auto` looks at before it is content with a sample: about ten seconds on two cores.
  static let budget = 4_000_000_000
  /// Letters searched before the work is added up again.
  private static let leastBlock = 64

  /// Finds the shortest chain between starter and target of each letter.
  ///
  /// - Parameters:
  ///   - random: draws the order, so that those found before work runs out are a sample of all.
  ///   - budget: the arcs to look at; the letters that remain then have no shortest chain.
  mutating func findGeodesics(
    in graph: RankedGraph, _ random: RandomSource, budget: Int, on workers: Workers
  ) throws(Cancelled) {
    var random = random
    var order = Array(0..<count)
    random.shuffle(&order)
    let searches = Reused { MeetingSearch(graph) }
    var (done, work) = (0, 0)
    while done < count && work < budget {
      // As many as will surely not use up what is left; the work of a letter depends on it alone.
      let mean = max(1, work / max(1, done))
      let fitting = max(Self.leastBlock, min(1 << 16, (budget - work) / 4 / mean))
      let block = order[done..<min(count, done + (done == 0 ? Self.leastBlock : fitting))]
      let (letters, chunks) = (self, Chunks.even(block.count, count: 32))
      let parts = try workers.map(chunks) { chunk in
        searches.use { search in
          let before = search.work
          let found = chunk.map { index in
            letters.geodesic(of: block[block.startIndex + index], &search, graph)
          }
          return (found: found, work: search.work - before)
        }
      }
      for (chunk, part) in zip(chunks, parts) {
        for (index, links) in zip(chunk, part.found) {
          geodesics[block[block.startIndex + index]] = links
        }
        work += part.work
      }
      done += block.count
    }
  }

  private func geodesic(
    of letter: Int, _ search: inout MeetingSearch, _ graph: RankedGraph
  ) -> Int32 {
    let known = walkEnds[letter] == .arrived ? Int(walked[letter]) : .max
    let links = search.links(
      from: graph.ranks[Int(starters[letter])], to: graph.ranks[Int(targets[letter])], known: known)
    return Int32(links ?? 0)
  }
}
