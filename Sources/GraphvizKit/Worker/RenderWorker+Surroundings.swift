internal import Glibc
internal import Synchronization

extension RenderWorker {
  /// What drawings depend on beside their content: versions of Graphviz and of the libraries it draws
  /// with, the typeface in use, and a digest of all fonts.
  ///
  /// Asked once per process; "graphviz: missing" when the program that draws cannot tell.
  public static let surroundings: [String: String] =
    (try? RenderWorker().askSurroundings()) ?? ["graphviz": "missing"]

  /// The typeface that is drawn where a list of families is wanted; nil when that cannot be told.
  public static func typeface(for families: String) -> String? {
    if families == Typeface.families { return surroundings["font"] }
    if let known = typefaces.withLock({ $0[families] }) { return known }
    let found = (try? RenderWorker().askSurroundings(families))?["font"]
    typefaces.withLock { $0[families] = found }
    return found
  }
  private static let typefaces = Mutex<[String: String]>([:])

  package func askSurroundings(
    _ families: String = Typeface.families
  ) throws(RenderFailure) -> [String: String] {
    let arguments = [
      "--surroundings", families, "--parent", String(getpid()),
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
