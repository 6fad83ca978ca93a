import Foundation
@_spi(Reflection) import Swift

/// Where the stored properties of types lie that modules get to see, private ones included, and of the types that they
/// hold: a plug-in has been compiled to reach for them there.
enum MemoryLayouts {
  /// - Parameter names: of types, as the compiler mangles them, without what marks a symbol.
  static func text(_ names: [String]) -> String {
    var lines: [String: String] = [:]
    // Types with a parameter are looked at with a whole number for it.
    var open = names.compactMap { _typeByName($0) ?? _typeByName($0 + "ySiG") }
    while let type = open.popLast() {
      let name = String(reflecting: type)
      if lines[name] != nil { continue }
      let fields = fields(of: type)
      // What a list or an optional value holds is looked at too; it is no line of its own.
      open += fields.map(\.type) + arguments(of: type)
      let isOurs = ["GraphCore.", "ModuleKit."].contains { name.hasPrefix($0) }
      lines[name] = isOurs ? line(name, type, fields) : ""
    }
    return lines.values.filter { !$0.isEmpty }.sorted().joined(separator: "\n")
  }

  private struct Field {
    let name: String
    let offset: Int
    let type: Any.Type
  }

  private static func fields(of type: Any.Type) -> [Field] {
    var fields: [Field] = []
    guard hasFields(type) else { return [] }
    // Bit 0 asks for the fields of a class.
    let options = _EachFieldOptions(rawValue: type is AnyClass ? 1 : 0)
    _ = unsafe _forEachField(of: type, options: options) { name, offset, type, _ in
      fields.append(Field(name: unsafe String(cString: name), offset: offset, type: type))
      return true
    }
    return fields
  }

  /// Whether it is a structure or a class: the first word of what describes a type tells its kind.
  private static func hasFields(_ type: Any.Type) -> Bool {
    let structure = 0x200
    let kind = unsafe unsafeBitCast(type, to: UnsafePointer<Int>.self).pointee
    return type is AnyClass || kind == structure
  }

  private static func line(_ name: String, _ type: Any.Type, _ fields: [Field]) -> String {
    func size<Value>(_: Value.Type) -> (Int, Int) {
      (MemoryLayout<Value>.size, MemoryLayout<Value>.alignment)
    }
    let (bytes, alignment) = _openExistential(type, do: size)
    let places = fields.map { "\($0.offset) \($0.name): \($0.type)" }
    // A private type has an address in its name.
    let stable = name.replacing(#/\(unknown context at [^)]*\)\./#, with: "")
    return (["\(stable) \(bytes)/\(alignment)"] + places).joined(separator: ", ")
  }

  private static func arguments(of type: Any.Type) -> [Any.Type] {
    func held<Value>(_: Value.Type) -> [Any.Type] {
      if let list = Value.self as? any HoldsElements.Type { return [list.element] }
      return []
    }
    return _openExistential(type, do: held)
  }
}

private protocol HoldsElements {
  static var element: Any.Type { get }
}
extension Array: HoldsElements { static var element: Any.Type { Element.self } }
extension Optional: HoldsElements { static var element: Any.Type { Wrapped.self } }
extension Dictionary: HoldsElements { static var element: Any.Type { Value.self } }
