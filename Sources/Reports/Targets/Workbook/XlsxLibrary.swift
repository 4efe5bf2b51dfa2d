import CXlsxWriter
import Diagnostics

/// The functions of libxlsxwriter, looked up when the first workbook is written.
enum XlsxLibrary {
    /// - Throws: `missing-library` where it is not installed.
    static func functions() throws(DiagnosticList) -> xlsxwriter {
        guard let loaded else { throw DiagnosticList(.libraryMissing(String(cString: xlsxwriter_file()), package: String(cString: xlsxwriter_package()))) }
        return loaded
    }

    private static let loaded: xlsxwriter? = {
        let table = UnsafeMutablePointer<xlsxwriter>.allocate(capacity: 1)
        defer { table.deallocate() }
        return xlsxwriter_load(table) ? table.pointee : nil
    }()
}
