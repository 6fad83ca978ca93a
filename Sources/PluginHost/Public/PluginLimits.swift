/// What a plug-in may use, and how long it may keep others waiting.
public struct PluginLimits: Sendable, Equatable {
  /// That it may write to, with all that it starts; its manifest may ask for more.
  public var memoryMegabytes: Int
  /// For each of its processes.
  public var openFiles: Int
  /// Until it has answered when it is greeted, and when it is asked what it is: libraries may be long in loading.
  public var handshakeSeconds: Double
  /// From `cancel` until it is killed.
  public var cancelSeconds: Double
  /// For which it may stop in the middle of a frame.
  public var stallSeconds: Double
  /// From the end of its input until it is killed, when nothing runs any more.
  public var graceSeconds: Double
  /// That it may write to standard error during one run.
  public var messageMegabytes: Int
  /// Whether it gets namespaces of its own where it can, as it should but where tests want to see what else holds.
  package var usesNamespaces = true
  /// Where `sociogram-confine` is; beside the running program when nil.
  package var confine: String?
  package static var standardConfine: String { Confinement.defaultExecutable }

  public init(
    memoryMegabytes: Int = 4096, openFiles: Int = 1024, handshakeSeconds: Double = 60,
    cancelSeconds: Double = 1, stallSeconds: Double = 10, graceSeconds: Double = 0.5,
    messageMegabytes: Int = 64
  ) {
    (self.memoryMegabytes, self.openFiles) = (memoryMegabytes, openFiles)
    (self.handshakeSeconds, self.cancelSeconds) = (handshakeSeconds, cancelSeconds)
    (self.stallSeconds, self.graceSeconds) = (stallSeconds, graceSeconds)
    self.messageMegabytes = messageMegabytes
  }
}
