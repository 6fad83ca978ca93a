import ArgumentParser
import Dispatch
import Foundation
import ModuleKit

/// Lets Ctrl-C and a polite kill end what goes on between two steps; a second one does not wait for that.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter patience: seconds that the end may take; nil for as long as it takes.
  init(patience: Double? = nil, _ stop: @escaping @Sendable () -> Void) {
    // A queue of its own: the shared ones have no thread to spare while a stage uses all of them.
    let queue = DispatchQueue(label: "signals", qos: .userInteractive)
    let stopping = Cancellation()
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if stopping.isCancelled { _exit(ExitCode.interrupted.rawValue) }
        stopping.cancel()
        stop()
        // Whatever still waits then would wait for ever.
        if let patience {
          queue.asyncAfter(deadline: .now() + patience) { _exit(ExitCode.interrupted.rawValue) }
        }
      }
      source.resume()
      return source
    }
  }

  func forget() { sources.forEach { $0.cancel() } }
}
