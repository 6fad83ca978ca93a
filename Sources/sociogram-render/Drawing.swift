internal import CGraphviz
internal import CGraphvizShim

/// One graph inside Graphviz.
@safe final class Drawing {
  private let context: OpaquePointer
  private let graph: UnsafeMutablePointer<Agraph_t>

  init(dot: [CChar]) throws(Failure) {
    guard let context = unsafe gvContext() else { throw .layout("Graphviz did not start") }
    unsafe self.context = context
    _ = gvx_had_error()
    guard let graph = unsafe gvx_read(dot) else { throw .unreadable("no graph could be read") }
    unsafe self.graph = graph
    if gvx_had_error() != 0 { throw .unreadable("the graph was read only in part") }
  }

  func layOut(engine: String, dpi: Int) throws(Failure) {
    unsafe gvx_set(graph, "dpi", String(dpi))
    let code = unsafe gvLayout(context, graph, engine)
    if code != 0 || gvx_had_error() != 0 { throw .layout("layout '\(engine)' failed") }
  }

  func discardLayout() { unsafe gvFreeLayout(context, graph) }

  /// The laid-out graph in a format of Graphviz, or in our own format `sizes`.
  func render(_ format: String) throws(Failure) -> [UInt8] {
    if format == "sizes" { return nodeSizes() }
    var data: UnsafeMutablePointer<CChar>?
    var count: UInt32 = 0
    let code = unsafe gvRenderData(context, graph, format, &data, &count)
    guard code == 0, let data = unsafe data, gvx_had_error() == 0 else {
      throw .rendering("writing format '\(format)' failed")
    }
    defer { unsafe gvFreeRenderData(data) }
    let bytes = unsafe UnsafeRawBufferPointer(start: data, count: Int(count))
    return Patch.apply(to: unsafe [UInt8](bytes), format: format)
  }

  /// A line "width height" in points for each node, in the order of the text read.
  private func nodeSizes() -> [UInt8] {
    var lines = ""
    var node = unsafe agfstnode(graph)
    while let current = unsafe node {
      unsafe lines += "\(gvx_node_width(current)) \(gvx_node_height(current))\n"
      unsafe node = agnxtnode(graph, current)
    }
    return Array(lines.utf8)
  }
}
