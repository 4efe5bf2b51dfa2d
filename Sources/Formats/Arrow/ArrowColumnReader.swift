import Characters
import Columns
import Semantics
import Tables

/// Turns columns of an Arrow file into columns of ours, some rows at a time.
///
/// Nothing in the file is believed: every buffer must be as long as its rows need, every text valid, every number of a dictionary one that
/// it has. Text is brought into NFC. What is a value for Arrow and not for the language is reported with its row.
final class ArrowColumnReader {
    /// Told of a row of the batch, what is wrong with it, and its value as people write it.
    typealias Report = (_ row: Int, CellProblem, _ value: String) -> Void

    let file: ArrowFile
    let zone: Zone
    /// The file is one of ours and its bytes were compared with their checksum: values are taken as they lie there.
    let isTrusted: Bool
    /// The parts of the batch that was read last.
    private var parts: (batch: Int, columns: [ArrowBatch.ColumnPart])?
    /// By id, as of so many dictionary messages.
    private var dictionaries: [Int64: (messages: Int, values: ArrowDictionary)] = [:]

    init(_ file: ArrowFile, zone: Zone, isTrusted: Bool = false) {
        self.file = file
        self.zone = zone
        self.isTrusted = isTrusted
    }

    /// Some rows of a column, in the form that its own type asks for (`ArrowField.kind`).
    func column(_ index: Int, batch number: Int, rows: Range<Int>, report: Report) throws(ArrowProblem) -> Column {
        let batch = file.batches[number]
        return try read(file.fields[index], try part(index, batch: number), batch, rows, report)
    }

    func part(_ index: Int, batch number: Int) throws(ArrowProblem) -> ArrowBatch.ColumnPart {
        if let parts, parts.batch == number { return parts.columns[index] }
        let columns = try file.batches[number].parts(file.fields, version: file.version)
        parts = (number, columns)
        return columns[index]
    }

    /// The dictionary of a column as a batch sees it.
    func dictionary(_ field: ArrowField, _ encoding: ArrowField.Dictionary, before messages: Int) throws(ArrowProblem) -> ArrowDictionary? {
        let mine = file.dictionaries[..<messages].filter { $0.id == encoding.id }
        if let known = dictionaries[encoding.id], known.messages == mine.count { return known.values }
        let start = mine.lastIndex { !$0.isDelta } ?? 0
        var values: [Column] = []
        for message in mine[start...] {
            let part = try message.batch.values(of: field, version: file.version)
            guard part.node.length == message.batch.rowCount else { throw .damaged("a dictionary has not as many values as it says", at: message.batch.fileOffset) }
            var plain = field
            plain.dictionary = nil
            // A value of a dictionary has no row of its own.
            var wrong: String?
            values.append(try read(plain, part, message.batch, 0..<part.node.length) { _, problem, value in wrong = wrong ?? problem.sentence("'\(value)'") })
            if let wrong { throw .damaged("a value of the dictionary of '\(field.name)' cannot be read: \(wrong)", at: message.batch.fileOffset) }
        }
        guard !values.isEmpty else { return nil }
        guard values.reduce(0, { $0 + $1.byteCount }) <= 2 * ArrowCells.mostText else { throw ArrowCells.tooMuchText(values.reduce(0) { $0 + $1.count }) }
        guard let whole = try? Column.concatenated(values) else { throw .damaged("a dictionary is too large", at: mine[start].batch.fileOffset) }
        let made = ArrowDictionary(whole, isOrdered: field.meaning == .enumeration && encoding.isOrdered, isTrusted: isTrusted)
        dictionaries[encoding.id] = (mine.count, made)
        return made
    }

    // MARK: Columns

    private func read(_ field: ArrowField, _ part: ArrowBatch.ColumnPart, _ batch: ArrowBatch, _ rows: Range<Int>, _ report: Report) throws(ArrowProblem) -> Column {
        let cells = ArrowCells(bytes: file.bytes, part: part, batch: batch, rows: rows)
        if let encoding = field.dictionary { return try codes(field, encoding, cells) }
        // A column of no type has no bitmap either.
        if field.type == .null { return .missing(count: rows.count) }
        let validity = try cells.validity()
        switch field.type {
        case .null: return .missing(count: rows.count)
        case .bool: return .bool(BoolColumn(values: try cells.bits(), validity: validity))
        case .int(let bits, let isSigned):
            let numbers = try integers(cells, bits, isSigned, validity, report)
            return .int(numbers)
        case .float(let bits): return .float(try floats(cells, bits, validity, report))
        case .decimal(let bits, let scale): return .decimal(try decimals(cells, bits, scale, validity, report))
        case .utf8(let isLarge):
            return .text(try checked(isLarge ? try cells.largeTexts(validity) : try cells.texts(validity, isTrusted: isTrusted), rows, report))
        case .utf8View: return .text(try checked(try cells.viewedTexts(validity), rows, report))
        case .dateDays:
            let days = try cells.values(Int32.self)
            return .date(isTrusted ? NumberColumn(values: days, validity: validity) : dates(days.map(Int64.init), validity, rows, report))
        case .dateMilliseconds: return .date(dates(try cells.values(Int64.self).map { Self.quotient($0, 86_400_000) }, validity, rows, report))
        case .timestamp(let unit, let timeZone): return .int(try moments(cells, unit, hasZone: timeZone?.isEmpty == false, validity, report))
        case .time(let unit, let bits):
            let counts = bits == 32 ? try cells.values(Int32.self).map(Int64.init) : try cells.values(Int64.self)
            return .text(clockTimes(counts, unit, validity, rows, report))
        case .duration(let unit): return .duration(durations(try cells.values(Int64.self), unit, validity, rows, report))
        case .interval(let interval): return .duration(try intervals(cells, interval, validity, report))
        case .structure: return try structure(field, part, batch, rows, validity, report)
        case .other(let kind, _): throw .column(field.name, holds: kind)
        }
    }

