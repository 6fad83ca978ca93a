import ArgumentParser
import Foundation
import GraphvizKit
import PipelineEngine

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draw the stages of a study and what reads what.",
    discussion: """
      EXAMPLES:
        sociogram graph study.yaml > pipeline.dot
        sociogram graph study.yaml --as mermaid
        sociogram graph study.yaml --as svg > pipeline.svg
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable { case dot, mermaid, svg, png, pdf }

  @OptionGroup var options: StudyOptions
  @Option(name: .customLong("as"), help: "dot, mermaid, svg, png or pdf.") var form: Form = .dot

  func run() throws {
    let plan = try options.plan(options.engine()).plan
    let drawing = PlanDrawing(plan)
    switch form {
    case .dot: try deliver(drawing.dot)
    case .mermaid: try deliver(drawing.mermaid)
    case .svg, .png, .pdf:
      try deliver(render(drawing.dot, form == .svg ? .svg : form == .png ? .png : .pdf))
    }
  }

  private func render(_ dot: String, _ format: RenderFormat) throws -> Data {
    do throws(RenderFailure) {
      return Data(try RenderWorker().render(dot: dot, engine: .dot, formats: [format])[format])
    } catch {
      say("\(error)")
      throw ExitCode.failure
    }
  }
}
