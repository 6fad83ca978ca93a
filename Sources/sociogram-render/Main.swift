internal import CGraphvizShim
internal import Glibc

/// Reads one graph in DOT from standard input, lays it out, and writes the wanted formats to
/// standard output as frames (see ``Output``); messages go to standard error.
///
/// Graphviz can neither be stopped nor trusted to survive its input, so the engine runs it here,
/// one process for each drawing. The exit code says what went wrong (see ``Failure``).
@main
struct Main {
  static func main() {
    do throws(Failure) {
      let options = try Options(CommandLine.arguments.dropFirst())
      try limitProcess(options)
      if let families = options.surroundings {
        Output.write(Array(Surroundings.text(families: families).utf8), index: 0)
        Output.finish(count: 1)
        _exit(0)
      }
      let input = Input.readAll()
      let drawing = try Drawing(dot: input)
      for (dpi, formats) in options.formatsByResolution {
        try drawing.layOut(engine: options.engine, dpi: dpi)
        for format in formats {
          Output.write(try drawing.render(format.name), index: format.index)
        }
        drawing.discardLayout()
      }
      if options.formats.contains(where: { $0.name != "sizes" }) {
        Output.report(missing: Surroundings.missing(in: Input.text(input)))
      }
      Output.finish(count: options.formats.count)
      // Nothing is left to save: leave without freeing the graph node by node.
      _exit(0)
    } catch {
      Output.report(error.message)
      _exit(error.code)
    }
  }

  private static func limitProcess(_ options: Options) throws(Failure) {
    if let folder = options.folder, unsafe chdir(folder) != 0 {
      throw Failure.usage("the folder \(folder) cannot be entered")
    }
    // PDF files would otherwise carry a date of varying length; see `Output`.
    unsafe setenv("TZ", "UTC0", 1)
    gvx_exit_when_out_of_memory(Failure.outOfMemory)
    let bytes = options.memoryMegabytes << 20
    guard gvx_limit_process(options.processorSeconds, bytes, Int32(options.parent)) == 0 else {
      throw Failure.usage("cannot set the limits of the process")
    }
  }
}
