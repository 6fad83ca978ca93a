internal import ModuleKit

/// Passes on what a plug-in says while it runs.
struct NoticeReader {
  let context: StageContext
  /// The keys that a message may point to.
  let parameters: [String]
  private var messages = 0
  /// More than anybody reads, and than a run that makes sense has.
  private static let most = 1000

  init(context: StageContext, parameters: [String]) {
    (self.context, self.parameters) = (context, parameters)
  }

  private enum Level: String, CaseIterable { case warning, info }

  mutating func take(_ message: Message) throws(WireProblem) {
    let problems = JSONProblems()
    let view = JSONView(message.json, "", problems)
    if message.type == "progress" {
      guard let share = view["share"].optionalNumber(), (0...1).contains(share) else {
        throw WireProblem("told a progress that is no share from 0 to 1")
      }
      return context.workers.tell(share: share)
    }
    messages += 1
    if messages > Self.most { throw WireProblem("sent more than \(Self.most) messages in one run") }
    let complaint = try PluginComplaint(message.json)
    let parameter = complaint.parameter.flatMap { parameters.contains($0) ? $0 : nil }
    switch view["level"].choice(of: Level.self) {
    case .warning:
      context.warn(complaint.code, complaint.message, parameter: parameter, help: complaint.help)
    case .info:
      context.inform(complaint.code, complaint.message, parameter: parameter, help: complaint.help)
    case nil:
      throw WireProblem(
        "sent a message that does not hold together: \(problems.all.first ?? "no level")")
    }
  }
}
