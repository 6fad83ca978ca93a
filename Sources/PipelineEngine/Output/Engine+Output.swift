/// Held by whoever shows an output folder for longer than a run; given back when it goes.
public final class OutputReservation: Sendable {
  private let lock: WorkFolder.Lock
  init(_ lock: WorkFolder.Lock) { self.lock = lock }
}

extension Engine {
  /// The files that the last run put into a folder, by their paths in it; empty when no run of ours did.
  public func publishedFiles(in output: String) -> [String] {
    guard let manifest = Manifest.read(from: WorkFolder(output: output).output) else { return [] }
    return manifest.outputs.map(\.path) + [Manifest.fileName]
  }

  /// Keeps others from showing the same folder. Runs into it are not held up.
  ///
  /// - Throws: ``RunFailure``
  public func reserve(output: String) throws -> OutputReservation {
    let work = WorkFolder(output: output)
    do {
      try Files.createFolder(work.path)
      return OutputReservation(try WorkFolder.Lock(work.path + "/shown", output: output))
    } catch let error as FileFailure {
      throw RunFailure.output("cannot write \(error)", help: nil)
    } catch is WorkFolder.Busy {
      throw RunFailure.busy(
        "'\(output)' is shown by another 'sociogram serve'", help: "close it, or use another --out")
    }
  }
}
