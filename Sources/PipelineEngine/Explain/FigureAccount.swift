public import ModuleKit

/// What a run has measured of its figures, and whether they are fit to be shown.
public struct FigureAccount {
  public let isPassed: Bool
  /// A line or more for each figure.
  public let text: String
  public let json: JSON

  /// - Parameter folder: the results of a run.
  public init(folder: String) throws(Diagnostic) {
    // A figure that several results hand on is one figure.
    var names: Set<String> = []
    let figures = try ResultFolder(folder).figures.filter { names.insert($0.name).inserted }
    isPassed = figures.allSatisfy { $0.checks.allSatisfy(\.passed) }
    text =
      figures.isEmpty
      ? "There is no figure in '\(folder)'.\n" : figures.map(Self.text).joined(separator: "\n")
    json = .array(
      figures.map { figure in
        [
          "name": .string(figure.name),
          "checks": .array(
            figure.checks.map {
              [
                "id": .string($0.id), "finding": .string($0.finding), "passed": .bool($0.passed),
              ]
            }),
        ]
      })
  }

  private static func text(_ figure: Manifest.Header.Figure) -> String {
    if figure.checks.isEmpty { return "\(figure.name): not checked\n" }
    let isPassed = figure.checks.allSatisfy(\.passed)
    return "\(figure.name): \(isPassed ? "fit to be shown" : "not fit to be shown")\n"
      + figure.checks.map { "  \($0.passed ? "ok  " : "FAIL")  \($0.finding)\n" }.joined()
  }
}
