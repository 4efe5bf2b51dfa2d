import Diagnostics
@testable import Formats
import Semantics
import Tables
import Testing

/// Files read as a model declares them.
@Suite struct DeclaredTypeTests {
    private let declared = [
        column("fee", Type(.decimal(Currency("VND")), optional: true)),
        column("channel", Type(.enumeration(["counter", "post", "trực tuyến"]))),
        column("received", .timestamp), column("due", Type(.date, optional: true)), column("open", .bool),
        column("id", .text), column("unit", Type(.link("units"))), column("n", .int), column("r", .float),
        column("p", .period), column("x", Type(.ratio(counted: false))), column("w", Type(.duration)),
    ]
    private let header = "id,extra,channel,fee,received,due,open,unit,n,r,p,x,w\n"

    @Test func everyType() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", header
            + "007,?,post,1000.50,2019-06-30T23:59,2019-07-01,true,36,-5,1.5,2019-H1,94.9%,15 working days\n"
            + "8,?,trực tuyến, 20 ,2019-06-30 08:00:00+00:00,,FALSE,01,007,1e3,2019-W07,0.5,1 month 2 days\n")
        for blockSize in [1, 13, 1 << 20] {
            let table = try TableText(path, declared: declared, blockSize: blockSize)
            #expect(table.names == declared.map(\.name))
            #expect(table.rows == [
                ["1000.5", "post", "2019-06-30T23:59:00+07:00", "2019-07-01", "true", "007", "36", "-5", "1.5", "2019-H1", "0.949", "15 working days"],
                ["20", "trực tuyến", "2019-06-30T15:00:00+07:00", nil, "false", "8", "01", "7", "1000", "2019-W07", "0.5", "1 month 2 days"],
            ])
        }
    }

    @Test func badCellsNameTheirPlacesAndCount() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "fee,channel\n1,post\n12x,post\n\"a\nb\",mail\ny,post\nz,\n")
        let wanted = [declared[0], declared[1]]
        do {
            _ = try TableText(path, declared: wanted)
            Issue.record("bad cells are an error")
        } catch let list as DiagnosticList {
            #expect(list.all.map(\.message) == [
                "\(path), line 3, column 'fee': '12x' is not a number",
                "\(path), line 5, column 'channel': 'mail' is not one of the declared values",
            ])
            #expect(list.all[0].hints[0] == "4 cells of 'fee' cannot be read; the next are in line 4: 'a\nb' is not a number; line 6: 'y' is not a number")
            #expect(list.all[1].hints == [
                "2 cells of 'channel' cannot be read; the next is in line 7: the cell is empty, but the model promises a value",
                "declared are 'counter', 'post', 'trực tuyến'",
            ])
        }
    }

    @Test func privateCellsAreNotShown() {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "n\n1\nsecret\n")
        #expect(messages { _ = try TableText(path, declared: [column("n", .int, isPrivate: true)]) } == ["\(path), line 3, column 'n': the value is not a whole number"])
    }

    @Test func keepGoingMakesThemMissingAndCounts() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "n,c\n1,x\ny,post\n,post\n")
        let opened = try FileFormats.openFile(paths: [path], declared: [column("n", .int), column("c", Type(.enumeration(["post"])))])
        let context = LoneReading(keepsGoing: true)
        #expect(try TableText(opened, context: context).rows == [["1", nil], [nil, "post"], [nil, "post"]])
        #expect(context.counters.badCells == ["n": 2, "c": 1])
    }

    @Test func missingColumnIsNamedWithTheFile() {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "id,recieved\n1,2\n")
        #expect(messages { _ = try TableText(path, declared: [column("received", .date)]) } == ["'\(path)' has no column 'received', which the model declares"])
    }

    @Test func decimalsOfManyScalesAndSizes() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "n,s\n1,1\n0.25,2\n62387000000000,3\n123456789012345678901234567890.5,4\n-0.000001,5\n")
        let table = try TableText(path, declared: [column("n", .decimal)])
        #expect(table.rows.map { $0[0] } == ["1", "0.25", "62387000000000", "123456789012345678901234567890.5", "-0.000001"])
        let long = folder.file("y.csv", "n\n\(String(repeating: "9", count: 39))\n")
        #expect(messages { _ = try TableText(long, declared: [column("n", .decimal)]) }.count == 1)
    }
}
