import CGraphviz
import CGraphvizShim
import Foundation

/// The child process that draws: reads DOT from standard input, writes frames to standard output.
///
///     sociogram-render render ENGINE FORMAT,… CPU-SECONDS MEGABYTES
///     sociogram-render measure CPU-SECONDS MEGABYTES
///
/// Graphviz can neither be stopped nor trusted with memory, and its state is global: so each job has
/// a process of its own, which its parent can kill. A frame is a length (8 bytes, little-endian) and
/// as many bytes. Messages go to standard error; status 2 means that the input was at fault.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "render" where arguments.count == 5:
      limit(arguments[3], arguments[4])
      render(engine: arguments[1], formats: arguments[2].split(separator: ",").map(String.init))
    case "measure" where arguments.count == 3:
      limit(arguments[1], arguments[2])
      measure()
    case "sleep" where arguments.count == 1:
      // For testing that a parent does not wait for ever.
      while true { sleep(1) }
    default:
      fail("this program is started by sociogram")
    }
  }

  private static func limit(_ seconds: String, _ megabytes: String) {
    render_limit(UInt(seconds) ?? 60, (UInt(megabytes) ?? 2048) << 20)
    // A date in a PDF would make equal figures differ.
    unsafe setenv("SOURCE_DATE_EPOCH", "0", 1)
  }

  private static func render(engine: String, formats: [String]) {
    guard let context = unsafe gvContext() else { fail("Graphviz does not start") }
    let graph = unsafe read()
    for format in formats {
      // Bitmaps are drawn at 144 dots per inch; SVG and PDF are cropped or enlarged unless at 72.
      // The setting is read by the layout, so each format has its own.
      unsafe render_set(graph, "dpi", format == "png" ? "144" : "72")
      guard unsafe render_layout(context, graph, engine) == 0 else { failWithMessages() }
      var data: UnsafeMutablePointer<CChar>? = nil
      var length: UInt32 = 0
      guard unsafe render_data(context, graph, format, &data, &length) == 0, let data = unsafe data
      else { failWithMessages() }
      // A label that cannot be parsed is lost without an error code: only the message tells.
      if messages.hasPrefix("Error") { failWithMessages() }
      unsafe writeFrame(UnsafeRawBufferPointer(start: data, count: Int(length)))
      unsafe gvFreeRenderData(data)
      unsafe gvFreeLayout(context, graph)
    }
  }

  /// Lays out nodes m0, m1, … and writes one frame of lines "width height" in points.
  private static func measure() {
    guard let context = unsafe gvContext() else { fail("Graphviz does not start") }
    let graph = unsafe read()
    guard unsafe render_layout(context, graph, "osage") == 0 else { failWithMessages() }
    if messages.hasPrefix("Error") { failWithMessages() }
    var lines = ""
    var (width, height) = (0.0, 0.0)
    var index = 0
    while unsafe render_node_size(graph, "m\(index)", &width, &height) != 0 {
      lines += "\(width) \(height)\n"
      index += 1
    }
    unsafe Array(lines.utf8).withUnsafeBytes { unsafe writeFrame($0) }
  }

  private static func read() -> UnsafeMutablePointer<Agraph_t> {
    render_collect_messages()
    let text = FileHandle.standardInput.readDataToEndOfFile()
    guard let graph = unsafe render_read(String(decoding: text, as: UTF8.self)) else {
      failWithMessages()
    }
    return unsafe graph
  }

  private static func writeFrame(_ bytes: UnsafeRawBufferPointer) {
    var length = UInt64(bytes.count).littleEndian
    unsafe withUnsafeBytes(of: &length) { unsafe writeAll($0) }
    unsafe writeAll(bytes)
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer) {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let count = unsafe write(1, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { exit(1) }
      unsafe rest = rest.dropFirst(count)
    }
  }

  private static var messages: String { unsafe String(cString: render_messages()) }

  private static func failWithMessages() -> Never { fail(messages) }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }
}
