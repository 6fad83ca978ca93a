// Distances in a hierarchy: Watts, Dodds & Newman, "Identity and search in social networks", Science 296,
// 2002; on a lattice: Kleinberg, "The small-world phenomenon: an algorithmic perspective", STOC 2000.

internal import Foundation
internal import ModuleKit

/// What is known of people, to tell who is nearer to a target.
///
/// People of whom the same is known share a profile, and each arc tells that of whom it leads to: a holder
/// then reads whom he knows in one go, and looks up profiles, of which there are few, instead of people.
/// All distances are shares of the largest one there could be, so that they can be mixed; where a person
/// has no value, it is the largest.
struct Nearness: Sendable {
  /// One comparison: how, on which values, and how much it counts.
  struct Part: Sendable {
    enum Kind: UInt8, Sendable { case equality, difference, plane, lattice, sphere, hierarchy }
    let kind: Kind
    /// Which values of a person it looks at.
    var values: Range<Int>
    var weight = 1.0
    /// The largest distance; 0 when all are at one place.
    var largest = 1.0
    /// After how much x and y begin again; infinite on a plain lattice.
    var period = (x: Double.infinity, y: Double.infinity)
  }

  let parts: [Part]
  let mixture: DistanceMixture
  let profiles: Profiles
  /// For each arc along which letters go, the profile of whom it leads to.
  private let ofArcs: [Int32]

  init(
    _ parts: [Part], _ mixture: DistanceMixture, _ profiles: Profiles, in graph: RankedGraph,
    on workers: Workers
  ) throws(Cancelled) {
    (self.parts, self.mixture, self.profiles) = (parts, mixture, profiles)
    let (neighbors, ofPeople) = (graph.along.neighbors, profiles.ofPeople)
    var ofArcs = [Int32](unset: neighbors.count)
    try workers.fill(&ofArcs, Chunks.even(neighbors.count, count: 64)) { arcs, out in
      for arc in arcs { out[arc - arcs.lowerBound] = ofPeople[Int(neighbors[arc])] }
    }
    self.ofArcs = ofArcs
  }

  /// The comparisons that tell something of the target: where it has no value, all are alike.
  func parts(for target: NodeID) -> [Part] {
    parts.filter { part in part.values.allSatisfy { !profiles.value($0, of: target).isNaN } }
  }

  /// The distances of those whom arcs lead to from the target of `parts`.
  func measure(
    _ arcs: Range<Int>, to target: NodeID, _ parts: [Part], _ distances: inout [Double]
  ) {
    measure(ofArcs.span.extracting(arcs), to: target, parts, &distances)
  }

  /// The distance of a person from the target of `parts`.
  func distance(of person: NodeID, to target: NodeID, _ parts: [Part]) -> Double {
    var distances = [0.0]
    measure([profiles.ofPeople[Int(person)]].span, to: target, parts, &distances)
    return distances[0]
  }

  /// From 0 to 1; 0 for all without parts.
  private func measure(
    _ people: Span<Int32>, to target: NodeID, _ parts: [Part], _ distances: inout [Double]
  ) {
    let (width, values) = (profiles.width, profiles.values.span)
    let target = Int(profiles.ofPeople[Int(target)]) * width
    let weights = parts.reduce(0) { $0 + $1.weight }
    let start = mixture == .least && !parts.isEmpty ? 1.0 : 0
    var distances = distances.mutableSpan
    for index in people.indices { distances[index] = start }
    for part in parts {
      let share = mixture == .least ? nil : part.weight / weights
      part.measure(people, to: target, width, values, share, &distances)
    }
  }
}

extension Nearness.Part {
  /// A loop for each kind, so that none has to ask what it does.
  ///
  /// - Parameters:
  ///   - target: where the values of its profile begin; all are there.
  ///   - share: how much the distances count; nil where the least is sought.
  fileprivate func measure(
    _ people: Span<Int32>, to target: Int, _ width: Int, _ all: Span<Double>, _ share: Double?,
    _ distances: inout MutableSpan<Double>
  ) {
    let (first, second) = (values.lowerBound, values.lowerBound + 1)
    switch kind {
    case .equality:
      each(people, width, share, &distances) { person in
        all[person + first] == all[target + first] ? 0 : 1
      }
    case .hierarchy:
      let unit = 1 / Double(values.count)
      each(people, width, share, &distances) { person in
        // The number of a group says all groups above it too, so that equal ones can be counted.
        var shared = 0.0
        for level in values { shared += all[person + level] == all[target + level] ? 1 : 0 }
        return 1 - shared * unit
      }
    case .difference:
      each(people, width, share, &distances) { person in
        scaled(abs(all[person + first] - all[target + first]))
      }
    case .plane:
      each(people, width, share, &distances) { person in
        scaled(straight(person, target, all))
      }
    case .sphere:
      each(people, width, share, &distances) { person in
        // Half the straight line through the earth, which is exact for near places too.
        let line = straight(person, target, all)
        // The smaller of 1 and a missing number is 1.
        return line.isNaN ? 1 : scaled(2 * asin(min(1, line / 2)))
      }
    case .lattice:
      each(people, width, share, &distances) { person in
        let x = abs(all[person + first] - all[target + first])
        let y = abs(all[person + second] - all[target + second])
        return scaled(min(x, period.x - x) + min(y, period.y - y))
      }
    }
  }

  @inline(__always) private func each(
    _ people: Span<Int32>, _ width: Int, _ share: Double?,
    _ distances: inout MutableSpan<Double>, _ distance: (Int) -> Double
  ) {
    if let share {
      for index in people.indices {
        distances[index] += share * distance(Int(people[index]) * width)
      }
    } else {
      for index in people.indices {
        distances[index] = min(distances[index], distance(Int(people[index]) * width))
      }
    }
  }

  /// The share of the largest distance, which is also that of a missing one.
  @inline(__always) private func scaled(_ distance: Double) -> Double {
    distance.isNaN ? 1 : largest > 0 ? distance / largest : 0
  }

  @inline(__always) private func straight(_ a: Int, _ b: Int, _ all: Span<Double>) -> Double {
    var sum = 0.0
    for value in values {
      let difference = all[a + value] - all[b + value]
      sum += difference * difference
    }
    return sum.squareRoot()
  }
}