    private func codes(_ field: ArrowField, _ encoding: ArrowField.Dictionary, _ cells: ArrowCells) throws(ArrowProblem) -> Column {
        let validity = try cells.validity()
        guard let dictionary = try dictionary(field, encoding, before: cells.batch.dictionaryCount) else {
            guard cells.part.node.missingCount == cells.part.node.length else { throw cells.damaged("the dictionary of '\(field.name)' is missing") }
            return .missing(count: cells.rows.count)
        }
        // Columns of the cache are written with the numbers that columns have in memory.
        if isTrusted, encoding.indexBits == 32, let column = dictionary.column(codes: try cells.values(UInt32.self), validity) { return column }
        let numbers = try integers(cells, encoding.indexBits, encoding.isIndexSigned, validity) { _, _, _ in }
        guard let column = dictionary.column(numbers: numbers.values, validity: numbers.validity) else {
            throw cells.damaged("column '\(field.name)' holds numbers that its dictionary does not have")
        }
        return column
    }

    private func integers(_ cells: ArrowCells, _ bits: Int, _ isSigned: Bool, _ validity: Bitmap?, _ report: Report) throws(ArrowProblem) -> NumberColumn<Int64> {
        let values: Values<Int64>
        switch (bits, isSigned) {
        case (8, true): values = try cells.values(Int8.self).map(Int64.init)
        case (8, false): values = try cells.values(UInt8.self).map(Int64.init)
        case (16, true): values = try cells.values(Int16.self).map(Int64.init)
        case (16, false): values = try cells.values(UInt16.self).map(Int64.init)
        case (32, true): values = try cells.values(Int32.self).map(Int64.init)
        case (32, false): values = try cells.values(UInt32.self).map(Int64.init)
        case (_, true): values = try cells.values(Int64.self)
        case (_, false):
            let large = try cells.values(UInt64.self)
            var rejected = RejectedRows(validity, count: large.count)
            for row in 0..<large.count where large[row] > UInt64(Int64.max) && rejected.isPresent(row) {
                rejected.reject(row)
                report(cells.rows.lowerBound + row, .isTooLarge, "\(large[row])")
            }
            return NumberColumn(values: large.map { Int64(truncatingIfNeeded: $0) }, validity: rejected.validity)
        }
        return NumberColumn(values: values, validity: validity)
    }

    /// What is not a number is missing: pandas writes it so in columns of floats. So is an infinity, which comes of a division by 0 or of a number that
    /// was too large; it is told of.
    private func floats(_ cells: ArrowCells, _ bits: Int, _ validity: Bitmap?, _ report: Report) throws(ArrowProblem) -> NumberColumn<Double> {
        let values: Values<Double>
        switch bits {
        case 16: values = try cells.values(UInt16.self).map { Double(Float16(bitPattern: $0)) }
        case 32: values = try cells.values(Float.self).map(Double.init)
        default: values = try cells.values(Double.self)
        }
        var rejected = RejectedRows(validity, count: values.count)
        if !isTrusted {
            for row in 0..<values.count where !values[row].isFinite && rejected.isPresent(row) {
                rejected.reject(row)
                if !values[row].isNaN { report(cells.rows.lowerBound + row, .isInfinite, values[row] < 0 ? "-inf" : "inf") }
            }
        }
        return NumberColumn(values: values, validity: rejected.validity)
    }

