"""look-workbooks.py FILE.xlsx FILE.json: whether each table of a run stands in its sheet, number by number and date by date, read by openpyxl."""
import datetime
import json
import re
import sys

import openpyxl


def tables(path):
    """The rows of each result of a run."""
    decoder, text = json.JSONDecoder(), open(path, encoding="utf-8").read()
    while text := text.lstrip():
        rows, end = decoder.raw_decode(text)
        yield [{name: value for name, value in row.items() if name != "total"} for row in rows]
        text = text[end:]


def wanted(rows):
    """What Excel must have as a number or as a date, row by row."""
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                yield name, value
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                yield name, value


def found(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime.datetime):
                yield cell.value.date().isoformat()
            elif isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
                yield cell.value


def same(value, cell):
    if isinstance(value, str) or isinstance(cell, str):
        return value == cell
    # Points are written as their number.
    return any(abs(value * unit - cell) <= 1e-9 * max(1, abs(cell)) for unit in (1, 100))


workbook = openpyxl.load_workbook(sys.argv[1])
results, problems = list(tables(sys.argv[2])), []
# The sheet of words comes first and the appendix last.
sheets = workbook.worksheets[1:-1]
if len(sheets) != len(results):
    problems.append(f"{len(results)} results on {len(sheets)} sheets")
for rows, sheet in zip(results, sheets):
    cells = list(found(sheet))
    # A chart's figures have a column for each series; ratios with counts have more numbers than their value.
    is_chart = bool(sheet._charts)
    place = 0
    for name, value in wanted(rows):
        matches = [index for index in range(0 if is_chart else place, len(cells)) if same(value, cells[index])]
        if not matches and not is_chart:
            problems.append(f"{sheet.title}: {name} {value} is not where it should be")
            break
        place = matches[0] + 1 if matches else place
for sheet in workbook:
    problems += [f"{sheet.title}!{cell.coordinate} is a formula" for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if not (0 < len(sheet.title) <= 31):
        problems.append(f"'{sheet.title}' is no name of a sheet")
    if str(sheet.page_setup.paperSize) != "9":
        problems.append(f"'{sheet.title}' is not for A4")
print(f"{sys.argv[1]}: {len(workbook.sheetnames)} sheets" + "".join(f"\n  {problem}" for problem in problems[:10]))
sys.exit(1 if problems else 0)
