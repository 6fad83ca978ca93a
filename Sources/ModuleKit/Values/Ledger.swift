/// What became of the rows of one input, or of the nodes and edges of a stage: every one is kept,
/// merged, rejected for a reason or dropped because the study asks for it, and counted.
public struct LedgerEntry: Sendable, Equatable {
  /// The input as named in the study, or the module that has changed what it was given.
  public var source: String
  /// Whether the source is something that was read: captions cite it.
  public var isInput: Bool
  /// What was counted, in the plural: "edge rows", "people".
  public var unit: String
  public var read: Int
  public var kept: Int
  public var merged: Int
  /// Left out because the study asks for it, as filters do.
  public var dropped: Int
  public var rejections: [Rejection]
  /// What was found out about the input: encoding, delimiter, header.
  public var notes: [String]

  public var rejected: Int { rejections.count }
  /// True when no row is unaccounted for.
  public var isBalanced: Bool { read == kept + merged + rejected + dropped }

  public init(
    source: String, isInput: Bool = true, unit: String, read: Int, kept: Int, merged: Int = 0,
    dropped: Int = 0, rejections: [Rejection] = [], notes: [String] = []
  ) {
    (self.source, self.isInput, self.unit) = (source, isInput, unit)
    (self.read, self.kept) = (read, kept)
    (self.merged, self.dropped) = (merged, dropped)
    (self.rejections, self.notes) = (rejections, notes)
  }

  /// A row that was not taken, and why.
  public struct Rejection: Sendable, Equatable {
    /// Counted from 1, as editors do.
    public var line: Int
    /// A stable kebab-case reason, such as `empty-endpoint`.
    public var reason: String
    /// What exactly was wrong.
    public var detail: String
    public init(line: Int, reason: String, detail: String) {
      (self.line, self.reason, self.detail) = (line, reason, detail)
    }
  }
}

/// A sentence for the methods section, with the paper it rests on.
public struct MethodNote: Sendable, Equatable {
  public enum Subject: Sendable, Equatable {
    /// Where the data come from.
    case data
    /// How the network was changed: merged, filtered.
    case preparation
    /// How a column or table was computed.
    case measure(String)
  }
  public var subject: Subject
  /// What a reader must know before trusting the numbers.
  public enum Limit: String, Sendable {
    /// Values are estimates.
    case estimated
    /// Chains were lost on their way, long ones more often than short ones.
    case attrition
  }
  /// A full sentence.
  public var text: String
  /// The same in French; nil where a module has no French, so that a report says what it can.
  public var french: String?
  /// A few words for a caption: "Leiden, modularity, resolution 1".
  public var caption: String
  /// The source, as in a bibliography.
  public var reference: String?
  /// The tables that were made in this way. A module says so where not all are that it has written;
  /// where it says nothing, ``Network/creditTables(since:)`` names them all.
  public var tables: [String]?
  public var limits: [Limit]

  public init(
    _ subject: Subject, _ text: String, french: String? = nil, caption: String = "",
    reference: String? = nil, tables: [String]? = nil, limits: [Limit] = []
  ) {
    (self.subject, self.text, self.french) = (subject, text, french)
    (self.caption, self.reference, self.tables) = (caption, reference, tables)
    self.limits = limits
  }
}
