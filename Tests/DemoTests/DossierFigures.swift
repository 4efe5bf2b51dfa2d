/// What the article counts about dossiers, counted from the bytes of the two files.
struct DossierFigures: Equatable {
    var rows = 0
    var received = 0
    var settled = 0
    var inTime = 0
    var settledWithoutDue = 0
    var carriedOver = 0
    var openAtEnd = 0
    var online = 0
    var onSaturdays = 0
    var atNight = 0
    var supplements = 0
    var suspensions = 0
    var perUnit: [String: Int] = [:]
    var perMonth: [String: Int] = [:]

    init() {}

    init(_ province: GeneratedFiles) {
        for path in ["large/dossiers-2018.csv", "large/dossiers-2019.csv"] {
            Rows(province.bytes(path)).forEach(["unit", "received", "due", "finished", "channel", "supplement_asked", "suspended_from"]) { row in
                add(unit: row[0], received: row[1], due: row[2], finished: String(row[3].prefix(10)), channel: row[4])
                if !row[5].isEmpty { supplements += 1 }
                if !row[6].isEmpty { suspensions += 1 }
            }
        }
    }

    private mutating func add(unit: String, received: String, due: String, finished: String, channel: String) {
        // Days as ISO text compare like days.
        let day = String(received.prefix(10))
        rows += 1
        perUnit[unit, default: 0] += 1
        perMonth[String(received.prefix(7)), default: 0] += 1
        if day >= "2019-01-01" && day <= "2019-06-30" { self.received += 1 }
        if day < "2019-01-01" && (finished.isEmpty || finished >= "2019-01-01") { carriedOver += 1 }
        if day <= "2019-06-30" && (finished.isEmpty || finished > "2019-06-30") { openAtEnd += 1 }
        if finished >= "2019-01-01" && finished <= "2019-06-30" {
            if due.isEmpty { settledWithoutDue += 1 } else { settled += 1 }
            if !due.isEmpty && finished <= due { inTime += 1 }
        }
        if channel == "online" { online += 1 }
        if ["2019-03-02", "2019-03-09", "2019-03-16"].contains(day) { onSaturdays += 1 }
        let hour = received.dropFirst(11).prefix(2)
        if hour < "07" || hour >= "18" { atNight += 1 }
    }

    /// The same figures of a province `factor` times as large.
    func times(_ factor: Int) -> DossierFigures {
        var all = self
        for path in [\DossierFigures.rows, \.received, \.settled, \.inTime, \.settledWithoutDue, \.carriedOver, \.openAtEnd, \.online, \.onSaturdays, \.supplements, \.suspensions] {
            all[keyPath: path] *= factor
        }
        all.perUnit = perUnit.mapValues { $0 * factor }
        all.perMonth = perMonth.mapValues { $0 * factor }
        // Which dossiers come late in the evening differs from copy to copy.
        all.atNight = 0
        return all
    }
}
