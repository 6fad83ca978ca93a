internal import TextComparison

/// E-mail addresses.
struct EmailValues: ComparedValues {
  static let field = FieldKind.email
  static let usesFrequency = true
  static let levels = [
    "equal", "same user at another provider", "a slip of the pen", "similar user", "different",
  ]
  private var keys = KeyCodes()
  private var users = KeyCodes()
  /// Of each address.
  private var userOf: [Int32] = []
  private var all = TextPool()
  /// Of each user.
  private var names = TextPool()
  private var lengths: [Int] = []
  private var isRole: [Bool] = []

  var count: Int { userOf.count }

  /// Users such as `info` say nothing of who reads them.
  private static let roles: Set<String> = [
    "info", "contact", "accueil", "office", "mail", "admin", "bonjour", "hello", "direction",
    "secretariat", "sales", "support", "noreply", "no-reply",
  ]

  /// Capitals, `+tag` and, at Gmail, dots are no difference. A second "@" or a lost dot is a slip of the pen; a text
  /// without any "@" is no address.
  mutating func code(of text: String) -> Int32? {
    let parts = text.lowercased().split(separator: "@", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    var user = String(parts[0].prefix { $0 != "+" })
    var domain = String(parts[1])
    if domain == "googlemail.com" { domain = "gmail.com" }
    if domain == "gmail.com" { user = user.filter { $0 != "." } }
    if user.isEmpty { return nil }
    let (code, isNew) = keys.code(of: user + "@" + domain)
    if isNew {
      userOf.append(codeOfUser(user))
      all.append(user + "@" + domain)
    }
    return code
  }

  private mutating func codeOfUser(_ user: String) -> Int32 {
    let (code, isNew) = users.code(of: user)
    if isNew {
      names.append(user)
      lengths.append(user.unicodeScalars.count)
      isRole.append(Self.roles.contains(user))
    }
    return code
  }

  /// The user of an address; nil for such as `info`.
  func user(of code: Int32) -> Int32? {
    let user = userOf[Int(code)]
    return isRole[Int(user)] ? nil : user
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 {
    let (user, other) = (Int(userOf[Int(x)]), Int(userOf[Int(y)]))
    if user == other { return isRole[user] ? 4 : 1 }
    // Of two short addresses, `h.k@` and `f.j@`, every letter tells.
    let slips = min(lengths[user], lengths[other]) < 6 ? 1 : 2
    if SlipDistance.within(slips, all, Int(x), Int(y)) != nil { return 2 }
    return JaroWinkler.similarity(names, user, other, atLeast: 0.9) != nil ? 3 : 4
  }
}
