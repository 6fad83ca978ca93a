import BuiltInModules
import Foundation
import ModuleKit

/// One module, called without the engine around it: no cache is written, nothing is published.
struct Stage {
  private let module: PreparedModule
  private let location = Diagnostic.Location(file: "bench")

  init(_ name: String, _ parameters: [String: String]) throws {
    guard let entry = builtInModules[name] else {
      throw Diagnostic("unknown-module", "there is no module '\(name)'")
    }
    let place = location
    func scalar(_ text: String, plain: Bool) -> ConfigNode {
      ConfigNode(.scalar(text, plain: plain), at: place)
    }
    let pairs = parameters.sorted { $0.key < $1.key }.map { key, value in
      // "1" names a column, so it must not be read as a number; true, false and 1e-9 must.
      let isText = ["edges", "source", "target", "weight"].contains(key)
      return ConfigNode.Pair(scalar(key, plain: true), scalar(value, plain: !isText))
    }
    module = entry.prepare(
      ConfigNode(.mapping(pairs), at: place), place, ParameterContext())
    if module.diagnostics.hasErrors { throw Diagnostics(module.diagnostics) }
  }

  func run(on input: Network, _ workers: Workers, seed: UInt64 = 7) throws -> Network {
    var network = input
    let manual = module.manual
    let context = StageContext(
      stage: "bench", module: manual.name,
      study: manual.uses.contains(.title) ? "Bench" : "",
      seed: manual.uses.contains(.seed) ? seed : nil,
      workers: workers, inputs: [input], location: location)
    try module.run(&network, context)
    return network
  }
}
