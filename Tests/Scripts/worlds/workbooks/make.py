#!/usr/bin/env python3
"""How the workbooks beside this script were made: run it in this folder.

Needs openpyxl, XlsxWriter (both from PyPI) and LibreOffice; they are not needed for the tests. Every file is one that
staff may have: a register exported by software, a form filled in by hand, a workbook of several years.
"""
import datetime
import os
import subprocess

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

WHEN = datetime.datetime(2019, 9, 27, 8, 0)


def save(book, name):
    """Without the time of day, so that making them again changes nothing."""
    book.properties.created = book.properties.modified = WHEN
    book.save(name)


def register():
    """An export of one-stop software: titles above, every cell a text, a total and a signature below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sổ theo dõi"
    sheet["A1"] = "UBND TỈNH NAM ĐỊNH"
    sheet["F1"] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"] = "SỔ THEO DÕI HỒ SƠ"
    sheet["A2"].font = Font(bold=True)
    sheet.merge_cells("A2:G2")
    for column, heading in enumerate(["STT", "Mã hồ sơ", "Trích yếu", "Chủ hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Lệ phí"], 1):
        sheet.cell(4, column, heading)
    rows = [
        ("1", "H40.36-190612-0001", "Cấp phép xây dựng nhà ở", "Trần Thị B", "12/06/2019 08:05:30", "27/06/2019 17:00:00", "200.000"),
        ("2", "H40.36-190612-0002", "Đăng ký kinh doanh", "Ngô Văn C", "12/06/2019 09:41:02", "17/06/2019 17:00:00", "100.000"),
        ("3", "H40.36-190703-0001", "Chứng thực bản sao", "Lê D", "03/07/2019 14:20:00", "03/07/2019 17:00:00", None),
    ]
    for row in rows:
        sheet.append(row)
    sheet.append(("Tổng cộng", None, None, None, None, None, "300.000"))
    sheet["F11"] = "Người lập biểu"
    save(book, "so-theo-doi.xlsx")


def report():
    """A form filled in by hand: headings merged over two rows, real dates, percentages, a formula, a mistyped number."""
    book = xlsxwriter.Workbook("bieu-06a.xlsx")
    book.set_properties({"created": WHEN})
    sheet = book.add_worksheet("Quý II")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    percent = book.add_format({"num_format": "0.0%"})
    sheet.merge_range("A1:G1", "TÌNH HÌNH GIẢI QUYẾT HỒ SƠ")
    sheet.merge_range("A3:A4", "STT")
    sheet.merge_range("B3:B4", "Đơn vị")
    sheet.merge_range("C3:D3", "Số hồ sơ")
    sheet.write("C4", "tiếp nhận")
    sheet.write("D4", "đúng hạn")
    sheet.merge_range("E3:E4", "Tỷ lệ")
    sheet.merge_range("F3:F4", "Ngày báo cáo")
    sheet.merge_range("G3:G4", "Ghi chú")
    rows = [
        (1, "Sở Nội vụ", 120, 118, datetime.date(2019, 6, 14), "#"),
        (2, "Sở Y tế", 80, 60, datetime.date(2019, 6, 13), None),
        (3, "Huyện Ý Yên", 0, 0, datetime.date(2019, 6, 14), None),
    ]
    for index, (number, unit, received, on_time, date, note) in enumerate(rows, 4):
        sheet.write(index, 0, number)
        sheet.write(index, 1, unit)
        sheet.write(index, 2, received)
        sheet.write(index, 3, on_time)
        cached = on_time / received if received else "#DIV/0!"
        sheet.write_formula(index, 4, f"=D{index + 1}/C{index + 1}", percent, cached)
        sheet.write_datetime(index, 5, datetime.datetime.combine(date, datetime.time()), day)
        if note:
            sheet.write_rich_string(index, 6, "xem ", book.add_format({"bold": True}), "công văn", " 12")
    book.close()


def years():
    """Several sheets, one of them hidden and one empty."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year, count in (("2018", 3), ("2019", 2)):
        sheet = book.create_sheet(year)
        sheet.append(("Mã", "Tên", "Vốn (tỷ đồng)", "Ngày"))
        for number in range(count):
            sheet.append((f"06011779{number:02d}", f"Công ty {number + 1}", 1.1 * (number + 1), datetime.date(int(year), number + 1, 15)))
    book.create_sheet("Nháp").append(("x", 1))
    book["Nháp"].sheet_state = "hidden"
    book.create_sheet("Sheet3")
    save(book, "doanh-nghiep.xlsx")


def calc():
    """What LibreOffice makes of a CSV: shared strings, dates as it formats them."""
    with open("lich.csv", "w", encoding="utf-8") as file:
        file.write("Ngày,Loại,Số\n2019-04-30,nghỉ,1\n2019-05-01,nghỉ,2.5\n2019-05-04,làm bù,3\n")
    subprocess.run(["soffice", "--headless", "--infilter=CSV:44,34,76", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "lich.csv"], check=True)
    os.remove("lich.csv")


register()
report()
years()
calc()
