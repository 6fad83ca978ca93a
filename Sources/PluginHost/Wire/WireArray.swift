internal import Foundation
package import ModuleKit

/// How the elements of an array in a frame are written.
package enum WireType: String, Sendable, CaseIterable {
  case u8, i32, i64, f64

  /// Bytes of an element.
  package var size: Int {
    switch self {
    case .u8: 1
    case .i32: 4
    case .i64, .f64: 8
    }
  }
}

/// The elements of an array in a frame: the storage of a column as it is, without a copy.
package enum WireArray: Sendable, Equatable {
  case u8([UInt8])
  case i32([Int32])
  case i64([Int])
  case f64([Double])
  case flags([Column.Flag])

  package var type: WireType {
    switch self {
    case .u8, .flags: .u8
    case .i32: .i32
    case .i64: .i64
    case .f64: .f64
    }
  }

  package var count: Int {
    switch self {
    case .u8(let values): values.count
    case .i32(let values): values.count
    case .i64(let values): values.count
    case .f64(let values): values.count
    case .flags(let values): values.count
    }
  }

  package var byteCount: Int { count * type.size }

  /// Calls `body` with the bytes in memory.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .u8(let values): unsafe values.withUnsafeBytes(body)
    case .i32(let values): unsafe values.withUnsafeBytes(body)
    case .i64(let values): unsafe values.withUnsafeBytes(body)
    case .f64(let values): unsafe values.withUnsafeBytes(body)
    case .flags(let values): unsafe values.withUnsafeBytes(body)
    }
  }

  /// The elements whose bytes these are.
  /// - Precondition: there are as many as a number of elements has.
  init(_ type: WireType, _ bytes: [UInt8]) {
    switch type {
    case .u8: self = .u8(bytes)
    case .i32: self = .i32(elements(bytes))
    case .i64: self = .i64(elements(bytes))
    case .f64: self = .f64(elements(bytes))
    }
  }
}

#if _endian(big)
  #error("frames are little-endian, and so is every machine that this was written for")
#endif

private func elements<Element: BitwiseCopyable>(_ bytes: [UInt8]) -> [Element] {
  let count = bytes.count / MemoryLayout<Element>.size
  precondition(bytes.count == count * MemoryLayout<Element>.size)
  return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
    unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
    initialized = count
  }
}
