internal import GraphvizKit
public import ModuleKit

/// `diagram.experiment`
public struct ExperimentDiagram: Module {
  public static let manual = Manual(
    name: "diagram.experiment",
    summary:
      "Draws a small-world experiment as a slide: what became of the letters, how long chains are",
    details: """
      Shows the tables of a stage `chains.experiment`. On the left, how many letters were given out, \
      how many starters passed theirs on and how many arrived, with shares of the first; where the log \
      is known also the share of letters that nobody has dropped step by step (Kaplan & Meier, with its \
      interval) and how many stopped at each step. On the right, the lengths of the chains that arrived \
      beside the lengths that `correction` finds, with the interval of each corrected share, both units \
      below (intermediaries, links), and a dashed line at either median: the least length within which \
      half of the chains lie.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    complexity: "O(rows of the tables)",
    examples: [
      Example(
        "Half of the letters are dropped by each person",
        files: [
          .init("published.csv", "links,chains\n1,0\n2,2\n3,4\n4,2\n")
        ],
        yaml: """
          - use: chains.experiment
            with: {counts: published.csv, distributed: 72}
          - id: slide
            use: diagram.experiment
            with: {formats: [svg]}
          """,
        expected: [.file("slide.svg", contains: "72 letters given out")])
    ], version: 3)

  /// A correction of `chains.experiment`.
  public enum Correction: String, ParameterChoice { case constant, steps, weighted }

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The correction to show; steps and weighted need a log") var correction =
      Correction.constant
    var slide = SlideParameters(subtitleFrom: "the numbers")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private static let help = "put a stage 'chains.experiment' before this one"

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if !outline.mayHaveMore, !outline.tables.contains("experiment") {
      check.report(
        Diagnostic(
          "unknown-table", "no experiment was analysed before this stage", at: check.stage,
          help: Self.help))
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let results: ExperimentResults
    do {
      results = try ExperimentResults(network, correction: parameters.correction.rawValue)
    } catch {
      switch error {
      case .table(let name):
        throw context.error("unknown-table", "there is no table '\(name)'", help: Self.help)
      case .column(let column, let table):
        throw context.error(
          "unknown-column", "the table '\(table)' has no column of numbers '\(column)'",
          help: "draw the tables that 'chains.experiment' has written")
      case .correction(let name):
        throw context.error(
          "unknown-correction", "the experiment has no correction '\(name)'",
          parameter: "correction",
          help:
            "published numbers have 'constant' only, when it is known how many letters there were"
        )
      }
    }
    let slide = ExperimentSlide(
      results: results, title: parameters.title ?? context.study, subtitle: parameters.subtitle,
      caption: Caption.text(
        network, table: "experiment_lengths",
        columns: ["corrected_\(parameters.correction.rawValue)"],
        closing: ["median: half are within"]),
      theme: parameters.theme.theme)
    let figure = try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: parameters.theme.theme)
      let output = SlideOutput(
        title: slide.title, description: slide.description, slide: parameters.slide,
        context: context)
      return try output.figure(try slide.scene(worker), worker)
    }
    network.set(figure)
  }
}
