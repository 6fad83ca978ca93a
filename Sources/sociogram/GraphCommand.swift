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
    let plan = try options.plan().plan
    let drawing = PlanDrawing(plan)
    switch form {
    case .dot: print(drawing.dot, terminator: "")
    case .mermaid: print(drawing.mermaid, terminator: "")
    case .svg, .png, .pdf:
      do throws(RenderFailure) {
        let format: RenderFormat = form == .svg ? .svg : form == .png ? .png : .pdf
        let rendered = try RenderWorker().render(
          dot: drawing.dot, engine: .dot, formats: [format])
        FileHandle.standardOutput.write(Data(rendered[format]))
      } catch {
        say("\(error)")
        throw ExitCode.failure
      }
    }
  }
}
