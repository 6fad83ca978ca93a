internal import ModuleKit

/// A figure among the stored results: it is there as soon as its stage is done, before the run ends.
public struct StoredFigure: Sendable, Equatable {
  public let name: String
  public let title: String
  /// What is to be seen, in words.
  public let description: String
  /// The file extensions in which it was drawn.
  public let formats: [String]
  /// Tells figures apart by what they are: equal for the same pictures.
  public let hash: String
}

extension Engine {
  /// The figures that a stage has drawn, if its result is stored; what it took over from the stages it
  /// reads is theirs.
  public func figures(of stage: String, in plan: Plan, output: String) -> [StoredFigure] {
    guard let stage = plan.stages.first(where: { $0.id == stage }) else { return [] }
    let store = WorkFolder(output: output).store
    let earlier = stage.inputs.flatMap { store.figureHashes(plan.stages[$0].key) }
    return store.figureHashes(stage.key).filter { !earlier.contains($0) }.compactMap { hash in
      guard let figure = store.figure(hash) else { return nil }
      return StoredFigure(
        name: figure.name, title: figure.title, description: figure.description,
        formats: figure.renderings.map(\.format), hash: hash)
    }
  }

  /// The bytes of a stored figure in one of its formats; nil when it is no longer stored.
  public func picture(_ figure: StoredFigure, format: String, output: String) -> [UInt8]? {
    WorkFolder(output: output).store.figure(figure.hash)?.renderings
      .first { $0.format == format }?.bytes
  }
}
