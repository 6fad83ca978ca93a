import ModuleKit

/// What the program calls when it has loaded the library: name every module here.
@_cdecl("sociogram_plugin_modules")
public func modules(_ list: UnsafeMutableRawPointer) {
  PluginList.fill(list, NeighborDegree.self)
}
