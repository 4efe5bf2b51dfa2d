/// Where the generator's files go: a folder, memory, a checksum.
///
/// The generator opens no file itself. It names a file, hands over its bytes from front to back in pieces of at most
/// about 1 MiB, and says when the file is whole; one file is open at a time. A sink that writes to disk can
/// therefore pass each piece straight to the system, and make a file visible only in `finish`.
package protocol DemoSink: AnyObject {
    /// Starts a file. `path` is relative to the demonstration's folder, with `/` between folders: `large/dossiers-2018.csv`.
    func begin(_ path: String) throws

    /// Takes the next bytes of the current file. They are only valid during the call.
    func append(_ bytes: UnsafeRawBufferPointer) throws

    /// The current file is complete.
    func finish() throws
}
