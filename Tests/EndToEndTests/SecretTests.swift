import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// What a secret of a study must not do: show up in a result, by name or by a hash that can be guessed at.
struct SecretTests {
  @Test func theKeyOfPseudonymsIsToldToNobody() throws {
    let folder = try TemporaryFolder()
    let key = "a memorable key of more than 32 letters"
    try folder.write("from,to\nAnna,Bea\nBea,Cora\n", to: "ties.csv")
    try folder.write(key, to: "my-secret.key")
    try folder.write(
      """
      study: Who knows whom
      stages:
        - use: import.csv
          with: {edges: ties.csv, directed: false}
        - use: privacy.pseudonymise
          with: {key_file: my-secret.key}
        - use: diagram.pipeline
          with: {formats: [svg]}

      """, to: "study.yaml")
    let run = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let hash = Hashing.sha256(Array(key.utf8))
    for (name, bytes) in folder.files(in: "out/study") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(hash.prefix(8)), "\(name)")
      if name.hasSuffix(".svg") || name.hasSuffix(".html") {
        #expect(!text.contains("my-secret.key"), "\(name)")
      }
    }
    // It counts all the same: another key is another result.
    try folder.write(key + "!", to: "my-secret.key")
    let again = try Program.run(["run", "study.yaml"], in: folder.path)
    #expect(again.status == 0 && !again.errors.contains("Nothing has changed"))
  }
}
