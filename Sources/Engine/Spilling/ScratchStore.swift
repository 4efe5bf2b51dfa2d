/// Where operators put what does not fit in memory. Handed in, since the engine opens no file itself.
package protocol ScratchStore: AnyObject, Sendable {
    /// An empty file that is gone as soon as nobody has it any more.
    /// - Throws: `DiagnosticList` where there is no place for one.
    func makeFile() throws -> any ScratchFile
}

/// Pages one after the other, each read again from where it was put.
package protocol ScratchFile: AnyObject {
    /// - Returns: where the page begins.
    /// - Throws: `DiagnosticList` when the disk is full or fails.
    func append(_ page: UnsafeRawBufferPointer) throws -> Int
    func read(at offset: Int, into page: UnsafeMutableRawBufferPointer) throws
}
