/// A text as it will be drawn.
public struct TextSpec: Sendable, Hashable {
  public let text: String
  /// Points.
  public let size: Double
  public let isBold: Bool
  public init(_ text: String, size: Double, isBold: Bool = false) {
    (self.text, self.size, self.isBold) = (text, size, isBold)
  }
}

/// Extent in points.
public struct TextSize: Sendable, Equatable {
  public let width: Double
  public let height: Double
  public init(width: Double, height: Double) { (self.width, self.height) = (width, height) }
}
