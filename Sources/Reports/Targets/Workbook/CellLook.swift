import CXlsxWriter

/// How a cell looks. A value, so that the workbook keeps each look once however many cells have it.
struct CellLook: Hashable {
    /// `#,##0.0`: signs of the file format, which Excel shows as the reader's system writes numbers.
    var number: String?
    var isBold = false
    var wraps = false
    var isCentred = false
    var isRight = false
    var size: Double?
    var color: UInt32?
    var fill: UInt32?
    var lineAbove = false
    var lineBelow = false
    /// Lines on all sides.
    var isBoxed = false
    var isUnderlined = false
    var indent: UInt8 = 0

    func apply(to format: CellFormat, _ library: xlsxwriter) {
        if let number { library.format_set_num_format(format, number) }
        if isBold { library.format_set_bold(format) }
        if wraps { library.format_set_text_wrap(format) }
        if isCentred {
            library.format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            library.format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        } else {
            if isRight { library.format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
            library.format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        if let size { library.format_set_font_size(format, size) }
        if let color { library.format_set_font_color(format, lxw_color_t(color)) }
        if let fill { library.format_set_bg_color(format, lxw_color_t(fill)) }
        if isBoxed { library.format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if lineAbove { library.format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if lineBelow { library.format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if isUnderlined { library.format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        if indent > 0 { library.format_set_indent(format, indent) }
    }
}
