internal import ModuleKit

/// A plan as a picture: stages as boxes, arrows to the stages that read them.
public struct PlanDrawing {
  private let plan: Plan

  public init(_ plan: Plan) { self.plan = plan }

  /// For Graphviz, to be laid out by `dot`.
  public var dot: String {
    var text = """
      digraph study {
        graph [rankdir=LR bgcolor=white pad=0.3 nodesep=0.35 ranksep=0.45 fontname="Inter,DejaVu Sans"]
        node [shape=box style="rounded,filled" fillcolor="#F6F8FA" color="#D0D7DE" fontcolor="#1B1F24" fontname="Inter,DejaVu Sans" fontsize=12 margin="0.18,0.1"]
        edge [color="#8C959F" arrowsize=0.7]

      """
    for (index, stage) in plan.stages.enumerated() {
      // Ids hold letters, digits, '-' and '_' only, module names likewise: nothing to escape.
      let label = "\(stage.id)\\n\(stage.module.manual.name)"
      text += "  s\(index) [label=\"\(label)\"]\n"
    }
    for (index, stage) in plan.stages.enumerated() {
      for input in stage.inputs { text += "  s\(input) -> s\(index)\n" }
    }
    return text + "}\n"
  }

  /// For Markdown viewers that draw Mermaid.
  public var mermaid: String {
    var text = "flowchart LR\n"
    for (index, stage) in plan.stages.enumerated() {
      text += "  s\(index)[\"\(stage.id)<br/>\(stage.module.manual.name)\"]\n"
    }
    for (index, stage) in plan.stages.enumerated() {
      for input in stage.inputs { text += "  s\(input) --> s\(index)\n" }
    }
    return text
  }
}
