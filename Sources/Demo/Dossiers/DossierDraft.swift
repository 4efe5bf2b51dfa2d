/// Draws single dossiers: who, what, through which channel, due when, and how it went.
struct DossierDraft {
    let procedures: Procedures
    let units: DossierUnits
    let calendar: OfficeCalendar

    /// A dossier received on that day, in its final form but for calibration.
    mutating func draw(receivedOn day: CivilDay, _ random: inout SplitMix64) -> Dossier {
        let isWorking = calendar.isWorking(day)
        let isSaturdayCounter = !isWorking && day.weekday == 5 && !calendar.isHoliday(day) && random.chance(600)
        let isOnlineOnly = !isWorking && !isSaturdayCounter

        var unit = isSaturdayCounter ? units.drawSaturdayUnit(&random) : units.drawUnit(&random)
        var procedure = drawProcedure(of: unit, on: day, mustBeOnline: isOnlineOnly, &random)
        if procedure == nil {
            // A unit of few procedures may have none for such a day; the busiest unit always has.
            unit = DossierUnits.rows.indices.max { DossierUnits.rows[$0].share < DossierUnits.rows[$1].share } ?? 0
            procedure = drawProcedure(of: unit, on: day, mustBeOnline: true, &random)
        }
        let index = procedure ?? units.procedures[unit][0]
        let channel = drawChannel(procedures.all[index], on: day, isOnlineOnly: isOnlineOnly, isSaturdayCounter: isSaturdayCounter, &random)
        let hours = drawHours(channel, isWorking: isWorking, isSaturdayCounter: isSaturdayCounter, &random)
        var dossier = Dossier(
            unit: UInt8(unit), procedure: Int32(index), received: day.offset, hours: hours, channel: channel,
            applicant: drawApplicant(procedures.all[index].audience, &random))
        settle(&dossier, receivedOn: day, &random)
        return dossier
    }

    private func drawProcedure(of unit: Int, on day: CivilDay, mustBeOnline: Bool, _ random: inout SplitMix64) -> Int? {
        for _ in 0..<40 {
            let index = units.drawProcedure(unit: unit, &random)
            let procedure = procedures.all[index]
            if procedure.issued <= day && (!mustBeOnline || procedure.serviceLevel >= 3) { return index }
        }
        return nil
    }

    /// Online filing exists for level 3 only, and grew from a sixth of such dossiers to two fifths in the two years.
    private func drawChannel(
        _ procedure: Procedures.Procedure, on day: CivilDay, isOnlineOnly: Bool, isSaturdayCounter: Bool, _ random: inout SplitMix64
    ) -> Dossier.Channel {
        if isOnlineOnly { return .online }
        if isSaturdayCounter { return .counter }
        let monthsSinceStart = Int(day.offset) / 30
        if procedure.serviceLevel >= 3 && random.chance(160 + monthsSinceStart * 12) { return .online }
        return random.chance(45) ? .post : .counter
    }

    private func drawHours(
        _ channel: Dossier.Channel, isWorking: Bool, isSaturdayCounter: Bool, _ random: inout SplitMix64
    ) -> Dossier.Hours {
        if isSaturdayCounter { return .morning }
        if channel != .online { return random.chance(610) ? .morning : .afternoon }
        let weights = isWorking ? [40, 360, 90, 300, 210] : [60, 280, 110, 260, 290]
        return Dossier.Hours.allCases[Weights(weights).draw(&random)]
    }

    private func drawApplicant(_ audience: Character, _ random: inout SplitMix64) -> Dossier.Applicant {
        switch audience {
        case "c": random.chance(985) ? .citizen : .organisation
        case "e": random.chance(880) ? .enterprise : random.chance(700) ? .citizen : .organisation
        default: random.chance(720) ? .citizen : random.chance(700) ? .enterprise : .organisation
        }
    }

    /// Days of return, pauses and the end.
    private func settle(_ dossier: inout Dossier, receivedOn day: CivilDay, _ random: inout SplitMix64) {
        let limited = due(of: procedures.all[Int(dossier.procedure)], receivedOn: day)
        // Some clerks forget to enter the day of return.
        let due = random.chance(2) ? nil : limited
        let allowed = calendar.count(after: day, through: limited ?? calendar.adding(15, to: day))
        let row = DossierUnits.rows[Int(dossier.unit)]

        var duration: Int
        let latePerMille = row.latePerMille * (day < CivilDay(2018, 7, 1) ? 150 : day < CivilDay(2019, 1, 1) ? 125 : 104) / 100
        if due != nil && random.chance(latePerMille) {
            duration = allowed + tail(&random)
        } else if random.chance(4) {
            // Stuck: left open for months, though not past the end of the calendar.
            duration = allowed + random.within(60...180)
        } else {
            duration = timely(allowed, dossier, isWorking: calendar.isWorking(day), &random)
        }
        var pauseLength = 0
        var isAbandoned = false
        if duration >= 2 && random.chance(58) {
            let start = calendar.adding(random.within(1...min(3, duration - 1)), to: day)
            if start <= DossierPlan.lastDay {
                dossier.pause = random.chance(150) ? .suspension : random.chance(110) ? .secondSupplement : .supplement
                isAbandoned = dossier.pause != .suspension && random.chance(40)
                pauseLength = isAbandoned ? 30 : random.within(1...9) * (dossier.pause == .supplement ? 1 : 2)
                let end = calendar.adding(pauseLength, to: start)
                dossier.pauseStart = start.offset
                dossier.pauseEnd = isAbandoned || end > DossierPlan.lastDay ? Dossier.never : end.offset
            }
        }
        if let due {
            // The time that the applicant takes is not the office's: the day of return moves by as much.
            let moved = pauseLength > 0 ? calendar.adding(pauseLength, to: due) : due
            dossier.due = moved.offset
        }
        let finished = duration + pauseLength == 0 ? day : calendar.adding(duration + pauseLength, to: day)
        guard finished <= DossierPlan.lastDay else { return }
        dossier.finished = finished.offset
        dossier.ending = isAbandoned ? .returned : random.chance(12) ? .returned : random.chance(8) ? .withdrawn : .done
    }

    /// The day of return: working days skip days off; other limits run on and end on a working day; eight hours are a day.
    private func due(of procedure: Procedures.Procedure, receivedOn day: CivilDay) -> CivilDay? {
        guard let (count, unit) = procedure.limit else { return nil }
        return switch unit {
        case .hour: calendar.adding(max(1, (count + 7) / 8), to: day)
        case .workingDay: calendar.adding(count, to: day)
        case .day: calendar.onOrAfter(day + count)
        case .month: calendar.onOrAfter(day.adding(months: count))
        }
    }

    /// Working days taken by a dossier that is settled in time: often on the very last day, the others spread with a lean to the end.
    private func timely(_ allowed: Int, _ dossier: Dossier, isWorking: Bool, _ random: inout SplitMix64) -> Int {
        // What comes in the morning can go out the same afternoon.
        if allowed <= 2 && isWorking && dossier.hours == .morning && random.chance(400) { return 0 }
        if allowed <= 1 || random.chance(240) { return max(1, allowed) }
        return 1 + max(random.below(allowed), random.below(allowed))
    }

    /// Working days past the day of return: mostly one to three, with a long thin tail.
    private func tail(_ random: inout SplitMix64) -> Int {
        if random.chance(90) { return random.within(15...70) }
        var days = 1
        while days < 25 && random.chance(660) { days += 1 }
        return days
    }
}
