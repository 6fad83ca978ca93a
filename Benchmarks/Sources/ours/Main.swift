import Foundation
import ModuleKit

/// Loads a graph once, then times tasks on it, one line of JSON each.
///
///     ours --edges FILE [--named] [--threads 2]                        tasks from standard input
///     ours --edges FILE [--named] [--threads 2] --task NAME [--rounds 5]
///
/// A line of standard input is {"task": NAME, "values": FILE}: one Double per node goes into the
/// file, so that the driver can compare it with the other contenders'.
@main
struct Main {
  static func main() throws {
    guard let edges = option("--edges") else {
      FileHandle.standardError.write(Data("usage: ours --edges FILE\n".utf8))
      exit(64)
    }
    let named = CommandLine.arguments.contains("--named")
    let threads = option("--threads").flatMap { Int($0) } ?? 1
    let bench = try Bench(edges: edges, named: named, threads: threads)
    show(bench.loaded)
    if let task = option("--task") {
      for _ in 0..<(option("--rounds").flatMap { Int($0) } ?? 5) {
        show(bench.answer(Request(task: task, values: nil, seed: nil)))
      }
      return
    }
    while let line = readLine() {
      show(bench.answer(try JSONDecoder().decode(Request.self, from: Data(line.utf8))))
    }
  }

  private static func option(_ name: String) -> String? {
    let arguments = CommandLine.arguments
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else {
      return nil
    }
    return arguments[index + 1]
  }

  private static func show(_ json: JSON) {
    print(json.compact)
    fflush(nil)
  }
}

struct Request: Decodable {
  let task: String
  let values: String?
  let seed: UInt64?
}
