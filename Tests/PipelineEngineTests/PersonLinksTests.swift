import ModuleKit
import PipelineEngine
import Testing

/// The tree that holds a person together, against taking links away one by one.
struct PersonLinksTests {
  private struct Listed {
    let a, b: Int
    let weight: Double
  }

  /// Whether these links join `from` and `to`: walking until nothing new is found.
  private func joins(_ links: [Listed], _ from: Int, _ to: Int) -> Bool {
    var reached: Set = [from]
    var isGrowing = true
    while isGrowing {
      let next = links.flatMap { link -> [Int] in
        reached.contains(link.a) || reached.contains(link.b) ? [link.a, link.b] : []
      }
      isGrowing = !reached.isSuperset(of: next)
      reached.formUnion(next)
    }
    return reached.contains(to)
  }

  private func person(_ seed: UInt64) -> (PersonLinks, [Listed], Int) {
    var random = RandomSource(seed: seed)
    let count = 1 + Int(random.next() % 9)
    var listed: [Listed] = []
    for a in 0..<count {
      for b in 0..<a where random.next() % 100 < 35 {
        // Few different weights, so that many are equal.
        listed.append(Listed(a: a, b: b, weight: Double(random.next() % 6) - 1))
      }
    }
    random.shuffle(&listed)
    let pairs = listed.map {
      PairWeights(
        recordA: "r\($0.a)", recordB: "r\($0.b)", prior: 0, steps: [], missing: [],
        weight: $0.weight, probability: 0.5, isLinked: true)
    }
    return (PersonLinks(members: (0..<count).map { "r\($0)" }, pairs: pairs), listed, count)
  }

  @Test(arguments: UInt64(1)...300) func agreesWithTakingLinksAway(seed: UInt64) {
    let (person, listed, count) = person(seed)
    #expect(person.links.count == listed.count)
    #expect(person.links.map(\.weight) == listed.map(\.weight).sorted(by: >))
    let tree = person.tree.map { position in
      let link = person.links[position]
      return Listed(a: link.a, b: link.b, weight: link.weight)
    }
    let all = person.links.map { Listed(a: $0.a, b: $0.b, weight: $0.weight) }
    for (index, held) in tree.enumerated() {
      var rest = tree
      rest.remove(at: index)
      // A tree: without any of its links it holds less.
      #expect(!joins(rest, held.a, held.b))
      // The surest other link that joins what falls apart; in a maximum tree none is surer than the link itself.
      let substitutes = all.indices.filter { position in
        !person.tree.contains(position)
          && joins(rest + [all[position]], held.a, held.b)
      }
      #expect(
        person.substitutes[index].map { all[$0].weight } == substitutes.map { all[$0].weight }.max()
      )
      #expect(substitutes.allSatisfy { all[$0].weight <= held.weight })
    }
    for a in 0..<count {
      for b in 0..<count where a != b {
        let isJoined = joins(all, a, b)
        #expect(joins(tree, a, b) == isJoined)
        let way = person.way(from: a, to: b)
        #expect((way != nil) == isJoined)
        #expect(person.parts.contains { $0.contains(a) && $0.contains(b) } == isJoined)
        guard let way else { continue }
        var place = a
        for position in way {
          let link = person.links[position]
          #expect(link.a == place || link.b == place)
          place = link.a == place ? link.b : link.a
        }
        #expect(place == b && way.allSatisfy(person.tree.contains))
      }
    }
    let single = (0..<count).filter { member in
      count > 2 && listed.count { $0.a == member || $0.b == member } == 1
    }
    #expect(person.heldByOne.map(\.member) == single)
  }

  @Test func aPairListedTwiceIsOneLink() {
    let pairs = [("a", "b", 2.0), ("b", "a", 3.0), ("a", "z", 9.0)].map {
      PairWeights(
        recordA: $0.0, recordB: $0.1, prior: 0, steps: [], missing: [], weight: $0.2,
        probability: 0.5, isLinked: true)
    }
    let person = PersonLinks(members: ["a", "b"], pairs: pairs)
    #expect(person.links.map(\.weight) == [2] && person.substitutes == [nil])
    #expect(person.heldByOne.isEmpty)
  }

  /// A hundred thousand records in a row, each with its neighbor and the next but one.
  @Test func largePeopleTakeNoLonger() {
    let count = 100_000
    let pairs = (0..<count - 2).flatMap { member in
      [1, 2].map { step in
        PairWeights(
          recordA: "\(member)", recordB: "\(member + step)", prior: 0, steps: [], missing: [],
          weight: step == 1 ? 5 : 3, probability: 0.9, isLinked: true)
      }
    }
    let clock = ContinuousClock()
    let time = clock.measure {
      let person = PersonLinks(members: (0..<count).map(String.init), pairs: pairs)
      #expect(person.tree.count == count - 1)
      // The last has no neighbor, only the next but one.
      #expect(person.way(from: 0, to: count - 1)?.count == count - 2)
    }
    #expect(time < .seconds(20))
  }
}
