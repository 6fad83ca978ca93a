package import ChildPrograms
internal import Glibc
internal import ModuleKit

/// Why a plug-in did not do what it was asked for.
package enum PluginFailure: Error, Sendable, Equatable {
  /// It could not be started.
  case notStarted(reason: String)
  /// It has ended where it should have answered.
  case ended(ProcessStatus, inFrame: Bool, messages: [String])
  /// It and what it has started held more memory than they may have, together.
  case outgrew(megabytes: Int, messages: [String])
  /// It broke the protocol: completes "it …".
  case broke(String, messages: [String])
  /// It did not answer within a time that nobody but itself decides about.
  case silent(seconds: Double, messages: [String])
  /// It is another than the one that was added.
  case changed(String)
  /// It tells that it cannot be used: see the protocol's `error`.
  case refused(PluginComplaint)
  case cancelled

  /// Completes "plug-in 'x' failed: …".
  var reason: String {
    switch self {
    case .notStarted(let reason): "it could not be started: \(reason)"
    case .ended(let status, let inFrame, _):
      "it \(status.text) before it had answered" + (inFrame ? ", in the middle of a frame" : "")
    case .outgrew(let megabytes, _):
      "it took more than \(megabytes) MB of memory, with all that it has started"
    case .broke(let what, _): "it \(what)"
    case .silent(let seconds, _): "it did not answer within \(JSON.number(seconds).compact) s"
    case .changed(let what): what
    case .refused(let complaint): complaint.message
    case .cancelled: "it was cancelled"
    }
  }

  /// Stable, in kebab case.
  var id: String {
    switch self {
    case .notStarted: "plugin-not-started"
    case .ended: "plugin-ended"
    case .outgrew: "plugin-memory"
    case .broke: "plugin-protocol"
    case .silent: "plugin-silent"
    case .changed: "plugin-changed"
    case .refused(let complaint): complaint.isDefect ? "plugin-defect" : complaint.code
    case .cancelled: "plugin-cancelled"
    }
  }

  /// The last lines that it wrote to standard error.
  var messages: [String] {
    switch self {
    case .ended(_, _, let messages), .outgrew(_, let messages), .broke(_, let messages),
      .silent(_, let messages):
      messages
    default: []
    }
  }
}

extension ProcessStatus {
  /// Completes "it …".
  var text: String {
    switch self {
    case .exited(let code): "ended with status \(code)"
    case .signaled(SIGKILL): "was killed"
    case .signaled(let signal):
      switch signal {
      case SIGSEGV: "crashed (segmentation fault)"
      case SIGABRT: "crashed (abort)"
      case SIGBUS: "crashed (bus error)"
      case SIGFPE: "crashed (arithmetic error)"
      case SIGILL, SIGTRAP: "crashed (trap)"
      default: "was ended by signal \(signal)"
      }
    }
  }
}
