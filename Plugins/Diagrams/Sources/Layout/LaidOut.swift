internal import GraphvizKit
internal import ModuleKit

/// The places that `diagram.layout` has given to people, for every slide that follows.
enum LaidOut {
  static let columns = (x: "layout_x", y: "layout_y")

  /// The frame in which the columns are: 1 high, from the lower left corner.
  static let frame = Rect(0, 0, 1.6, 1)

  /// The places in the frame; nil when the network has not been laid out, or not everybody.
  static func places(_ network: Network) -> [Point]? {
    guard let xs = network.nodes[columns.x], let ys = network.nodes[columns.y],
      xs.type == .number, ys.type == .number
    else { return nil }
    let points = zip(xs.asNumbers, ys.asNumbers).map { Point($0, $1) }
    return points.allSatisfy { $0.x.isFinite && $0.y.isFinite } ? points : nil
  }

  /// The places in `panel`, all scaled alike, so that somebody is at the same spot on every slide with
  /// such a panel whoever else is drawn.
  static func places(_ network: Network, in panel: Rect) -> [Point]? {
    let scale = min(panel.width / frame.width, panel.height / frame.height)
    return places(network)?.map { panel.center + ($0 - frame.center) * scale }
  }
}
