// The library that a plug-in of Swift is linked against. It only tells the linker what there is: the program that loads
// the plug-in has all of it, and this library is never loaded. See `Package.swift`, and record 0022 of decisions.

@_exported public import ModuleKit
