/// Something measured of a finished figure, and whether it is good enough to be shown.
public struct FigureCheck: Sendable, Equatable {
  /// Names what was measured: `overlapping_texts`.
  public let id: String
  /// What was found, as part of a sentence: "no text over another".
  public let finding: String
  /// NaN where there was nothing to measure.
  public let value: Double
  /// What the value may at most or must at least be; nil where no value is wrong.
  public let limit: Double?
  public let isPassed: Bool

  public init(id: String, finding: String, value: Double, limit: Double?, isPassed: Bool) {
    (self.id, self.finding, self.value) = (id, finding, value)
    (self.limit, self.isPassed) = (limit, isPassed)
  }

  public var json: JSON {
    [
      "id": .string(id), "finding": .string(finding),
      "value": value.isFinite ? .number((value * 1e6).rounded() / 1e6) : .null,
      "limit": limit.map(JSON.number) ?? .null, "passed": .bool(isPassed),
    ]
  }
}

extension Figure {
  /// Whether all checks are passed; nil when there were none.
  public var isFit: Bool? { checks.isEmpty ? nil : checks.allSatisfy(\.isPassed) }

  /// What was found, the worst first: "contrast at least 3.4 : 1, none of 12 texts over another".
  public var findings: String {
    (checks.filter { !$0.isPassed } + checks.filter(\.isPassed)).map(\.finding)
      .joined(separator: ", ")
  }
}
