internal import ChildPrograms
internal import Glibc

extension PluginProcess {
  /// Ends the plug-in with all that it has started: by closing its input, and by force when it is still there after
  /// the grace.
  func end(grace: Double) {
    if ended != nil { return close() }
    input = nil
    if grace > 0, waitForEnd(seconds: grace) != nil { return close() }
    // Whoever confines it ends it when this goes.
    control = nil
    if waitForEnd(seconds: 5) == nil {
      kill(-id, SIGKILL)
      var status: Int32 = 0
      while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
      ended = ProcessStatus(status)
    }
    close()
  }

  private func close() {
    input = nil
    output = nil
    messages = nil
    control = nil
  }

  /// How it has ended; nil when it has not after that time.
  func waitForEnd(seconds: Double) -> ProcessStatus? {
    if let ended { return ended }
    let start = SuspendingClock.now
    var pause: UInt32 = 100
    while true {
      var status: Int32 = 0
      if unsafe waitpid(id, &status, WNOHANG) == id {
        ended = ProcessStatus(status)
        return ended
      }
      if SuspendingClock.now - start >= .seconds(seconds) { return nil }
      usleep(pause)
      pause = min(pause * 2, 5000)
    }
  }
}
