public import ModuleKit

/// A study as written: a title, a seed and stages, each with the place it stands at.
public struct Study: Sendable {
  public struct Stage: Sendable {
    /// Names the stage in `from:`, in figures and in reports.
    public let id: String
    /// The module's name.
    public let use: String
    public let useLocation: Diagnostic.Location
    /// The ids of the stages read; nil means the stage before.
    public let from: [Reference]?
    /// The parameters, not yet read.
    public let with: ConfigNode?
    /// How long it may take; nil means as long as it takes.
    public let timeout: Timeout?
    public let location: Diagnostic.Location
  }

  public struct Reference: Sendable {
    public let id: String
    public let location: Diagnostic.Location
  }

  /// A study whose results are for everybody: they may not show who somebody is.
  public struct Publicity: Sendable {
    /// Names of the input that may be shown all the same, such as those of places.
    public let allowed: [String]
    public let location: Diagnostic.Location
  }

  public let title: String
  public let seed: UInt64
  public let stages: [Stage]
  /// Parameters that stages take which do not give their own.
  let defaults: Defaults
  /// Nil unless the study says `public`.
  public let publicity: Publicity?
  /// The study file as the user named it.
  public let file: String
  /// The folder that paths in the study are relative to.
  public let folder: String
}
