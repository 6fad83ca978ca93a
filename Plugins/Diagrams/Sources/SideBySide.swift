internal import ModuleKit

extension Workers {
  private enum Half<First: Sendable, Second: Sendable> {
    case first(Result<First, any Error>)
    case second(Result<Second, any Error>)
  }

  /// Does two things, at the same time where there are two threads.
  ///
  /// - Throws: the error of the first, else that of the second.
  func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let quiet = Workers(threads: threads, cancellation: cancellation)
    let halves = try quiet.map([true, false]) { isFirst -> Half<First, Second> in
      isFirst ? .first(Result(catching: first)) : .second(Result(catching: second))
    }
    guard case .first(let one) = halves[0], case .second(let other) = halves[1] else {
      preconditionFailure("results come in the order of the chunks")
    }
    return (try one.get(), try other.get())
  }
}
