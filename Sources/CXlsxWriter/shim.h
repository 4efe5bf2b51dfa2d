#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>
#include <xlsxwriter.h>

/* The library of the version that the headers above describe, and the Debian package that brings it. */
static inline const char *_Nonnull xlsxwriter_file(void) { return "libxlsxwriter.so." LXW_SOVERSION; }
static inline const char *_Nonnull xlsxwriter_package(void) { return "libxlsxwriter" LXW_SOVERSION; }

/* What is called of the library. The list is expanded twice below: into pointers of the very types that its headers declare, and into
   the look-ups that fill them. */
#define XLSXWRITER_FUNCTIONS(F) \
    F(chart_add_series) F(chart_axis_set_name) F(chart_axis_set_num_format) F(chart_axis_set_reverse) F(chart_series_set_name) F(chart_title_set_name) \
    F(format_set_align) F(format_set_bg_color) F(format_set_bold) F(format_set_border) F(format_set_bottom) F(format_set_font_color) F(format_set_font_size) \
    F(format_set_indent) F(format_set_num_format) F(format_set_text_wrap) F(format_set_top) F(format_set_underline) \
    F(lxw_strerror) F(lxw_workbook_free) F(workbook_add_chart) F(workbook_add_format) F(workbook_add_worksheet) F(workbook_close) \
    F(workbook_new_opt) F(workbook_set_properties) F(worksheet_conditional_format_range) F(worksheet_fit_to_pages) F(worksheet_freeze_panes) F(worksheet_ignore_errors) \
    F(worksheet_insert_chart_opt) F(worksheet_merge_range) F(worksheet_print_area) F(worksheet_repeat_rows) F(worksheet_set_column) \
    F(worksheet_set_footer) F(worksheet_set_landscape) F(worksheet_set_paper) F(worksheet_set_row) F(worksheet_write_blank) \
    F(worksheet_write_boolean) F(worksheet_write_number) F(worksheet_write_string) F(worksheet_write_url_opt)

struct xlsxwriter {
#define XLSXWRITER_POINTER(name) __typeof__(&name) _Nonnull name;
    XLSXWRITER_FUNCTIONS(XLSXWRITER_POINTER)
#undef XLSXWRITER_POINTER
};

/* Fills the table; false where the library, or a function of it, is not there. */
static inline bool xlsxwriter_load(struct xlsxwriter *_Nonnull library) {
    void *handle = dlopen(xlsxwriter_file(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) return false;
#define XLSXWRITER_FIND(name) { void *found = dlsym(handle, #name); if (!found) return false; memcpy(&library->name, &found, sizeof found); }
    XLSXWRITER_FUNCTIONS(XLSXWRITER_FIND)
#undef XLSXWRITER_FIND
    return true;
}

/* Rows go through a temporary file of each sheet, and the library does not look whether the disk took them. */
static inline bool xlsxwriter_rows_are_written(lxw_worksheet *_Nonnull sheet) {
    return !sheet->optimize_tmpfile || (fflush(sheet->optimize_tmpfile) == 0 && !ferror(sheet->optimize_tmpfile));
}

static inline long xlsxwriter_row_bytes(lxw_worksheet *_Nonnull sheet) {
    return sheet->optimize_tmpfile ? ftell(sheet->optimize_tmpfile) : 0;
}
