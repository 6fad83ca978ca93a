// Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: the matrices of full
// severity, on linear sRGB.

internal import Foundation

/// How a color looks to people who lack one of three kinds of cones.
public enum ColorVision: String, Sendable, CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [Double] {
    switch self {
    case .normal: [1, 0, 0, 0, 1, 0, 0, 0, 1]
    case .protanopia:
      [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
      ]
    case .deuteranopia:
      [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881,
      ]
    case .tritanopia:
      [
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900,
      ]
    }
  }

  /// Linear red, green and blue from 0 to 1, as they are seen; opacity is ignored.
  private func seen(_ color: Color) -> [Double] {
    let parts = [color.red, color.green, color.blue].map { Color.linear($0) }
    return (0..<3).map { row in
      let sum = (0..<3).reduce(0.0) { $0 + matrix[3 * row + $1] * parts[$1] }
      return min(1, max(0, sum))
    }
  }

  /// Lightness and the two axes of color (CIE 1976 L*a*b*, D65), as they are seen.
  private func lab(_ color: Color) -> [Double] {
    let rgb = seen(color)
    let rows = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let parts = (0..<3).map { row -> Double in
      let value = zip(rows[row], rgb).reduce(0) { $0 + $1.0 * $1.1 } / white[row]
      return value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    return [116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2])]
  }

  /// How different two colors look (CIE 1976): about 2 is just seen side by side.
  public func difference(_ first: Color, _ second: Color) -> Double {
    zip(lab(first), lab(second)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// The two colors of a list that are hardest to tell apart, by any kind of vision; nil of fewer
  /// than two colors.
  public static func mostAlike(
    _ colors: [Color]
  ) -> (first: Int, second: Int, vision: ColorVision, difference: Double)? {
    var result: (first: Int, second: Int, vision: ColorVision, difference: Double)?
    for vision in allCases {
      for first in colors.indices {
        for second in colors.indices.dropFirst(first + 1) {
          let difference = vision.difference(colors[first], colors[second])
          if difference < result?.difference ?? .infinity {
            result = (first, second, vision, difference)
          }
        }
      }
    }
    return result
  }
}
