/// Moves days of settlement until the first half of 2019 shows exactly the published figures.
///
/// Of the dossiers settled in that half-year with a day of return there are 22,339, and 21,200 of them were in time; the published
/// 94.9 % has them as its denominator. Draws land near; what is over or short is moved across the end of
/// June, or across its day of return, one dossier at a time, paused ones left alone.
struct DossierCalibration {
    static let settled = 22_339
    static let inTime = 21_200

    let calendar: OfficeCalendar
    private let firstDay = CivilDay(2019, 1, 1).offset
    private let lastDay = CivilDay(2019, 6, 30).offset
    /// The first and last day worked of the half-year.
    private let firstWorked = CivilDay(2019, 1, 2)
    private let lastWorked = CivilDay(2019, 6, 28)

    init(calendar: OfficeCalendar) { self.calendar = calendar }

    func calibrate(_ dossiers: inout [Dossier], _ random: inout SplitMix64) {
        var order = Array(dossiers.indices)
        random.shuffle(&order)
        var excess = dossiers.count { isSettledInPeriod($0) } - Self.settled
        for index in order where excess != 0 {
            let moved = excess > 0 ? postponed(dossiers[index], &random) : advanced(dossiers[index], &random)
            guard let moved else { continue }
            dossiers[index].finished = moved.offset
            excess += excess > 0 ? -1 : 1
        }

        random.shuffle(&order)
        var punctual = dossiers.count { isSettledInPeriod($0) && $0.isInTime } - Self.inTime
        for index in order where punctual != 0 {
            // Units that are often late get more of the late ones.
            if punctual > 0 && !random.chance(DossierUnits.rows[Int(dossiers[index].unit)].latePerMille * 4) { continue }
            let moved = punctual > 0 ? madeLate(dossiers[index], &random) : madePunctual(dossiers[index], &random)
            guard let moved else { continue }
            dossiers[index].finished = moved.offset
            punctual += punctual > 0 ? -1 : 1
        }
    }

    private func isSettledInPeriod(_ dossier: Dossier) -> Bool {
        dossier.hasDue && dossier.finished >= firstDay && dossier.finished <= lastDay
    }

    /// A working day of the range, `nil` where it has none.
    private func worked(from first: CivilDay, through last: CivilDay, _ random: inout SplitMix64) -> CivilDay? {
        guard first <= last else { return nil }
        let count = calendar.count(after: first + -1, through: last)
        return count > 0 ? calendar.adding(1 + random.below(count), to: first + -1) : nil
    }

    /// From June into July, still in time.
    private func postponed(_ dossier: Dossier, _ random: inout SplitMix64) -> CivilDay? {
        guard isSettledInPeriod(dossier), dossier.pause == .none, dossier.due > lastDay else { return nil }
        return worked(from: CivilDay(2019, 7, 1), through: CivilDay(offset: dossier.due), &random)
    }

    /// From July back into June, still in time.
    private func advanced(_ dossier: Dossier, _ random: inout SplitMix64) -> CivilDay? {
        guard dossier.hasDue, dossier.pause == .none, dossier.isInTime, dossier.finished > lastDay, dossier.received < lastWorked.offset else { return nil }
        return worked(from: CivilDay(offset: dossier.received) + 1, through: lastWorked, &random)
    }

    private func madeLate(_ dossier: Dossier, _ random: inout SplitMix64) -> CivilDay? {
        guard isSettledInPeriod(dossier), dossier.pause == .none, dossier.isInTime, dossier.due >= firstDay, dossier.due < lastWorked.offset else { return nil }
        let due = CivilDay(offset: dossier.due)
        return worked(from: due + 1, through: min(lastWorked, due + 6), &random)
    }

    private func madePunctual(_ dossier: Dossier, _ random: inout SplitMix64) -> CivilDay? {
        guard isSettledInPeriod(dossier), dossier.pause == .none, !dossier.isInTime, dossier.due >= firstWorked.offset else { return nil }
        return worked(from: max(firstWorked, CivilDay(offset: dossier.received) + 1), through: CivilDay(offset: dossier.due), &random)
    }
}
