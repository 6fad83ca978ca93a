/// A step of a study: reads the network, adds to it or changes it.
///
/// A module is one file: a manual, parameters, and `run`, which reads the parameters into constants
/// and calls a kernel. Modules never import each other; they meet in named columns and tables.
public protocol Module: Sendable {
  associatedtype Parameters: ParameterSet
  static var manual: Manual { get }
  init(_ parameters: Parameters)
  var parameters: Parameters { get }

  /// Tells what the network will look like after the stage, as far as can be known without running
  /// it, and reports what cannot work. The default adds what the manual lists under `writes`.
  func outline(_ outline: inout Outline, _ check: CheckContext)

  /// What the result depends on beside input and parameters, and can change between two runs: the
  /// versions of a library, the fonts of the machine. The engine runs the stage again when it does.
  static var surroundings: [String: String] { get }

  /// True when the result can change though nothing that the engine sees does, as with a database on a server: the
  /// stage then runs every time, and so does what reads it.
  var isVolatile: Bool { get }

  /// Does the work. Throw a ``Diagnostic`` (or ``Diagnostics``) for what the user can mend.
  func run(_ network: inout Network, _ context: StageContext) throws
}

extension Module {
  public static var surroundings: [String: String] { [:] }
  public var isVolatile: Bool { false }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.add(Self.manual.writes)
  }
}
