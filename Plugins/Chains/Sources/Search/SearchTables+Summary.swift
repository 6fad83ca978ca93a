internal import ModuleKit

extension SearchTables {
  /// The numbers that sum the experiment up.
  func summary() -> Table {
    let rows = counts + lengthFigures + geodesicFigures + carrierFigures
    var frame = Frame(rowCount: rows.count)
    frame.set("measure", .texts(rows.map { Optional($0.name) }))
    frame.set("value", .numbers(rows.map(\.value)))
    frame.set("lower", .numbers(rows.map(\.lower)))
    frame.set("upper", .numbers(rows.map(\.upper)))
    frame.set("note", .texts(rows.map { Optional($0.note) }))
    return Table(
      name: stage, title: titled("The search in numbers"),
      note: "lower and upper: 95 % interval, \(letters.independenceWords); medians: the least "
        + "value within which half of all lie; \(note)", rows: frame)
  }

  private struct Row {
    let name: String
    let value: Double
    var lower = Double.nan
    var upper = Double.nan
    let note: String

    init(_ name: String, _ value: Double, _ note: String) {
      (self.name, self.value, self.note) = (name, value, note)
    }
    /// - Parameter independent: as how many cases all of them count.
    init(_ name: String, _ count: Int, of all: Int, independent: Double, _ note: String) {
      let share = Proportion(count, of: all)
      self.init(name, share.value, note)
      let interval = share.wilson(z: Quantile.normal95, independent: independent)
      (lower, upper) = (interval.lower, interval.upper)
    }
    init(
      _ name: String, _ mean: SampleMean, _ note: String, atLeast least: Double = 0,
      atMost most: Double = .infinity
    ) {
      self.init(name, mean.mean, note)
      (lower, upper) = (
        mean.lower.isNaN ? .nan : max(least, mean.lower),
        mean.upper.isNaN ? .nan : min(most, mean.upper)
      )
    }
  }

  private var counts: [Row] {
    let walks = letters.walkEnds.count { $0 == .arrived }
    let independent = letters.independent()
    return [
      Row("letters", Double(letters.count), "sent"),
      Row("pairs", Double(letters.pairs), "different pairs of starter and target"),
      Row(
        "independent_letters", independent, "as how many the letters count in intervals"),
      Row("arrived", Double(letters.arrived), "letters"),
      Row(
        "completion", letters.arrived, of: letters.count, independent: independent,
        "of the letters sent, Wilson's interval"),
      Row(
        "completion_expected", curve.point(at: parameters.dropOut).completion,
        "the mean of (1 - drop_out)^links over the walks, normal approximation", atMost: 1),
      Row(
        "completion_without_drop_out", walks, of: letters.count, independent: independent,
        "of the same walks, Wilson's interval"),
    ]
  }

  /// A length in both units.
  private func lengths(
    _ name: String, _ values: [Double], of chosen: [Int], _ note: String
  ) -> [Row] {
    let independent = letters.independent(among: chosen)
    return [
      Row(
        "\(name)_links", SampleMean(values, independent: independent), "links, \(note)", atLeast: 1),
      Row(
        "\(name)_intermediaries", SampleMean(values.map { $0 - 1 }, independent: independent),
        "links - 1, \(note)"),
    ]
  }

  private var lengthFigures: [Row] {
    let links = arrived.map { Double(letters.links[$0]) }
    let median = SampleMean.median(links)
    return lengths("mean", links, of: arrived, "of letters that arrived") + [
      Row("median_links", median, "links, of letters that arrived"),
      Row("median_intermediaries", median - 1, "links - 1, of letters that arrived"),
    ]
  }

  private var geodesicFigures: [Row] {
    guard looksForGeodesics else { return [] }
    let known = (0..<letters.count).filter { letters.geodesics[$0] != nil }
    func geodesics(_ chosen: [Int]) -> [Double] {
      chosen.map { Double(letters.geodesics[$0] ?? 0) }
    }
    let connected = known.filter { letters.geodesics[$0] != 0 }
    let ofArrived = arrived.filter { letters.geodesics[$0] != nil }
    let stretches = ofArrived.compactMap(stretch)
    let sample = known.count < letters.count ? "random sample: " : ""
    return [
      Row("geodesics", Double(known.count), "letters whose shortest chain was looked for"),
      Row(
        "connected", connected.count, of: known.count,
        independent: letters.independent(among: known), "\(sample)letters for whom there is a chain"
      ),
    ]
      + lengths(
        "mean_geodesic", geodesics(connected), of: connected, "\(sample)of all with a chain")
      + lengths(
        "mean_geodesic_arrived", geodesics(ofArrived), of: ofArrived,
        "\(sample)of letters that arrived")
      + [
        Row(
          "mean_stretch",
          SampleMean(stretches, independent: letters.independent(among: ofArrived)),
          "\(sample)links / geodesic, of letters that arrived", atLeast: 1),
        Row("median_stretch", SampleMean.median(stretches), "\(sample)of letters that arrived"),
      ]
  }

  private var carrierFigures: [Row] {
    let through = carriers.chainsThroughFirst(3).last ?? 0
    return [
      Row("carriers", Double(carriers.ranking.count), "people who passed on a letter that arrived"),
      Row(
        "top_three_share", through, of: letters.arrived,
        independent: letters.independent(among: arrived),
        "of the letters that arrived, through at least one of the three who passed on most"),
      Row(
        "gini", carriers.gini, "of letters passed on, over all people; 0 is even, 1 is one person"),
    ]
  }
}