    private func decimals(_ cells: ArrowCells, _ bits: Int, _ scale: Int, _ validity: Bitmap?, _ report: Report) throws(ArrowProblem) -> DecimalColumn {
        guard scale <= 38, scale >= -38, let factor = Decimal.powerOfTen(max(0, -scale)) else {
            throw .unreadable("a column holds decimals with \(scale) digits behind the point", hint: "save it with at most 38 digits")
        }
        if isTrusted, bits == 64 { return DecimalColumn(mantissas: .small(try cells.values(Int64.self)), scale: scale, validity: validity) }
        if isTrusted, bits == 128 { return DecimalColumn(mantissas: .large(try cells.values(Int128.self)), scale: scale, validity: validity) }
        var rejected = RejectedRows(validity, count: cells.rows.count)
        let mantissas: Values<Int128>
        switch bits {
        case 32: mantissas = try cells.values(Int32.self).map { Int128($0) }
        case 64: mantissas = try cells.values(Int64.self).map { Int128($0) }
        case 128: mantissas = try cells.values(Int128.self)
        default:
            let halves = try cells.pairs(Int128.self)
            mantissas = Values(uninitialized: cells.rows.count)
            for row in 0..<mantissas.count {
                mantissas.pointer[row] = halves[row * 2]
                // The upper half must say nothing but the sign.
                if halves[row * 2 + 1] != halves[row * 2] >> 127 { mantissas.pointer[row] = .max }
            }
        }
        var isShort = true
        for row in 0..<mantissas.count {
            let (product, overflow) = mantissas[row].multipliedReportingOverflow(by: factor)
            let isPresent = rejected.isPresent(row)
            if isPresent, overflow || product.magnitude >= 100_000_000_000_000_000_000_000_000_000_000_000_000 {
                rejected.reject(row)
                report(cells.rows.lowerBound + row, .tooManyDigits, "a number")
                mantissas.pointer[row] = 0
            } else {
                // Anything may lie under a missing row.
                mantissas.pointer[row] = isPresent ? product : 0
            }
            isShort = isShort && mantissas[row].magnitude < 1_000_000_000_000_000_000
        }
        let result: DecimalColumn.Mantissas = isShort ? .small(mantissas.map { Int64(truncatingIfNeeded: $0) }) : .large(mantissas)
        return DecimalColumn(mantissas: result, scale: max(0, scale), validity: rejected.validity)
    }

    // MARK: Texts

    /// Text in NFC; what is not UTF-8 is reported.
    private func checked(_ texts: TextColumn, _ rows: Range<Int>, _ report: Report) throws(ArrowProblem) -> TextColumn {
        if isTrusted || texts.count == 0 { return texts }
        let first = Int(texts.offsets[0])
        let block = UnsafeBufferPointer(start: texts.bytes.pointer + first, count: Int(texts.offsets[texts.count]) - first)
        if Utf8.isASCII(block) { return texts }
        let isValid = Utf8.firstInvalid(in: block) == nil
            && (0..<texts.count).allSatisfy { row in texts[row].first.map { $0 & 0xC0 != 0x80 } ?? true }
        if isValid, (0..<texts.count).allSatisfy({ NormalForm.composed(utf8: texts[$0]) == nil }) { return texts }
        var builder = TextColumnBuilder(capacity: texts.count, byteCapacity: block.count)
        for row in 0..<texts.count {
            if let validity = texts.validity, !validity[row] {
                builder.appendMissing()
            } else if !isValid, Utf8.firstInvalid(in: texts[row]) != nil {
                report(rows.lowerBound + row, .isNot("text in UTF-8"), texts.string(row))
                builder.appendMissing()
            } else if let composed = NormalForm.composed(utf8: texts[row]) {
                composed.withUnsafeBufferPointer { builder.append($0) }
            } else {
                builder.append(texts[row])
            }
        }
        return builder.finishText()
    }

    // MARK: Types of ours

    private func structure(
        _ field: ArrowField, _ part: ArrowBatch.ColumnPart, _ batch: ArrowBatch, _ rows: Range<Int>, _ validity: Bitmap?, _ report: Report
    ) throws(ArrowProblem) -> Column {
        guard field.kind != nil else { throw .column(field.name, holds: "structures") }
        var children: [Column] = []
        for (child, childPart) in zip(field.children, part.children) {
            guard childPart.node.length == part.node.length else { throw .damaged("parts of column '\(field.name)' have different numbers of rows", at: batch.fileOffset) }
            children.append(try read(child, childPart, batch, rows, report))
        }
        switch (field.meaning, children.count) {
        case (.ratio, 2):
            return .ratio(RatioColumn(numerator: children[0], denominator: children[1], validity: validity))
        case (.period, 2):
            if case .date(let first) = children[0], case .date(let last) = children[1] {
                return .period(PeriodColumn(first: first.values, last: last.values, validity: validity))
            }
        case (.duration, 3):
            var parts: [Values<Int32>] = []
            for case .int(let numbers) in children { parts.append(numbers.values.map { Int32(truncatingIfNeeded: $0) }) }
            if parts.count == 3 { return .duration(DurationColumn(months: parts[0], days: parts[1], workingDays: parts[2], validity: validity)) }
        default: break
        }
        throw .column(field.name, holds: "structures")
    }
}

extension Values {
    /// Each value in another form.
    func map<Other>(_ form: (Element) -> Other) -> Values<Other> {
        let result = Values<Other>(uninitialized: count)
        for row in 0..<count { result.pointer[row] = form(self[row]) }
        return result
    }
}
