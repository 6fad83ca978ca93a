internal import ModuleKit

/// Through whom completed chains ran.
struct Funnel {
  struct Person {
    let id: String
    /// Completed chains in which the person is the last before the target.
    let last: Int
    /// Completed chains in which the person is an intermediary.
    let through: Int
  }
  /// Those who were last most often first.
  let people: [Person]
  let completed: Int

  init(_ log: ChainLog) {
    let chains = log.chains.filter { $0.outcome == .completed }
    var (last, through) = ([Int32: Int](), [Int32: Int]())
    for chain in chains {
      last[chain.people[chain.links - 1], default: 0] += 1
      for person in chain.people.dropFirst().dropLast() { through[person, default: 0] += 1 }
    }
    people = Set(last.keys).union(through.keys).map { code in
      Person(
        id: log.people.strings[Int(code)], last: last[code] ?? 0, through: through[code] ?? 0)
    }.sorted {
      if $0.last != $1.last { return $0.last > $1.last }
      if $0.through != $1.through { return $0.through > $1.through }
      return $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
    }
    completed = chains.count
  }

  /// The completed chains that came by one of the first people as their last.
  func arrivals(ofFirst count: Int) -> Int { people.prefix(count).reduce(0) { $0 + $1.last } }

  /// How few last people half of the completed chains came by.
  var peopleForHalf: Int {
    var sum = 0
    for (index, person) in people.enumerated() {
      sum += person.last
      if sum * 2 >= completed { return index + 1 }
    }
    return people.count
  }
}
