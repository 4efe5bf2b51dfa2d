import Columns
import Diagnostics
import Engine
import Formats
import Semantics
import Tables

/// Reads the calendars that models declare: a file of dated days, or another calendar with changes.
struct CalendarLoader {
    let zone: Zone
    /// What messages call a file; and what has to be asked before one is read.
    let shown: (String) -> String
    let verify: ([String]) throws(DiagnosticList) -> Void

    /// - Parameter declared: each with the folder of its file, a calendar after the one that it is based on.
    func load(_ declared: [(calendar: Model.Calendar, folder: String)]) throws(DiagnosticList) -> Calendars {
        var days: [String: Days] = [:]
        var calendars: [WorkingCalendar] = []
        for (calendar, folder) in declared {
            var own = try self.days(of: calendar, in: folder, known: days)
            for day in calendar.alsoOff { own.off.insert(day); own.working.remove(day) }
            for day in calendar.alsoWorking { own.working.insert(day); own.off.remove(day) }
            days[calendar.name] = own
            guard let covers = own.covers else {
                throw DiagnosticList(.calendarWithoutSpan(calendar.name), at: calendar.place)
            }
            let (final, reportingDay) = (own, own.reportingDay)
            let loaded = WorkingCalendar(name: calendar.name, covers: covers, reportingDay: reportingDay) { day in
                if final.working.contains(day) { return true }
                if final.off.contains(day) { return false }
                return !final.weekend.contains(CivilDate.weekday(day))
            }
            // One that is typed again takes the place of the first.
            if let old = calendars.firstIndex(where: { $0.name == calendar.name }) { calendars[old] = loaded } else { calendars.append(loaded) }
        }
        return Calendars(calendars)
    }

    private struct Days {
        var off: Set<Int32> = []
        var working: Set<Int32> = []
        /// Monday 0 … Sunday 6
        var weekend: Set<Int> = [5, 6]
        var covers: Period?
        var reportingDay = 15
    }

    /// The days of the calendar that it is based on, then what it says itself.
    private func days(of calendar: Model.Calendar, in folder: String, known: [String: Days]) throws(DiagnosticList) -> Days {
        var days = Days()
        if let base = calendar.basedOn {
            guard let found = known[base] else {
                throw DiagnosticList(.noCalendarBefore(base), at: calendar.place)
            }
            days = found
        }
        if let covers = calendar.covers { days.covers = covers }
        if let day = calendar.reportingDay { days.reportingDay = day }
        if let weekend = calendar.weekend { days.weekend = Set(weekend.compactMap { ModelBuilder.weekdays.firstIndex(of: $0) }) }
        guard let file = calendar.holidays else { return days }
        let path = FilePath.joined(folder, file)
        guard FilePath.exists(path) else {
            throw DiagnosticList(.calendarWithoutFile(calendar.name, file, in: shown(folder)), at: calendar.place)
        }
        try verify([path])
        do {
            try read(path, into: &days)
        } catch let error as DiagnosticList {
            throw error
        } catch {
            throw DiagnosticList(.cannotRead(shown(path), "\(error)"))
        }
        return days
    }

    private func read(_ path: String, into days: inout Days) throws {
        let info = TableInfo(name: FilePath.name(of: path), columns: [
            TableInfo.Column(name: "date", type: .date),
            TableInfo.Column(name: "kind", type: Type(.enumeration(["off", "working"]))),
        ])
        let source = try FileFormats.openFile(paths: [path], declared: info.columns, zone: zone, shownAs: shown).source
        let context = QueryContext(tables: NoTables(), calendars: Calendars(), zone: zone, asOf: 0)
        let cursor = try source.open(columns: ["date", "kind"], context: context)
        while let batch = try cursor.next() {
            for row in 0..<batch.count {
                guard case .date(let day) = batch.columns[0].value(row, type: .date), case .text(let kind) = batch.columns[1].value(row, type: info.columns[1].type) else { continue }
                if kind == "off" { days.off.insert(day) } else { days.working.insert(day) }
            }
        }
    }
}
