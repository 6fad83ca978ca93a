package import ModuleKit

/// What the slide of an experiment shows, read from its tables.
package struct ExperimentResults {
  package enum Missing: Error {
    case table(String)
    case column(String, table: String)
    case correction(String)
  }
  package struct Measure {
    package let value, lower, upper: Double
    package let note: String
  }
  package struct Length {
    package let links: Double
    package let observed, corrected, lower, upper: Double
  }
  package struct Step {
    package let survival, lower, upper: Double
    /// Letters dropped, or held when the log ends.
    package let stopped: Double
  }
  package let measures: [String: Measure]
  package let lengths: [Length]
  /// Empty where no log tells them.
  package let steps: [Step]
  package let correction: String

  package init(_ network: Network, correction: String) throws(Missing) {
    self.correction = correction
    let summary = try Columns(network, "experiment")
    guard let names = summary.table.rows["measure"], let notes = summary.table.rows["note"] else {
      throw .column("measure", table: "experiment")
    }
    let (values, lower, upper) = (
      try summary.numbers("value"), try summary.numbers("lower"), try summary.numbers("upper")
    )
    var measures: [String: Measure] = [:]
    for row in values.indices {
      measures[names.text(at: row) ?? ""] = Measure(
        value: values[row], lower: lower[row], upper: upper[row], note: notes.text(at: row) ?? "")
    }
    self.measures = measures
    steps = try Self.steps(try Columns(network, "experiment_steps"))
    lengths = try Self.lengths(try Columns(network, "experiment_lengths"), correction)
  }

  private static func steps(_ table: Columns) throws(Missing) -> [Step] {
    let (survival, lower, upper) = (
      try table.numbers("survival"), try table.numbers("survival_lower"),
      try table.numbers("survival_upper")
    )
    let (abandoned, running) = (try table.numbers("abandoned"), try table.numbers("running"))
    return survival.indices.map { row in
      Step(
        survival: survival[row], lower: lower[row], upper: upper[row],
        stopped: abandoned[row] + running[row])
    }
  }

  /// Without a completed chain the table has no corrected columns either.
  private static func lengths(
    _ table: Columns, _ correction: String
  ) throws(Missing) -> [Length] {
    let links = try table.numbers("links")
    if links.isEmpty { return [] }
    let observed = try table.numbers("share")
    let name = "corrected_\(correction)"
    guard table.table.rows[name] != nil else {
      // Nothing was corrected at all: the slide shows what was observed.
      if correction == "constant" {
        return links.indices.map { row in
          Length(
            links: links[row], observed: observed[row], corrected: .nan, lower: .nan,
            upper: .nan)
        }
      }
      throw .correction(correction)
    }
    let corrected = try table.numbers(name)
    let (lower, upper) = (
      try table.numbers("\(name)_lower"), try table.numbers("\(name)_upper")
    )
    return links.indices.map { row in
      Length(
        links: links[row], observed: observed[row], corrected: corrected[row],
        lower: lower[row], upper: upper[row])
    }
  }

  private struct Columns {
    let table: Table

    init(_ network: Network, _ name: String) throws(Missing) {
      guard let table = network.table(name) else { throw .table(name) }
      self.table = table
    }

    func numbers(_ name: String) throws(Missing) -> [Double] {
      guard let column = table.rows[name], column.type != .text else {
        throw .column(name, table: table.name)
      }
      return column.asNumbers
    }
  }

  // MARK: Reading

  /// NaN when it is not known.
  package func value(_ name: String) -> Double { measures[name]?.value ?? .nan }

  package var hasCorrection: Bool { lengths.contains { $0.corrected.isFinite } }

  package var observedMedian: Double { value("observed_median_links") }
  package var correctedMedian: Double {
    hasCorrection ? value("\(correction)_median_links") : .nan
  }

  /// Why the corrected mean should not be quoted, as the analysis says; nil when nothing speaks
  /// against it.
  package var doubt: String? {
    let note = measures["\(correction)_mean_intermediaries"]?.note ?? ""
    guard let mark = note.firstRange(of: "unsure: ") else { return nil }
    return String(note[mark.upperBound...])
  }
}

extension StringProtocol {
  /// Where a text begins; the one of Foundation is not needed for this.
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
