/// Every dossier of scale 1, drawn at random and then calibrated on the published figures.
///
/// A larger scale writes each of them several times, so all that is counted here is exactly multiplied; that
/// is also why memory does not grow with the scale. Numbers received are fixed beforehand by half-year
/// and split over the days; lateness is drawn, and `DossierCalibration` moves the few that are too many or too few.
struct DossierPlan {
    /// Received by half-year: the first half of 2019 is the published figure, the others make a growing series.
    static let receivedByPeriod: [(first: CivilDay, last: CivilDay, count: Int)] = [
        (CivilDay(2018, 1, 1), CivilDay(2018, 6, 30), 19_486),
        (CivilDay(2018, 7, 1), CivilDay(2018, 12, 31), 20_873),
        (CivilDay(2019, 1, 1), CivilDay(2019, 6, 30), 23_117),
        (CivilDay(2019, 7, 1), lastDay, 12_064),
    ]
    /// The day before the article: nothing later is known.
    static let lastDay = CivilDay(2019, 9, 26)

    /// By day of receipt, unit and time of day.
    let dossiers: [Dossier]

    init(procedures: Procedures, calendar: OfficeCalendar, seed: UInt64) {
        var random = SplitMix64(seed: seed, stream: .dossierPlan)
        let units = DossierUnits(procedures: procedures, random: &random)
        var draft = DossierDraft(procedures: procedures, units: units, calendar: calendar)
        var dossiers: [Dossier] = []
        for period in Self.receivedByPeriod {
            let days = (period.first.number...period.last.number).map { CivilDay(number: $0) }
            let weights = days.map { Self.weight(of: $0, calendar, &random) }
            for (day, count) in zip(days, Weights.apportion(period.count, by: weights)) {
                for _ in 0..<count { dossiers.append(draft.draw(receivedOn: day, &random)) }
            }
        }
        DossierCalibration(calendar: calendar).calibrate(&dossiers, &random)
        let order = dossiers.indices.sorted { first, second in
            let left = dossiers[first]
            let right = dossiers[second]
            if left.received != right.received { return left.received < right.received }
            if left.unit != right.unit { return left.unit < right.unit }
            if left.hours != right.hours { return left.hours.rawValue < right.hours.rawValue }
            return first < second
        }
        self.dossiers = order.map { dossiers[$0] }
    }

    /// How many dossiers a day gets, compared with others.
    private static func weight(of day: CivilDay, _ calendar: OfficeCalendar, _ random: inout SplitMix64) -> Int {
        let noise = random.within(880...1120)
        if calendar.isHoliday(day) { return 12 * noise }
        if !calendar.isWorking(day) { return (day.weekday == 5 ? 75 : 28) * noise }
        let byWeekday: [Int] = [1180, 1060, 1000, 960, 860, 520, 0]
        // Schools and sites start in spring, land and licences peak before the summer.
        let byMonth: [Int] = [92, 98, 108, 102, 104, 116, 100, 104, 100, 106, 108, 92]
        let (_, month, dayOfMonth) = day.parts
        var weight = byWeekday[day.weekday] * byMonth[month - 1] / 100
        // Few start anything in the last days of the year.
        if month == 12 && dayOfMonth > 20 { weight = weight * 72 / 100 }
        return weight * nearTết(day) / 100 * noise
    }

    /// The dip around the lunar new year, in percent: offices empty a week before, and fill again slowly.
    private static func nearTết(_ day: CivilDay) -> Int {
        for firstDayOff in [CivilDay(2018, 2, 14), CivilDay(2019, 2, 4)] {
            let distance = day - firstDayOff
            if (-9 ..< -4).contains(distance) { return 78 }
            if (-4 ..< 0).contains(distance) { return 52 }
            if (0..<10).contains(distance) { return 48 }
            if (10..<15).contains(distance) { return 80 }
        }
        return 100
    }
}
