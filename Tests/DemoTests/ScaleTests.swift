import Demo
import Testing

@Suite struct ScaleTests {
    @Test func threeTimesTheRowsAtTheSameRates() throws {
        let one = try GeneratedFiles.standard.get()
        let three = try GeneratedFiles.generate(scale: 3)
        var figures = DossierFigures(three)
        figures.atNight = 0
        #expect(figures == DossierFigures(one).times(3))

        var rows = 0
        var capital = 0
        var codes: Set<String> = []
        Rows(three.bytes("large/enterprises.csv")).forEach(["id", "capital"]) { row in
            rows += 1
            capital += Int(row[1]) ?? 0
            codes.insert(row[0])
        }
        #expect(rows == 3 * 8916)
        #expect(codes.count == rows)
        #expect(capital == 3 * 62_387_000_000_000)
        // Only dossiers and enterprises grow.
        #expect(three.bytes("large/procedures.csv") == one.bytes("large/procedures.csv"))
        #expect(three.bytes("project_events.csv") == one.bytes("project_events.csv"))
    }

    @Test func theSeedDecidesEveryByte() throws {
        let one = try GeneratedFiles.standard.get()
        let again = try GeneratedFiles.generate()
        let other = try GeneratedFiles.generate(seed: 1)
        #expect(one.files == again.files)
        for path in ["large/dossiers-2019.csv", "large/enterprises.csv", "large/procedures.csv", "projects.csv"] {
            #expect(one.bytes(path) != other.bytes(path))
        }
        #expect(one.bytes("published.csv") == other.bytes("published.csv"))
        let figures = DossierFigures(other)
        #expect(figures.received == 23_117 && figures.settled == 22_339 && figures.inTime == 21_200)
    }

    /// Pinned, so that a change of machine or compiler that changes a byte is seen.
    @Test func theBytesAreThoseOfEveryMachine() throws {
        let one = try GeneratedFiles.standard.get()
        #expect(Self.hash(one.bytes("large/dossiers-2019.csv")) == 0x0204_8ed9_5624_ae0d)
        #expect(Self.hash(one.bytes("large/enterprises.csv")) == 0x2218_ed39_a194_a04a)
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        bytes.withUnsafeBytes { buffer in
            for byte in buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return hash
    }
}
