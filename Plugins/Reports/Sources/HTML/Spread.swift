internal import ModuleKit

/// The distribution of a measure as a small picture, and in numbers.
struct Spread {
  let known: [Double]
  let missing: Int

  init(_ values: [Double]) {
    known = values.filter(\.isFinite).sorted()
    missing = values.count - known.count
  }

  var mean: Double { known.isEmpty ? .nan : known.reduce(0) { $0 + $1 / Double(known.count) } }
  var median: Double {
    if known.isEmpty { return .nan }
    let middle = known.count / 2
    return known.count.isMultiple(of: 2)
      ? known[middle - 1] / 2 + known[middle] / 2 : known[middle]
  }
  var low: Double { known.first ?? .nan }
  var high: Double { known.last ?? .nan }

  /// How many values lie in each of equal parts of the range; the largest is in the last.
  func counts(_ parts: Int = 20) -> [Int] {
    var counts = [Int](repeating: 0, count: parts)
    // Halves, so that the range of the largest numbers does not overflow.
    let width = high / 2 - low / 2
    for value in known {
      let place = width > 0 ? (value / 2 - low / 2) / width * Double(parts) : 0
      counts[min(parts - 1, Int(place))] += 1
    }
    return counts
  }

  /// Bars whose height is the number of nodes; numbers only, no text of the data.
  var picture: String {
    if known.isEmpty { return "" }
    let counts = counts()
    let top = Double(counts.max() ?? 1)
    let bars = counts.enumerated().filter { $0.element > 0 }.map { place, count in
      let height = max(1, (Double(count) / top * 38).rounded())
      return
        "<rect x=\"\(place * 8)\" y=\"\(Int(40 - height))\" width=\"7\" height=\"\(Int(height))\"/>"
    }
    let label =
      "\(known.count) values from \(shown(low)) to \(shown(high)), half of them at most \(shown(median))"
    return "<svg class=\"spread\" viewBox=\"0 0 160 42\" preserveAspectRatio=\"none\" role=\"img\" "
      + "aria-label=\"\(label)\">\(bars.joined())"
      + "<line x1=\"0\" y1=\"41\" x2=\"160\" y2=\"41\"/></svg>"
  }
}
