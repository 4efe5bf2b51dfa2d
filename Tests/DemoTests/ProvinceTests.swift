import Demo
import Testing

/// Scale 1 gives every figure of the article; what is expected stands here as the article prints it.
@Suite struct ProvinceTests {
    private func province() throws -> GeneratedFiles { try GeneratedFiles.standard.get() }

    @Test func dossiersGiveTheFiguresOfTheFirstHalfOf2019() throws {
        let figures = DossierFigures(try province())
        #expect(figures.received == 23_117)
        #expect(figures.settled == 22_339)
        #expect(figures.inTime == 21_200)
        #expect((figures.inTime * 10_000 + figures.settled / 2) / figures.settled == 9490)
        #expect((figures.inTime * 10_000 + figures.received / 2) / figures.received == 9171)
        #expect((24...99).contains(figures.settledWithoutDue))
        #expect(figures.carriedOver + figures.received == figures.settled + figures.settledWithoutDue + figures.openAtEnd)
        #expect(figures.perUnit.count == 20)
        #expect(figures.perMonth.keys.min() == "2018-01" && figures.perMonth.keys.max() == "2019-09")
        #expect(figures.onSaturdays > 0 && figures.atNight > 0 && figures.supplements > 0 && figures.suspensions > 0)
        // The lunar new year: February is the month with the fewest.
        #expect(figures.perMonth.filter { $0.key != "2019-09" }.min { $0.value < $1.value }?.key.hasSuffix("-02") == true)
    }

    @Test func dossiersAreConsistent() throws {
        var codes: Set<String> = []
        var faults: [String] = []
        for path in ["large/dossiers-2018.csv", "large/dossiers-2019.csv"] {
            Rows(try province().bytes(path)).forEach(["id", "received", "due", "finished", "collected", "status"]) { row in
                let digits = row[1].prefix(10).filter { $0 != "-" }.dropFirst(2)
                if !codes.insert(row[0]).inserted || row[0].dropFirst(14).prefix(6) != digits { faults.append(row[0]) }
                if !row[2].isEmpty && row[2] < row[1].prefix(10) { faults.append(row[0]) }
                if !row[3].isEmpty && row[3] < row[1] { faults.append(row[0]) }
                if !row[4].isEmpty && row[4] < row[3] { faults.append(row[0]) }
                if row[3].isEmpty == ["done", "returned", "withdrawn"].contains(row[5]) { faults.append(row[0]) }
                if max(row[1], row[3], row[4]) >= "2019-09-27" { faults.append(row[0]) }
            }
        }
        #expect(faults.isEmpty)
        #expect(codes.contains { $0.hasPrefix("000.00.09.H40-190304-0001") })
    }

    @Test func proceduresAndTheirChanges() throws {
        var levels: [String: Int] = [:]
        var ids: Set<String> = []
        Rows(try province().bytes("large/procedures.csv")).forEach(["id", "status", "level_of_service"]) { row in
            ids.insert(row[0])
            levels["\(row[1]) \(row[2])", default: 0] += 1
        }
        #expect(levels["in force 2"] == 1750)
        #expect(levels["in force 3"] == 300)
        var kinds: [String: Int] = [:]
        Rows(try province().bytes("procedure_changes.csv")).forEach(["procedure", "kind", "decided", "listed"]) { row in
            kinds[row[1], default: 0] += 1
            #expect(ids.contains(row[0]) && row[2] < row[3] && row[2] >= "2018-01-01")
        }
        #expect(kinds == ["new": 696, "amended": 284, "abolished": 591, "": 4])
    }

    @Test func unitsHaveThreeLevelsAndOfficialCodes() throws {
        var levels: [String: Int] = [:]
        var electronic = 0
        var names: [String: String] = [:]
        Rows(try province().bytes("units.csv")).forEach(["id", "name", "level", "e_one_stop"]) { row in
            levels[row[2], default: 0] += 1
            names[row[0]] = row[1]
            if row[3] == "true" { electronic += 1 }
        }
        #expect(levels == ["province": 1, "department": 17, "district": 10, "commune": 229])
        #expect(electronic == 20)
        #expect(names["366"] == "Huyện Hải Hậu" && names["13633"] == "Phường Hạ Long" && names["14317"] == "Xã Hải Hòa")
    }

