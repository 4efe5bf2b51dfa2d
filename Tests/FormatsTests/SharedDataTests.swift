import Columns
@testable import Formats
import Semantics
import Tables
import Testing

/// Data that is not part of the project: tests on it are skipped where it is absent.
enum Shared {
    static let folder: String = {
        let parts = #filePath.split(separator: "/").dropLast(4)
        return "/" + parts.joined(separator: "/") + "/shared/data"
    }()
    static let isPresent = !Glob.names(in: folder).isEmpty
}

@Suite(.enabled(if: Shared.isPresent, "the folder ../shared/data is absent"))
struct SharedDataTests {
    @Test(arguments: Shared.isPresent ? Glob.names(in: Shared.folder + "/csv-spectrum/csvs") : [])
    func spectrumFilesEqualTheirTwins(name: String) throws {
        let twin = Shared.folder + "/csv-spectrum/json/" + name.dropLast(4) + ".json"
        for blockSize in [1, 2, 3, 7, 1 << 20] {
            let csv = try TableText(Shared.folder + "/csv-spectrum/csvs/" + name, blockSize: blockSize)
            let json = try TableText(twin, blockSize: blockSize)
            #expect(csv.names == json.names)
            // This copy of the files has lost the carriage returns that the twins still have.
            #expect(csv.rows == json.rows.map { row in row.map { $0.map { $0.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n") } } })
        }
    }

    @Test func permits() throws {
        let opened = try FileFormats.openFile(paths: [Shared.folder + "/real/sf_permits.csv"])
        let wanted = ["status", "location", "permit_number", "status_date", "type"]
        let types = try opened.types(of: Set(wanted))
        #expect(types.map { "\($0.name): \($0.type)" } == ["permit_number: int", "type: int", "status: text", "status_date: date", "location: text?"])
        var (rows, complete, unplaced, financial) = (0, 0, 0, 0)
        let cursor = try opened.source.open(columns: ["status", "location"], context: LoneReading())
        while let batch = try cursor.next() {
            rows += batch.count
            guard case .coded(let status) = batch.columns[0], case .coded(let location) = batch.columns[1] else {
                Issue.record("columns of few values are coded")
                return
            }
            let completeCode = (0..<status.dictionary.count).first { status.dictionary.values.string($0) == "complete" }
            let financialCode = (0..<location.dictionary.count).first { location.dictionary.values.string($0) == "Financial District/South Beach" }
            for row in 0..<batch.count {
                if Int(status.codes[row]) == completeCode { complete += 1 }
                if let validity = location.validity, !validity[row] { unplaced += 1 } else if Int(location.codes[row]) == financialCode { financial += 1 }
            }
        }
        #expect(rows == 132_168)
        #expect(opened.source.rowCount == 132_168)
        #expect(complete == 87_950)
        #expect(unplaced == 995)
        #expect(financial == 18_431)
    }

    @Test func unitCodesStayText() throws {
        let opened = try FileFormats.openFile(paths: [Shared.folder + "/real/vn_units_legacy63.csv"])
        let types = try opened.types(of: nil)
        #expect(types.map(\.name) == ["provinceCode", "province", "districtCode", "district", "districtType", "wardCode", "ward", "wardType", "provinceLat", "provinceLon"])
        #expect(types.map { $0.type.optional(false).description } == ["text", "text", "text", "text", "text", "text", "text", "text", "decimal", "decimal"])
        let table = try TableText(opened, columns: ["wardCode", "province"])
        #expect(table.rows.first == ["00001", "Thành phố Hà Nội"])
        #expect(table.rows.contains { $0[1] == "Tỉnh Nam Định" })
    }
}
