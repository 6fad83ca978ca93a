import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// One stage without input.
func generate<M: Module>(
  _ module: M.Type, _ parameters: JSON, seed: UInt64 = 7, threads: Int = 1
) throws -> Network {
  try ModuleRun(
    module, onAll: [], with: parameters, seed: seed, workers: Workers(threads: threads)
  ).network
}

/// The ids of what checking complains about.
func complaints<M: Module>(_ module: M.Type, _ parameters: JSON) -> [String] {
  do {
    _ = try ModuleRun(module, onAll: [], with: parameters)
    return []
  } catch let error as Diagnostics {
    return error.all.map(\.id)
  } catch let error as Diagnostic {
    return [error.id]
  } catch {
    return ["\(error)"]
  }
}

extension Network {
  /// Whether no tie is unaccounted for.
  var isAccounted: Bool { !ledger.contains { !$0.isBalanced } }

  var degrees: [Int] {
    (0..<graph.nodeCount).map { node in
      graph.isDirected
        ? graph.outgoing.degree(node) + graph.incoming.degree(node) : graph.outgoing.degree(node)
    }
  }

  /// The ends of each tie as the numbers people are called by.
  var numbers: [(Int, Int)] {
    let number = ids.map { Int($0) ?? -1 }
    return zip(graph.sources, graph.targets).map { (number[Int($0)], number[Int($1)]) }
  }

  /// A column by the number of people.
  func integers(_ name: String) -> [Int] {
    var values = [Int](repeating: -1, count: ids.count)
    guard case .integers(let column) = nodes[name] else { return [] }
    for (node, id) in ids.enumerated() { values[Int(id) ?? 0] = column[node] }
    return values
  }
}

/// Pearson's statistic against counts that are expected, those below ten taken together.
///
/// The bound lies four standard deviations above the mean: with fixed seeds a test either fails or not.
func expectAgreement(
  _ found: [Int], _ expected: [Double], _ name: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, name, sourceLocation: sourceLocation)
  var (square, freedom) = (0.0, -1.0)
  var (rest, restExpected) = (0.0, 0.0)
  for (count, mean) in zip(found, expected) {
    rest += Double(count)
    restExpected += mean
    if restExpected < 10 { continue }
    square += (rest - restExpected) * (rest - restExpected) / restExpected
    freedom += 1
    (rest, restExpected) = (0, 0)
  }
  #expect(freedom >= 1, name, sourceLocation: sourceLocation)
  #expect(
    square < freedom + 4 * (2 * freedom).squareRoot() + 4, name, sourceLocation: sourceLocation)
}

/// How often each value from 0 up to `most` occurs; larger ones count as `most`.
func histogram(_ values: [Int], most: Int) -> [Int] {
  var counts = [Int](repeating: 0, count: most + 1)
  for value in values { counts[min(value, most)] += 1 }
  return counts
}

/// The binomial distribution, its tail at the last place.
func binomial(_ n: Int, _ p: Double, most: Int) -> [Double] {
  var chances = (0...most).map { k -> Double in
    let ways = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
    let chosen: Double = Double(k) * log(p) + Double(n - k) * log1p(-p)
    return exp(ways + chosen)
  }
  chances[most] = max(0, 1 - chances.dropLast().reduce(0, +))
  return chances
}
