import Diagnostics
import Testing

@testable import Tables

@Suite struct MemoryTests {
    @Test("What one operator holds is refused to the next, and given back when the first is done")
    func sharing() throws {
        let account = MemoryAccount(limit: 100 << 20)
        do {
            let first = MemoryReservation(account, for: .join)
            try first.demand(70 << 20)
            let second = MemoryReservation(account, for: .pivot)
            #expect(throws: DiagnosticList.self) { try second.demand(40 << 20) }
            try second.demand(30 << 20)
        }
        try MemoryReservation(account, for: .result).demand(100 << 20)
        #expect(account.peak == 100 << 20)
    }

    @Test("What is refused says what it was for, how much there is, and what to do")
    func refusal() throws {
        let reservation = MemoryReservation(MemoryAccount(limit: 64 << 20), for: .result)
        let refused = #expect(throws: DiagnosticList.self) { try reservation.demand(65 << 20) }
        let diagnostic = try #require(refused?.all.first)
        #expect(diagnostic.code == "memory-exceeded")
        #expect(diagnostic.message == "the result would take more than the 64 MB that may be used")
        #expect(diagnostic.hints == ["keep fewer columns and rows before it, or allow more:  --memory 128M"])
    }

    @Test("However much memory there is, one column of texts stays below 2 GiB; the rest may be more")
    func texts() throws {
        let account = MemoryAccount(limit: 1 << 45)
        let rows = MemoryReservation(account, for: .sort)
        #expect(rows.requestOrSpill(12 << 30, texts: 1 << 30))
        #expect(!rows.requestOrSpill(4 << 30, texts: 1 << 30))
        #expect(rows.requestOrSpill(4 << 30, texts: 1 << 29))
        rows.giveBack(12 << 30, texts: 1 << 30)
        #expect(rows.requestOrSpill(4 << 30, texts: 1 << 30))
        rows.clear()
        // Where it is not said, half may be texts.
        #expect(!rows.requestOrSpill(5 << 30))
        #expect(rows.requestOrSpill(3 << 30))
    }

    @Test("What is only kept to save time takes half at most, and goes when somebody needs it")
    func sparing() throws {
        final class Keeper: SparingHolder {
            nonisolated(unsafe) var kept: MemoryReservation?
            func giveWay() { kept = nil }
        }
        let account = MemoryAccount(limit: 100 << 20)
        let keeper = Keeper()
        account.register(keeper)
        let kept = MemoryReservation(account, for: .remembered)
        #expect(kept.requestSparing(40 << 20))
        #expect(!kept.requestSparing(20 << 20))
        keeper.kept = consume kept
        try MemoryReservation(account, for: .pivot).demand(90 << 20)
        #expect(keeper.kept == nil)
    }

    @Test("Sizes are read as people write them", arguments: [("64M", 64 << 20), ("4g", 4 << 30), ("512KiB", 512 << 10), ("2GB", 2 << 30), ("1T", 1 << 40)])
    func sizes(_ text: String, _ bytes: Int) { #expect(MemorySize.bytes(text) == bytes) }

    @Test("What is no size is none", arguments: ["", "M", "64", "-1M", "0G", "1.5G", "4 GBs", "9999999999999T"])
    func noSizes(_ text: String) { #expect(MemorySize.bytes(text) == nil) }

    @Test("Sizes are told in their largest unit", arguments: [(64 << 20, "64 MB"), (4 << 30, "4 GB"), (12_345_678_901, "11774 MB"), (100 << 30, "100 GB")])
    func words(_ bytes: Int, _ text: String) { #expect(MemorySize.text(bytes) == text) }
}
