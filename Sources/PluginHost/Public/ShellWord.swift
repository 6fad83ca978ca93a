/// Words of a command that somebody may paste into a shell.
public enum ShellWord {
  /// The word itself where no shell sees anything in it, else in quotes in which nothing is seen.
  public static func quoted(_ word: String) -> String {
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./+=:@%,"
    if !word.isEmpty, word.unicodeScalars.allSatisfy(plain.unicodeScalars.contains) { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
