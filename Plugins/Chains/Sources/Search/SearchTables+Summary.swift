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
      name: stage, title: "The search in numbers", note: "lower and upper: 95 % interval; \(note)",
      rows: frame)
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
    init(_ name: String, _ count: Int, of all: Int, _ note: String) {
      let share = Proportion(count, of: all)
      self.init(name, share.value, note)
      let interval = share.wilson(z: Quantile.normal95)
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
    return [
      Row("letters", Double(letters.count), "sent"),
      Row("own_targets", Double(letters.own), "letters left out: the starter is the target"),
      Row("arrived", Double(letters.arrived), "letters"),
      Row(
        "completion", letters.arrived, of: letters.count, "of the letters sent, Wilson's interval"),
      Row(
        "completion_expected", curve.point(at: parameters.dropOut).completion,
        "the mean of (1 - drop_out)^links over the walks, normal approximation", atMost: 1),
      Row(
        "completion_without_drop_out", walks, of: letters.count,
        "of the same walks, Wilson's interval"),
    ]
  }

  private var lengthFigures: [Row] {
    let links = arrived.map { Double(letters.links[$0]) }
    let between = SampleMean(links.map { $0 - 1 })
    return [
      Row("mean_links", SampleMean(links), "of letters that arrived", atLeast: 1),
      Row("mean_intermediaries", between, "intermediaries: links - 1"),
      Row("median_links", SampleMean.median(links), "of letters that arrived"),
    ]
  }

  private var geodesicFigures: [Row] {
    guard looksForGeodesics else { return [] }
    let known = letters.geodesics.compactMap { $0 }
    let all = known.filter { $0 > 0 }.map(Double.init)
    let stretches = arrived.compactMap(stretch)
    let ofArrived = arrived.compactMap { letters.geodesics[$0] }.map(Double.init)
    let sample = known.count < letters.count ? "random sample: " : ""
    return [
      Row("geodesics", Double(known.count), "letters whose shortest chain was looked for"),
      Row("connected", all.count, of: known.count, "\(sample)letters for whom there is a chain"),
      Row("mean_geodesic", SampleMean(all), "\(sample)links, of all with a chain", atLeast: 1),
      Row(
        "mean_geodesic_arrived", SampleMean(ofArrived), "\(sample)links, of letters that arrived",
        atLeast: 1),
      Row(
        "mean_stretch", SampleMean(stretches), "\(sample)links / geodesic, of letters that arrived",
        atLeast: 1),
      Row("median_stretch", SampleMean.median(stretches), "\(sample)of letters that arrived"),
    ]
  }

  private var carrierFigures: [Row] {
    let through = carriers.chainsThroughFirst(3).last ?? 0
    return [
      Row("carriers", Double(carriers.ranking.count), "people who passed on a letter that arrived"),
      Row(
        "top_three_share", through, of: letters.arrived,
        "of the letters that arrived, through at least one of the three who passed on most"),
      Row(
        "gini", carriers.gini, "of letters passed on, over all people; 0 is even, 1 is one person"),
    ]
  }
}
