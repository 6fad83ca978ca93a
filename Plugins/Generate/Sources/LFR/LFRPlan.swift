internal import ModuleKit

/// Who has how many ties, how many of them inside, and who belongs to which community.
struct LFRPlan: Sendable {
  /// The ties of each person within the community and to others.
  private(set) var inside: [Int32]
  private(set) var outside: [Int32]
  /// The community of each person.
  private(set) var community: [Int32] = []
  /// The people of each community.
  let members: RowGroups
  /// Ties that parity forbids: of an odd sum one is left out.
  private(set) var odd = 0

  /// - Returns: nil when people with many ties find no community that is large enough.
  init?(
    degrees: [Int], sizes: [Int], mu: Double, _ random: inout RandomSource
  ) {
    inside = degrees.map { degree in
      // Rounded up or down at random, so that the mean is right for small degrees too.
      let wanted = (1 - mu) * Double(degree)
      let part = wanted.rounded(.down)
      return Int32(part) + (random.unit() < wanted - part ? 1 : 0)
    }
    outside = zip(degrees, inside).map { Int32($0) - $1 }
    guard let assigned = Self.assign(inside, sizes, &random) else { return nil }
    community = assigned
    members = RowGroups(groupOfRow: assigned, count: sizes.count)
    for group in sizes.indices { makeEven(group, keepsApart: mu == 0, &random) }
    if outside.reduce(0, { $0 + Int($1) }) % 2 == 1,
      let person = outside.indices.first(where: { outside[$0] > 0 })
    {
      outside[person] -= 1
      odd += 1
    }
  }

  /// Gives everybody a place in a community with more people than they have ties inside.
  ///
  /// Those with most ties choose first, with equal chances among the places that are large enough. The
  /// number of ways to go on does not depend on the choice, so that all assignments are equally likely.
  private static func assign(
    _ inside: [Int32], _ sizes: [Int], _ random: inout RandomSource
  ) -> [Int32]? {
    let groups = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    let people = inside.indices.sorted { (-inside[$0], $0) < (-inside[$1], $1) }
    var community = [Int32](repeating: 0, count: inside.count)
    var places: [Int32] = []
    var next = 0
    for person in people {
      while next < groups.count, sizes[groups[next]] > Int(inside[person]) {
        places.append(contentsOf: repeatElement(Int32(groups[next]), count: sizes[groups[next]]))
        next += 1
      }
      if places.isEmpty { return nil }
      let choice = random.next(below: places.count)
      community[person] = places[choice]
      places.swapAt(choice, places.count - 1)
      places.removeLast()
    }
    return community
  }

  /// The ties inside a community have two ends each: an odd sum of ends loses or gains one.
  private mutating func makeEven(
    _ group: Int, keepsApart: Bool, _ random: inout RandomSource
  ) {
    let people = members[group]
    if people.reduce(0, { $0 + Int(inside[Int($1)]) }) % 2 == 0 { return }
    let start = random.next(below: people.count)
    let mayGain = random.next() & 1 == 1
    for step in 0..<people.count {
      let person = Int(people[people.startIndex + (start + step) % people.count])
      if mayGain, outside[person] > 0, Int(inside[person]) + 1 < people.count {
        inside[person] += 1
        outside[person] -= 1
        return
      }
      if inside[person] > 0 {
        inside[person] -= 1
        if keepsApart { odd += 1 } else { outside[person] += 1 }
        return
      }
    }
  }
}

/// Sizes of communities that make up all people.
enum CommunitySizes {
  /// Whether some number of communities with sizes in the range makes up `total`.
  static func exist(total: Int, _ range: ClosedRange<Int>) -> Bool {
    let fewest = (total + range.upperBound - 1) / range.upperBound
    return fewest * range.lowerBound <= total
  }

  /// Draws sizes until there are enough places; then others grow, or shrink, to make the sum right.
  ///
  /// - Precondition: it is possible.
  static func draw(
    total: Int, _ law: PowerLaw, _ random: inout RandomSource
  ) -> [Int] {
    let range = law.range
    var sizes: [Int] = []
    var sum = 0
    while sum < total {
      sizes.append(law.draws.draw(&random))
      sum += sizes[sizes.count - 1]
    }
    // Without the last one the others must grow by what is missing, with it they must shrink.
    if let last = sizes.last, sum > total {
      if last - (sum - total) >= range.lowerBound {
        sizes[sizes.count - 1] -= sum - total
        return sizes
      }
      if (sizes.count - 1) * range.upperBound >= total {
        sizes.removeLast()
        sum -= last
      }
    }
    while sum != total {
      let index = random.next(below: sizes.count)
      let step = sum < total ? 1 : -1
      if range.contains(sizes[index] + step) {
        sizes[index] += step
        sum += step
      }
    }
    return sizes
  }
}
