internal import Glibc

/// Why there is no drawing.
public enum RenderFailure: Error, Sendable, Hashable {
  /// The program that draws is not there or may not be run.
  case executableMissing(path: String)
  /// The program that draws could not be started.
  case notStarted(reason: String)
  case timedOut(seconds: Double)
  case cancelled
  case outOfMemory(limitMegabytes: Int)
  case processorTimeExceeded(seconds: Int)
  /// The program that draws was ended by a signal.
  case crashed(signal: Int32, messages: String)
  case unreadableGraph(messages: String)
  case layoutFailed(messages: String)
  case renderingFailed(messages: String)
  /// The program that draws answered something else than a drawing.
  case garbledAnswer(reason: String, messages: String)
  /// The scene cannot be drawn by any program.
  case invalidScene(reason: String)
}

extension RenderFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .executableMissing(let path):
      "The program that draws diagrams is missing or cannot be run: \(path)"
    case .notStarted(let reason):
      "The program that draws diagrams could not be started: \(reason)"
    case .timedOut(let seconds):
      "Drawing the diagram took longer than \(DOTText.number(seconds) ?? "0") s and was stopped"
    case .cancelled:
      "Drawing the diagram was cancelled"
    case .outOfMemory(let limit):
      "Drawing the diagram needed more than \(limit) MB of memory and was stopped"
    case .processorTimeExceeded(let seconds):
      "Drawing the diagram took more than \(seconds) s of processor time and was stopped"
    case .crashed(let signal, let messages):
      Self.joined(
        "The program that draws diagrams crashed (\(Self.name(ofSignal: signal)))", messages)
    case .unreadableGraph(let messages):
      Self.joined("Graphviz could not read the graph", messages)
    case .layoutFailed(let messages):
      Self.joined("Graphviz could not lay out the graph", messages)
    case .renderingFailed(let messages):
      Self.joined("Graphviz could not write the diagram", messages)
    case .garbledAnswer(let reason, let messages):
      Self.joined("The program that draws diagrams gave no proper answer: \(reason)", messages)
    case .invalidScene(let reason):
      "The diagram cannot be drawn: \(reason)"
    }
  }

  private static func joined(_ sentence: String, _ messages: String) -> String {
    messages.isEmpty ? sentence : "\(sentence): \(messages)"
  }

  private static func name(ofSignal signal: Int32) -> String {
    switch signal {
    case SIGSEGV: "segmentation fault"
    case SIGABRT: "abort"
    case SIGBUS: "bus error"
    case SIGFPE: "arithmetic error"
    case SIGILL, SIGTRAP: "trap"
    case SIGKILL: "killed, perhaps because the machine ran out of memory"
    case SIGTERM: "terminated"
    default: "signal \(signal)"
    }
  }
}
