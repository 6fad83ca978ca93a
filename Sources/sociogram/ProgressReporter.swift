import Foundation
import ModuleKit
import PipelineEngine
import Synchronization

/// Shows how a run goes: one live line on a terminal, a line per stage elsewhere.
final class ProgressReporter: Sendable {
  enum Level { case quiet, normal, verbose }

  private struct State {
    var running: [(id: String, share: Double, start: ContinuousClock.Instant)] = []
    var done = 0
    var notices: [Diagnostic] = []
    var lastDrawn: ContinuousClock.Instant?
    var hasLiveLine = false
    /// Rows read and rejected, of stages that rejected some.
    var rows = (read: 0, rejected: 0)
  }

  private let level: Level
  private let count: Int
  private let isLive: Bool
  private let state = Mutex(State())

  init(level: Level, stages: [String]) {
    self.level = level
    count = stages.count
    isLive = level != .quiet && isatty(STDERR_FILENO) == 1
  }

  /// Warnings so far; they are shown together, after the run.
  var notices: [Diagnostic] { state.withLock { $0.notices } }

  /// A sentence on rows that were not taken; nil when all were.
  var rejections: String? {
    let rows = state.withLock { $0.rows }
    guard rows.rejected > 0 else { return nil }
    return "\(rows.rejected) of \(rows.read) rows were not taken; rejected_rows.csv says why."
  }

  func take(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .notice(let diagnostic) where diagnostic.severity == .note && level != .verbose: break
      case .notice(let diagnostic):
        if !state.notices.contains(diagnostic) { state.notices.append(diagnostic) }
      case .cached(let stage):
        state.done += 1
        if level == .verbose { line("\(stage): from the cache", &state) }
      case .started(let stage):
        state.running.append((stage, 0, .now))
        if !isLive && level == .verbose { line("\(stage): started", &state) }
        draw(&state, force: true)
      case .progress(let stage, let share):
        if let index = state.running.firstIndex(where: { $0.id == stage }) {
          state.running[index].share = share
        }
        draw(&state, force: false)
      case .failed(let stage):
        state.running.removeAll { $0.id == stage }
      case .finished(let stage, let seconds, let summary):
        state.running.removeAll { $0.id == stage }
        state.done += 1
        if summary.rejected > 0 {
          state.rows = (state.rows.read + summary.read, state.rows.rejected + summary.rejected)
        }
        if level != .quiet { line(sentence(stage, seconds, summary), &state) }
        draw(&state, force: true)
      }
    }
  }

  func finish() { state.withLock { erase(&$0) } }

  private func sentence(_ stage: String, _ seconds: Double, _ summary: StageSummary) -> String {
    let time = seconds < 1 ? "\(Int((seconds * 1000).rounded())) ms" : "\(fixed(seconds, 1)) s"
    var text =
      "\(stage.padding(toLength: max(16, stage.count), withPad: " ", startingAt: 0)) \(time)"
    text += "  \(summary.nodes) nodes, \(summary.edges) edges"
    if level == .verbose && summary.read > 0 {
      text += "; rows: \(summary.read) read = \(summary.kept) kept + \(summary.merged) merged"
      text += " + \(summary.rejected) rejected + \(summary.dropped) dropped"
    }
    return text
  }

  private func line(_ text: String, _ state: inout State) {
    erase(&state)
    say(text)
  }

  private func erase(_ state: inout State) {
    if state.hasLiveLine { tell("\r\u{1B}[2K") }
    state.hasLiveLine = false
  }

  /// At most ten times a second.
  private func draw(_ state: inout State, force: Bool) {
    guard isLive, let current = state.running.first else { return }
    if !force, let last = state.lastDrawn, .now - last < .milliseconds(100) { return }
    state.lastDrawn = .now
    let filled = Int((current.share * 20).rounded())
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let others = state.running.count > 1 ? " and \(state.running.count - 1) more" : ""
    let text =
      "[\(state.done + 1)/\(count)] \(current.id)\(others) \(bar) "
      + "\(Int(current.share * 100)) %\(remaining(current.share, since: current.start))"
    tell("\r\u{1B}[2K\(text)")
    state.hasLiveLine = true
  }

  /// How fast the stage goes and when it will be done, once that can be told.
  private func remaining(_ share: Double, since start: ContinuousClock.Instant) -> String {
    let elapsed = (ContinuousClock.now - start).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    guard share > 0.05, seconds >= 1 else { return "" }
    let rate = share / seconds
    return ", \(fixed(rate * 100, 1)) % a second, \(Int((1 - share) / rate)) s left"
  }
}

func fixed(_ value: Double, _ digits: Int) -> String {
  let scale = [1.0, 10, 100, 1000][digits]
  let scaled = Int((value * scale).rounded())
  if digits == 0 { return String(scaled) }
  let fraction = String(scaled % Int(scale))
  return "\(scaled / Int(scale))." + String(repeating: "0", count: digits - fraction.count)
    + fraction
}
