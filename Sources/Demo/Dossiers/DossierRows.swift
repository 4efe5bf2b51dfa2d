/// Writes the dossiers of the plan, each `scale` times, as `large/dossiers-2018.csv` and `large/dossiers-2019.csv`.
///
/// Copies share the day of receipt, unit, procedure, channel, day of return and outcome, so every count and rate is that of
/// scale 1; hours, names, serial numbers and, within the month and on the same side of the day of return, the day
/// of settlement differ. Rows come by day of receipt and unit; serial numbers follow the hour, and pass 9999 on busy days.
struct DossierRows {
    let plan: DossierPlan
    let procedures: Procedures
    let calendar: OfficeCalendar
    let scale: Int
    let seed: UInt64

    static let header =
        "id,unit,procedure,applicant_kind,applicant,channel,received,due,finished,collected,status,supplements,"
        + "supplement_asked,supplement_answered,suspended_from,suspended_to,fee"

    func write(to buffer: RowBuffer) throws {
        var writer = DossierRowWriter(procedures: procedures, calendar: calendar, seed: seed)
        var start = 0
        for year in [2018, 2019] {
            let end = plan.dossiers.partitionPoint { $0.received >= CivilDay(year + 1, 1, 1).offset }
            try buffer.file("large/dossiers-\(year).csv", header: Self.header) { row in
                while start < end { start = try writeDay(from: start, to: end, &writer, row) }
            }
        }
    }

    /// Writes all copies of the dossiers that one unit received on one day; returns where the next begin.
    private func writeDay(from start: Int, to limit: Int, _ writer: inout DossierRowWriter, _ row: RowBuffer) throws -> Int {
        let first = plan.dossiers[start]
        var serial = 0
        var hoursStart = start
        while hoursStart < limit, plan.dossiers[hoursStart].received == first.received, plan.dossiers[hoursStart].unit == first.unit {
            let hours = plan.dossiers[hoursStart].hours
            var hoursEnd = hoursStart
            while hoursEnd < limit, plan.dossiers[hoursEnd].received == first.received, plan.dossiers[hoursEnd].unit == first.unit,
                plan.dossiers[hoursEnd].hours == hours
            {
                hoursEnd += 1
            }
            let count = (hoursEnd - hoursStart) * scale
            let span = hours.span
            for copy in 0..<count {
                serial += 1
                let replica = copy / (hoursEnd - hoursStart)
                let dossier = plan.dossiers[hoursStart + copy % (hoursEnd - hoursStart)]
                // Each has its share of the span, with jitter inside, hence ascending; shares grow, since people come early.
                let place = (copy * 1024 + writer.random.below(1024)) * 1024 / count
                let second = span.lowerBound + (((place + ((place * place) >> 20)) / 2 * span.count) >> 20)
                try writer.write(dossier, serial: serial, second: second, isOriginal: replica == 0, to: row)
            }
            hoursStart = hoursEnd
        }
        return hoursStart
    }
}

extension [Dossier] {
    /// The first index from which on `belongsToRest` holds; it must hold for no earlier and all later elements.
    fileprivate func partitionPoint(_ belongsToRest: (Dossier) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsToRest(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