    @Test func enterprisesHaveValidCodesAndTheCapital() throws {
        var enterprises = 0
        var branches = 0
        var capital = 0
        var codes: Set<String> = []
        var faults: [String] = []
        Rows(try province().bytes("large/enterprises.csv")).forEach(["id", "kind", "capital", "parent"]) { row in
            if !codes.insert(row[0]).inserted || !Self.hasValidCheckDigit(row[0]) { faults.append(row[0]) }
            if row[1] == "branch" || row[1] == "representative office" {
                branches += 1
                if row[0].count != 14 || !row[0].hasPrefix(row[3] + "-") || !row[2].isEmpty { faults.append(row[0]) }
            } else {
                enterprises += 1
                capital += Int(row[2]) ?? 0
                if row[0].count != 10 || !row[0].hasPrefix("06") { faults.append(row[0]) }
            }
        }
        #expect(enterprises == 8210)
        #expect(branches == 706)
        #expect(capital == 62_387_000_000_000)
        #expect(faults.isEmpty)
        // A real code, and one digit beside it.
        #expect(Self.hasValidCheckDigit("0601177989") && !Self.hasValidCheckDigit("0601177988"))
    }

    private static func hasValidCheckDigit(_ code: String) -> Bool {
        let digits = code.prefix(10).compactMap(\.wholeNumberValue)
        guard digits.count == 10 else { return false }
        let sum = zip(digits, [31, 29, 23, 19, 17, 13, 7, 5, 3]).map { $0 * $1 }.reduce(0, +)
        return 10 - sum % 11 == digits[9]
    }

    @Test func projectsAreCountedOnceAndKeepTheirCurrencies() throws {
        var projects: Set<String> = []
        var usd = 0
        var usdThrough2018 = 0
        var vnd = 0
        var largest = 0
        Rows(try province().bytes("project_events.csv")).forEach(["project", "signed", "capital_usd", "capital_vnd"]) { row in
            projects.insert(row[0])
            let capital = Int(row[2]) ?? 0
            usd += capital
            vnd += Int(row[3]) ?? 0
            if row[1] < "2019" { usdThrough2018 += capital }
            if capital == 2_200_000_000 && row[1] == "2017-06-15" { largest += 1 }
        }
        #expect(projects.count == 291)
        #expect(usd == 2_732_000_000)
        #expect(vnd == 6_939_300_000_000)
        #expect(usdThrough2018 * 100 == 92 * 2_800_000_000)
        #expect(largest == 1)
    }

    @Test func documentsPortalsIndicesAndClaims() throws {
        var forms: [String: Int] = [:]
        Rows(try province().bytes("large/documents.csv")).forEach(["form"]) { forms[$0[0], default: 0] += 1 }
        #expect((forms["electronic only"] ?? 0) * 100 > 80 * forms.values.reduce(0, +))

        var levels: Set<String> = []
        Rows(try province().bytes("portals.csv")).forEach(["level"]) { levels.insert($0[0]) }
        #expect(levels.count == 3)
        var posts = 0
        var visits = 0
        Rows(try province().bytes("portal_months.csv")).forEach(["posts", "visits"]) { row in
            posts += Int(row[0]) ?? 0
            visits += Int(row[1]) ?? 0
        }
        #expect(posts > 500 && visits > 9_800_000 && visits < 10_000_000)

        var ranks: [String: String] = [:]
        Rows(try province().bytes("indices.csv")).forEach(["id", "rank", "provinces"]) { ranks[$0[0]] = "\($0[1])/\($0[2])" }
        #expect(ranks["PCI-2017"] == "41/63" && ranks["PCI-2018"] == "35/63" && ranks["PAPI-2018"] == "24/63" && ranks["SIPAS-2018"] == "15/63")

        var claims: Set<String> = []
        Rows(try province().bytes("published.csv")).forEach(["claim"]) { claims.insert($0[0]) }
        #expect(claims == Set((1...29).map(String.init)))
    }
}
