/// Why a drawing was not made; what it cost is that drawing only.
public struct RenderFailure: Error, Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// The program that draws is not where it should be.
    case missing
    /// It took longer than the deadline and was stopped.
    case timeout
    /// It needed more memory or processor time than allowed, or crashed.
    case crash
    /// Graphviz refused the drawing.
    case refused
    /// What came back is not a drawing.
    case garbled
    case cancelled
  }
  public let kind: Kind
  public let message: String
  public init(_ kind: Kind, _ message: String) { (self.kind, self.message) = (kind, message) }
}
