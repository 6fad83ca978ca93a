internal import Glibc

extension RenderWorker {
  /// What drawings depend on beside their content: versions of Graphviz and of the libraries it draws
  /// with, the typeface in use, and a digest of all fonts.
  ///
  /// Asked once per process; "graphviz: missing" when the program that draws cannot tell.
  public static let surroundings: [String: String] =
    (try? RenderWorker().askSurroundings()) ?? ["graphviz": "missing"]

  package func askSurroundings() throws(RenderFailure) -> [String: String] {
    let arguments = [
      "--surroundings", Typeface.families, "--parent", String(getpid()),
      "--memory", String(limits.memoryMegabytes),
    ]
    let job = ChildJob(
      executable: executable, arguments: arguments, input: [], seconds: limits.seconds)
    let ended = try job.run { false }
    try check(ended)
    guard let answer = Answer.frames(ended.output, count: 1)?.first else {
      throw .garbledAnswer(reason: "it does not know its versions", messages: ended.messages)
    }
    let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
    let pairs = lines.compactMap { line -> (String, String)? in
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
