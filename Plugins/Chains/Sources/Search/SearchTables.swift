internal import ModuleKit

/// What an experiment tells, as tables.
struct SearchTables {
  let letters: Letters
  let carriers: Carriers
  let curve: DropOutCurve
  let network: Network
  let parameters: LetterSearch.Parameters
  let stage: String
  /// Rule, memory and drop-out in words.
  let note: String

  /// Tells several searches of a study apart.
  func titled(_ title: String) -> String { stage == "search" ? title : "\(title) (\(stage))" }

  /// Letters that arrived.
  var arrived: [Int] { letters.ends.indices.filter { letters.ends[$0] == .arrived } }
  var looksForGeodesics: Bool { parameters.geodesics != .none }

  /// A letter's links over those of a shortest chain; nil where one of the two is unknown.
  func stretch(_ letter: Int) -> Double? {
    guard letters.ends[letter] == .arrived, let geodesic = letters.geodesics[letter], geodesic > 0
    else { return nil }
    return Double(letters.links[letter]) / Double(geodesic)
  }

  // MARK: Lengths

  func lengths() -> Table {
    let found = arrived.map { Int(letters.links[$0]) }
    let walks = letters.walkEnds.indices.filter { letters.walkEnds[$0] == .arrived }
      .map { Int(letters.walked[$0]) }
    let geodesics = letters.geodesics.compactMap { $0.map(Int.init) }.filter { $0 > 0 }
    let longest = max(walks.max() ?? 0, geodesics.max() ?? 0)
    func counts(_ lengths: [Int]) -> Column {
      var counts = [Int](repeating: 0, count: longest)
      for length in lengths { counts[length - 1] += 1 }
      return .integers(counts)
    }
    var rows = Frame(rowCount: longest)
    rows.set("links", .integers(Array(1..<(longest + 1))))
    rows.set("intermediaries", .integers(Array(0..<longest)))
    rows.set("completed", counts(found))
    rows.set("completed_without_drop_out", counts(walks))
    if looksForGeodesics { rows.set("geodesics", counts(geodesics)) }
    return Table(
      name: "\(stage)_lengths", title: titled("How long the chains are that people find"),
      note: "letters; geodesics are shortest chains between starter and target of all letters"
        + "\(sampleWords); \(note)", rows: rows)
  }

  private var known: Int { letters.geodesics.count { $0 != nil } }

  /// Says that shortest chains are known of some letters only.
  private var sampleWords: String {
    known < letters.count && looksForGeodesics
      ? ", of a random sample of \(known) of \(letters.count)" : ""
  }

  // MARK: Letters

  func list() -> Table {
    let count = min(parameters.list, letters.count)
    let shown = 0..<count
    func ids(_ nodes: [NodeID]) -> Column { .texts(shown.map { network.ids[Int(nodes[$0])] }) }
    var rows = Frame(rowCount: count)
    rows.set("letter", .integers(shown.map { $0 + 1 }))
    rows.set("starter", ids(letters.starters))
    rows.set("target", ids(letters.targets))
    rows.set("outcome", .texts(shown.map { Optional(letters.ends[$0].name) }))
    rows.set("links", .integers(shown.map { Int(letters.links[$0]) }))
    let missing = Column.missingInteger
    rows.set(
      "intermediaries",
      .integers(
        shown.map { letters.ends[$0] == .arrived ? Int(letters.links[$0]) - 1 : missing }))
    if looksForGeodesics {
      let geodesics = shown.map { letters.geodesics[$0].flatMap { $0 > 0 ? Int($0) : nil } }
      rows.set("geodesic", .integers(geodesics.map { $0 ?? missing }))
      rows.set("geodesic_intermediaries", .integers(geodesics.map { $0.map { $0 - 1 } ?? missing }))
      rows.set("stretch", .numbers(shown.map { stretch($0) ?? .nan }))
    }
    let rest = count < letters.count ? "the first \(count) of \(letters.count) letters; " : ""
    return Table(
      name: "\(stage)_letters", title: titled("The letters, one by one"),
      note:
        "\(rest)links: those the letter went; intermediaries: links - 1, of a letter that arrived; "
        + "geodesic: links of a shortest chain, nothing where there is none\(sampleWords); stretch: "
        + "links / geodesic of a letter that arrived; \(note)",
      rows: rows)
  }

  // MARK: Ends

  func ends() -> Table {
    let counts = LetterEnd.allCases.map { end in letters.ends.count { $0 == end } }
    let independent = letters.independent()
    let intervals = counts.map {
      Proportion($0, of: letters.count).wilson(z: Quantile.normal95, independent: independent)
    }
    var rows = Frame(rowCount: counts.count)
    rows.set("outcome", .texts(LetterEnd.allCases.map { Optional($0.name) }))
    rows.set("letters", .integers(counts))
    rows.set("share", .numbers(counts.map { Double($0) / Double(letters.count) }))
    rows.set("lower", .numbers(intervals.map(\.lower)))
    rows.set("upper", .numbers(intervals.map(\.upper)))
    rows.set("note", .texts(LetterEnd.allCases.map { Optional($0.note(parameters.memory)) }))
    return Table(
      name: "\(stage)_ends", title: titled("How the letters ended"),
      note: "lower and upper: Wilson's 95 % interval, \(letters.independenceWords); \(note)",
      rows: rows)
  }

  // MARK: Carriers

  func top() -> Table {
    let people = carriers.ranking.prefix(parameters.carriers)
    let passed = people.map { carriers.letters[Int($0)] }
    let all = Double(letters.arrived)
    var rows = Frame(rowCount: people.count)
    rows.set(
      "rank", .integers(passed.map { count in (passed.firstIndex(of: count) ?? 0) + 1 }))
    rows.set("id", .texts(people.map { Optional(network.ids[Int($0)]) }))
    rows.set("label", .texts(people.map { Optional(network.label(of: $0)) }))
    rows.set("letters", .integers(passed))
    rows.set("share", .numbers(passed.map { Double($0) / all }))
    rows.set(
      "share_through_first",
      .numbers(carriers.chainsThroughFirst(people.count).map { Double($0) / all }))
    return Table(
      name: "\(stage)_carriers", title: titled("Who passes the letters on"),
      note: "of the letters that arrived, those the person passed on between starter and target; "
        + "share_through_first: those that this person or one above passed on; \(note)", rows: rows)
  }
}
