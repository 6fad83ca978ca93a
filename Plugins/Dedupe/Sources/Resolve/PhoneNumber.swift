internal import CPhoneNumbers

/// Telephone numbers in the one form in which they can be compared.
enum PhoneNumber {
  /// `+33639980001` for `06 39 98 00 01` in France; nil for a text that is no possible number.
  ///
  /// What stands behind the number (";ext=102", "(office)") is left out.
  static func international(_ text: String, region: String) -> String? {
    let written = text.hasPrefix("tel:") ? text.dropFirst(4) : text[...]
    var buffer = [CChar](repeating: 0, count: 40)
    let bytes = Array(written.utf8.prefix(200)).map { CChar(bitPattern: $0) }
    let length = unsafe phone_number_international(
      bytes, bytes.count, region, &buffer, buffer.count)
    guard length > 0 else { return nil }
    return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether there is a region of this name, such as `FR`.
  static func knows(region: String) -> Bool { unsafe phone_number_knows_region(region) != 0 }
}
