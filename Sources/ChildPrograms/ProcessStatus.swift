/// How a process ended.
public enum ProcessStatus: Sendable, Equatable {
  case exited(Int32)
  case signaled(Int32)

  /// - Parameter status: what `waitpid` says.
  public init(_ status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .signaled(signal)
  }
}
