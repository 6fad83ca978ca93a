extension Network {
  /// How strong ties are when drawn: strengths as they are, distances inverted, for near means strong.
  public var drawnStrengths: [Double] {
    let weights = edgeWeights
    if weight?.meaning == .distance { return weights.map { 1 / max($0, 1e-9) } }
    return weights.map { $0.isFinite && $0 > 0 ? $0 : 1 }
  }
}
