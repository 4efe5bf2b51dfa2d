"""look-workbooks.py FILE.xlsx FILE.jsonl: whether every number of a run stands in its workbook as a number, read by openpyxl."""
import datetime
import json
import sys

import openpyxl

workbook = openpyxl.load_workbook(sys.argv[1])
cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
problems = [f"{cell.parent.title}!{cell.coordinate} is a formula" for cell in cells if cell.data_type == "f"]
numbers = {float(f"{cell.value:.12g}") for cell in cells if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)}
dates = {cell.value.date().isoformat() for cell in cells if isinstance(cell.value, datetime.datetime)}
for line in open(sys.argv[2], encoding="utf-8"):
    for name, value in json.loads(line).items():
        # How many keys a total row rolls up is for programs; in a workbook its look says so.
        if name == "total" or isinstance(value, bool) or value is None:
            continue
        if isinstance(value, (int, float)) and float(f"{value:.12g}") not in numbers:
            # Points are written as their number.
            if float(f"{value * 100:.12g}") not in numbers:
                problems.append(f"{name}: {value} stands nowhere as a number")
        if isinstance(value, str) and len(value) == 10 and value[4:8:3] == "--" and value.replace("-", "").isdigit() and value not in dates:
            problems.append(f"{name}: {value} stands nowhere as a date")
for sheet in workbook:
    if not (0 < len(sheet.title) <= 31):
        problems.append(f"'{sheet.title}' is no name of a sheet")
    if sheet.page_setup.paperSize != "9" and sheet.page_setup.paperSize != 9:
        problems.append(f"'{sheet.title}' is not for A4")
print(f"{sys.argv[1]}: {len(workbook.sheetnames)} sheets, {len(cells)} cells" + "".join(f"\n  {problem}" for problem in problems[:10]))
sys.exit(1 if problems else 0)
