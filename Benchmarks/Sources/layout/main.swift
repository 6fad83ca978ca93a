// layout TIES THREADS SEED: reads "a b" lines, people numbered from 0, and writes "x y" lines. With 0 threads it
// reads and writes only, to tell what that takes.

import Foundation
import GraphLayout
import ModuleKit

let arguments = CommandLine.arguments
guard arguments.count == 4, let threads = Int(arguments[2]), let seed = UInt64(arguments[3]),
  let text = try? String(contentsOfFile: arguments[1], encoding: .utf8)
else {
  print("usage: layout TIES THREADS SEED")
  exit(64)
}
var ends: [(NodeID, NodeID)] = []
var count = 0
for line in text.split(separator: "\n") {
  let numbers = line.split(separator: " ").compactMap { Int($0) }
  ends.append((NodeID(numbers[0]), NodeID(numbers[1])))
  count = max(count, numbers[0] + 1, numbers[1] + 1)
}
let springs = SpringGraph(
  nodeCount: count, ends: ends, strengths: [Float](repeating: 1, count: ends.count))
var random = RandomSource(seed: seed)
let places =
  threads == 0
  ? Places(count: count)
  : try ForceLayout(springs).places(&random, Workers(threads: threads))
var output = ""
for node in 0..<count { output += "\(places.x[node]) \(places.y[node])\n" }
FileHandle.standardOutput.write(Data(output.utf8))
