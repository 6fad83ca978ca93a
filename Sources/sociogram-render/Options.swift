/// The command line: `--engine nop2 --format svg@72 --format png@144 --cpu 60 --memory 4096`.
struct Options {
  struct Format {
    /// Position among the wanted formats: the frame carries it back.
    let index: Int
    let name: String
    let dpi: Int
  }

  private(set) var engine = "nop2"
  private(set) var formats: [Format] = []
  /// Limit of processor time.
  private(set) var processorSeconds: UInt = 60
  /// Limit of the address space.
  private(set) var memoryMegabytes: UInt = 4096
  /// The process that wants the drawing; 0 when it does not matter.
  private(set) var parent: UInt = 0
  /// Where the pictures lie that the graph names; the folder of the process when nil.
  private(set) var folder: String?
  /// Families of fonts to tell the surroundings of, instead of drawing.
  private(set) var surroundings: String?

  init(_ arguments: some Sequence<String>) throws(Failure) {
    var rest = arguments.makeIterator()
    while let name = rest.next() {
      guard let value = rest.next() else { throw .usage("\(name) needs a value") }
      switch name {
      case "--engine": engine = value
      case "--format": formats.append(try Self.format(value, index: formats.count))
      case "--cpu": processorSeconds = try Self.number(value, name)
      case "--memory": memoryMegabytes = try Self.number(value, name)
      case "--parent": parent = try Self.number(value, name)
      case "--folder": folder = value
      case "--surroundings": surroundings = value
      default: throw .usage("unknown option \(name)")
      }
    }
    if formats.isEmpty, surroundings == nil { throw .usage("no --format is given") }
  }

  /// Formats by resolution, since Graphviz reads the resolution when it lays a graph out.
  var formatsByResolution: [(dpi: Int, formats: [Format])] {
    Dictionary(grouping: formats, by: \.dpi).sorted { $0.key < $1.key }
      .map { (dpi: $0.key, formats: $0.value) }
  }

  private static func format(_ text: String, index: Int) throws(Failure) -> Format {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let dpi = Int(parts[1]), (1...2400).contains(dpi) else {
      throw .usage("--format needs a value such as png@144, not \(text)")
    }
    return Format(index: index, name: String(parts[0]), dpi: dpi)
  }

  private static func number(_ text: String, _ name: String) throws(Failure) -> UInt {
    guard let value = UInt(text), (1...10_000_000).contains(value) else {
      throw .usage("\(name) needs a whole number from 1 to 10000000, not \(text)")
    }
    return value
  }
}
