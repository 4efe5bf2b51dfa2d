import CXlsxWriter
import Diagnostics
import Glibc

typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
typealias CellFormat = UnsafeMutablePointer<lxw_format>

/// A workbook that is being written: the library's handle, and the file behind it.
///
/// The library wants the name of a file, while a document's writer hands on bytes: to an atomic file, a pipe, a test. So the workbook grows
/// in a temporary file that has lost its name as soon as it was made, and is copied out when it is whole; nothing is left behind
/// when the process ends before. Sheets are written in constant memory: rows go out in order, each when the next one begins.
final class WorkbookFile {
    let library: xlsxwriter
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let descriptor: Int32
    private var sheets: [Sheet] = []
    private var formats: [CellLook: CellFormat] = [:]
    private var isOpen = true
    private var text = CellText()

    /// - Throws: `missing-library`; `workbook-not-written` when the disk takes no temporary file.
    init() throws(DiagnosticList) {
        let functions = try XlsxLibrary.functions()
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/motcua-XXXXXX".utf8CString)
        let temporary = mkstemp(&name)
        guard temporary >= 0 else { throw WorkbookFile.refused(errno) }
        _ = fcntl(temporary, F_SETFD, FD_CLOEXEC)
        unlink(name)
        var settings = lxw_workbook_options()
        settings.constant_memory = 1
        // The magic link reopens the file without its name.
        let made = folder.withCString { folder in
            settings.tmpdir = UnsafeMutablePointer(mutating: folder)
            return functions.workbook_new_opt("/proc/self/fd/\(temporary)", &settings)
        }
        guard let made else {
            close(temporary)
            throw WorkbookFile.refused(ENOMEM)
        }
        library = functions
        descriptor = temporary
        book = made
    }

    deinit {
        if isOpen { library.lxw_workbook_free(book) }
        close(descriptor)
    }

    /// - Parameter name: legal and unlike all others, as `SheetNames` makes them.
    func addSheet(_ name: String) throws(DiagnosticList) -> Sheet {
        guard let sheet = library.workbook_add_worksheet(book, name) else { throw DiagnosticList(.workbookNotWritten("it has no place for a sheet '\(name)'")) }
        sheets.append(sheet)
        return sheet
    }

    func format(_ look: CellLook) -> CellFormat? {
        if let known = formats[look] { return known }
        guard let made = library.workbook_add_format(book) else { return nil }
        look.apply(to: made, library)
        formats[look] = made
        return made
    }

    func addChart(_ kind: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? { library.workbook_add_chart(book, UInt8(kind.rawValue)) }

    /// Puts the parts together and hands on the bytes. Nothing may be written afterwards.
    /// - Parameter created: the moment that the workbook says it was made at, in seconds; the clock would make every copy another file.
    func finish(title: String?, created: Int, to output: TextOutput) throws(DiagnosticList) {
        for sheet in sheets where !xlsxwriter_rows_are_written(sheet) { throw WorkbookFile.refused(errno) }
        // Parts above 4 GiB need the wider form, which old programs do not know.
        if sheets.reduce(0, { $0 + xlsxwriter_row_bytes($1) }) > 3 << 30 { book.pointee.options.use_zip64 = 1 }
        var properties = lxw_doc_properties()
        properties.created = created
        let status = (title ?? "").withCString { title in
            properties.title = UnsafeMutablePointer(mutating: title)
            return library.workbook_set_properties(book, &properties)
        }
        try check(status)
        isOpen = false
        try check(library.workbook_close(book))
        try copy(to: output)
    }

    /// - Parameter place: of a text that is too long, for whoever has to shorten it.
    func write(_ bytes: UnsafeBufferPointer<UInt8>, on sheet: Sheet, _ row: lxw_row_t, _ column: lxw_col_t, _ format: CellFormat?, place: () -> String) throws(DiagnosticList) {
        if let signs = CellText.excess(bytes) { throw DiagnosticList(.cellTooLong(place(), signs: signs)) }
        try check(text.withCString(bytes) { library.worksheet_write_string(sheet, row, column, $0, format) })
    }

    func write(_ words: String, on sheet: Sheet, _ row: lxw_row_t, _ column: lxw_col_t, _ format: CellFormat?, place: () -> String) throws(DiagnosticList) {
        let bytes = Array(words.utf8)
        var failure: DiagnosticList?
        // Typed throws do not pass through `withUnsafeBufferPointer`.
        bytes.withUnsafeBufferPointer { bytes in
            do throws(DiagnosticList) { try write(bytes, on: sheet, row, column, format, place: place) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// - Throws: what the library says about a call.
    func check(_ status: lxw_error) throws(DiagnosticList) {
        if status == LXW_NO_ERROR { return }
        throw DiagnosticList(.workbookNotWritten(library.lxw_strerror(status).map { String(cString: $0) } ?? "error \(status.rawValue)"))
    }

    private func copy(to output: TextOutput) throws(DiagnosticList) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        var offset: off_t = 0
        while true {
            let count = pread(descriptor, block.baseAddress, block.count, offset)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw WorkbookFile.refused(errno)
            }
            output.write(bytes: UnsafeRawBufferPointer(rebasing: block[..<count]))
            offset += off_t(count)
        }
    }

    private static func refused(_ code: Int32) -> DiagnosticList {
        let reason =
            switch code {
            case ENOSPC, EDQUOT: "no space is left for temporary files"
            case EACCES, EROFS, ENOENT: "temporary files cannot be made; TMPDIR names the folder for them"
            default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
            }
        return DiagnosticList(.workbookNotWritten(reason))
    }
}
