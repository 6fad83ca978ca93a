internal import CPluginStamp

/// The version of the module interface, of which a plug-in in Swift must have been built for the same.
///
/// It is raised when plug-ins that were built before would no longer work: when a type that modules see gains a
/// property, a protocol a requirement, a function another parameter. A new function alone breaks nothing.
public let pluginABI = Int(SOCIOGRAM_PLUGIN_ABI)

/// The modules of a plug-in that is a library, as its entry hands them over.
///
///     @_cdecl("sociogram_plugin_modules")
///     public func modules(_ list: UnsafeMutableRawPointer) {
///       PluginList.fill(list, Participation.self)
///     }
public struct PluginList: Sendable {
  /// In the order in which they were added.
  public private(set) var entries: [ModuleEntry] = []

  public init() {}

  public mutating func add<M: Module>(_ module: M.Type) { entries.append(ModuleEntry(module)) }

  /// Hands modules over: all that the entry of a plug-in does.
  ///
  /// - Parameter list: what the entry was given.
  @safe public static func fill<each M: Module>(
    _ list: UnsafeMutableRawPointer, _ modules: repeat (each M).Type
  ) {
    let list = unsafe list.assumingMemoryBound(to: PluginList.self)
    repeat unsafe list.pointee.add(each modules)
  }
}
