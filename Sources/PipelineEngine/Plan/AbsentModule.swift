/// What is known of a module that a study names and that is not there: it may only have to be added.
public struct AbsentModule: Sendable, Equatable {
  /// The kind of problem; nil for `unknown-module`.
  public let id: String?
  public let message: String?
  /// What to do about it; nil for a similar name among those that are there.
  public let help: String?
  public let notes: [String]

  public init(
    id: String? = nil, message: String? = nil, help: String? = nil, notes: [String] = []
  ) {
    (self.id, self.message, self.help, self.notes) = (id, message, help, notes)
  }
}
