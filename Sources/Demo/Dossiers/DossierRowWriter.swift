/// Formats one dossier after another, with everything that repeats prepared as bytes.
struct DossierRowWriter {
    var random: SplitMix64

    private let procedureIds: Words
    private let fees: [Int]
    private let unitIds: Words
    /// `000.00.09.H40-`, one for each unit.
    private let codePrefixes: Words
    /// `2019-03-04` for each day since 2018-01-01, and `190304` likewise.
    private let dates: Words
    private let shortDates: Words
    private let familyNames = Words(list: Catalogue.familyNames)
    private let middleNames = Words(list: Catalogue.middleNames)
    private let givenNames = Words(list: Catalogue.givenNames)
    private let trades = Words(list: Catalogue.trades)
    private let enterpriseNames = Words(list: Catalogue.enterpriseNames)
    private let applicants = Words([",citizen,", ",enterprise,", ",organisation,"])
    private let channels = Words([",counter,", ",post,", ",online,"])
    private let prefixes = Words(["Công ty TNHH ", "Công ty cổ phần ", "Hội ", "Hợp tác xã "])
    private let statuses = Words(["done", "returned", "withdrawn", "open", "waiting for supplement", "suspended"])
    private let timetable: SettlementTimetable

    init(procedures: Procedures, calendar: OfficeCalendar, seed: UInt64) {
        random = SplitMix64(seed: seed, stream: .dossierRows)
        procedureIds = Words(procedures.all.map(\.id))
        fees = procedures.all.map { $0.fee ?? -1 }
        let numbers = Dictionary(uniqueKeysWithValues: Units().all.map { ($0.id, $0.agencyCode ?? "") })
        unitIds = Words(DossierUnits.rows.map(\.id))
        codePrefixes = Words(DossierUnits.rows.map { "\(numbers[$0.id] ?? "")-" })
        let days = (Dossier.epoch.number...OfficeCalendar.last.number).map { CivilDay(number: $0).text }
        dates = Words(days)
        shortDates = Words(days.map { day in String(day.filter { $0 != "-" }.dropFirst(2)) })
        timetable = SettlementTimetable(calendar: calendar)
    }

    /// - Parameters:
    ///   - serial: the number within the unit and day, from 1.
    ///   - second: of receipt, since midnight.
    ///   - isOriginal: whether the day of settlement is the plan's own.
    mutating func write(_ dossier: Dossier, serial: Int, second: Int, isOriginal: Bool, to row: RowBuffer) throws {
        let unit = Int(dossier.unit)
        let received = Int(dossier.received)
        codePrefixes.write(unit, to: row)
        shortDates.write(received, to: row)
        row.byte(UInt8(ascii: "-"))
        row.number(serial, width: 4)
        row.comma()
        unitIds.write(unit, to: row)
        row.comma()
        procedureIds.write(Int(dossier.procedure), to: row)
        applicants.write(Int(dossier.applicant.rawValue), to: row)
        writeName(dossier.applicant, to: row)
        channels.write(Int(dossier.channel.rawValue), to: row)
        dates.write(received, to: row)
        row.time(second)
        row.comma()
        writeDay(dossier.due, to: row)
        row.comma()
        writeSettlement(dossier, isOriginal: isOriginal, to: row)
        writePause(dossier, to: row)
        let fee = fees[Int(dossier.procedure)]
        // Some applicants are exempt.
        if fee >= 0 { row.number(random.chance(40) ? 0 : fee) }
        try row.endRow()
    }

    private func writeDay(_ day: Int16, to row: RowBuffer) {
        if day != Dossier.never { dates.write(Int(day), to: row) }
    }

    private mutating func writeName(_ applicant: Dossier.Applicant, to row: RowBuffer) {
        // One draw serves all parts: each takes the bits that the one before left.
        var bits = random.next() >> 16
        func pick(_ words: Words) -> Int {
            let (quotient, remainder) = bits.quotientAndRemainder(dividingBy: UInt64(words.count))
            bits = quotient
            return Int(remainder)
        }
        switch applicant {
        case .citizen:
            familyNames.write(pick(familyNames), to: row)
            row.byte(UInt8(ascii: " "))
            middleNames.write(pick(middleNames), to: row)
            row.byte(UInt8(ascii: " "))
            givenNames.write(pick(givenNames), to: row)
        case .enterprise, .organisation:
            let second = Int(bits & 1)
            bits >>= 1
            prefixes.write(applicant == .enterprise ? second : 2 + second, to: row)
            trades.write(pick(trades), to: row)
            row.byte(UInt8(ascii: " "))
            enterpriseNames.write(pick(enterpriseNames), to: row)
            row.byte(UInt8(ascii: " "))
            enterpriseNames.write(pick(enterpriseNames), to: row)
        }
    }

    /// `finished,collected,status,`
    private mutating func writeSettlement(_ dossier: Dossier, isOriginal: Bool, to row: RowBuffer) {
        guard dossier.isFinished else {
            row.comma()
            row.comma()
            let isWaiting = dossier.pause != .none && dossier.pauseEnd == Dossier.never
            statuses.write(!isWaiting ? 3 : dossier.pause == .suspension ? 5 : 4, to: row)
            row.comma()
            return
        }
        let day = isOriginal ? Int(dossier.finished) : timetable.other(than: dossier, shift: random.below(5) - 2)
        // What is settled on the day it came in came in the morning.
        let isAfternoon = day == Int(dossier.received) || random.chance(560)
        let second = isAfternoon ? 48_600 + random.below(11_400) : 27_000 + random.below(14_400)
        dates.write(day, to: row)
        row.time(second)
        row.comma()
        if dossier.ending == .done {
            let lag = random.chance(420) ? 0 : random.chance(800) ? 1 + random.below(4) : 5 + random.below(25)
            if let collected = timetable.workingDay(lag, after: day) {
                dates.write(collected, to: row)
                row.time(lag == 0 ? second + random.below(61_200 - second) : 27_000 + random.below(33_000))
            }
        }
        row.comma()
        statuses.write(Int(dossier.ending.rawValue), to: row)
        row.comma()
    }

    /// `supplements,supplement_asked,supplement_answered,suspended_from,suspended_to,`
    private func writePause(_ dossier: Dossier, to row: RowBuffer) {
        switch dossier.pause {
        case .none:
            row.byte(UInt8(ascii: "0"))
            for _ in 0..<5 { row.comma() }
        case .supplement, .secondSupplement:
            row.byte(dossier.pause == .supplement ? UInt8(ascii: "1") : UInt8(ascii: "2"))
            row.comma()
            writeDay(dossier.pauseStart, to: row)
            row.comma()
            writeDay(dossier.pauseEnd, to: row)
            for _ in 0..<3 { row.comma() }
        case .suspension:
            row.byte(UInt8(ascii: "0"))
            for _ in 0..<3 { row.comma() }
            writeDay(dossier.pauseStart, to: row)
            row.comma()
            writeDay(dossier.pauseEnd, to: row)
            row.comma()
        }
    }
}
