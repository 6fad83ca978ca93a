internal import ModuleKit

/// Says to the author of a study what has become of a stage.
struct FailureReport {
  let plugin: PluginIdentity
  let manual: PluginManual
  let context: StageContext

  /// Lines of standard error that are shown.
  private static let lines = 8

  /// What the stage throws.
  func error(_ failure: PluginFailure) -> any Error {
    switch failure {
    case .cancelled: return Cancelled()
    case .refused(let complaint) where !complaint.isDefect:
      if let parameter = complaint.parameter,
        manual.parameters.list.contains(where: { $0.key == parameter })
      {
        return context.error(
          complaint.code, complaint.message, parameter: parameter, help: complaint.help)
      }
      return context.error(complaint.code, complaint.message, help: complaint.help)
    default: break
    }
    if case .refused(let complaint) = failure, let trace = complaint.trace {
      for line in trace.split(whereSeparator: \.isNewline).suffix(100) {
        context.inform("plugin-trace", String(line))
      }
    }
    var diagnostic = context.error(
      failure.id,
      "plug-in '\(plugin.name)' failed in '\(manual.name)': \(TerminalText.shown(failure.reason))",
      help: Self.help(failure, plugin))
    diagnostic.notes = Self.notes(failure)
    return diagnostic
  }

  /// What a plug-in that could not be described failed of.
  static func describing(_ failure: PluginFailure, _ plugin: PluginIdentity) -> Diagnostic {
    var (notes, help) = (notes(failure), help(failure, plugin))
    if case .refused(let complaint) = failure {
      let trace = (complaint.trace ?? "").split(whereSeparator: \.isNewline)
      notes += trace.suffix(lines).map { .init(String($0)) }
      help = complaint.help
    }
    return Diagnostic(
      failure.id,
      "plug-in '\(plugin.name)' failed: \(TerminalText.shown(failure.reason))",
      at: .init(file: "\(plugin.folder)/plugin.yaml"), notes: notes, help: help)
  }

  private static func notes(_ failure: PluginFailure) -> [Diagnostic.Note] {
    failure.messages.suffix(lines).map { .init("it wrote: \($0)") }
  }

  private static let moreMemory =
    "'memory_megabytes' in its plugin.yaml asks for more, and has to be added again"

  private static func help(_ failure: PluginFailure, _ plugin: PluginIdentity) -> String? {
    switch failure {
    case .changed:
      return
        "run 'sociogram plugins add \(TerminalText.shown(ShellWord.quoted(plugin.source)))' again"
    case .refused: return "this is a defect of the plug-in; '--verbose' shows its trace"
    case .notStarted(let reason) where reason.hasPrefix("there is no program"):
      return "is it installed, and on the PATH?"
    case .outgrew: return moreMemory
    case .ended, .broke:
      let signs = ["MemoryError", "bad_alloc", "annot allocate memory", "ut of memory"]
      let isShort = failure.messages.contains { line in signs.contains { line.contains($0) } }
      return isShort ? "it seems to need more memory than it may have: \(moreMemory)" : nil
    default: return nil
    }
  }
}
