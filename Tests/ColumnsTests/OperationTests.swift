import Columns
import Semantics
import Testing

/// Gather, slice, concatenate and choose against arrays of optional values, for every form at every edge.
@Suite struct OperationTests {
    @Test(arguments: edges) func buildersKeepWhatWasAppended(count: Int) {
        for sample in Sample.all(count: count) {
            #expect(sample.column.count == count)
            #expect(sample.column.rows == sample.expected.map(\.normalized))
        }
    }

    @Test(arguments: edges) func slices(count: Int) {
        let cuts = [0, 1, 62, 63, 64, 65, count / 2, count - 1, count].filter { (0...count).contains($0) }
        for sample in Sample.all(count: count) {
            let expected = sample.expected.map(\.normalized)
            for start in cuts {
                for end in cuts where end >= start {
                    let slice = sample.column.slice(start..<end)
                    #expect(slice.rows == Array(expected[start..<end]))
                    let middle = slice.count / 2
                    #expect(slice.slice(middle..<slice.count).rows == Array(expected[(start + middle)..<end]))
                }
            }
        }
    }

    @Test(arguments: edges) func slicesThatFollowOneAnotherAreTheColumnAgain(count: Int) throws {
        for sample in Sample.all(count: count) {
            let cuts = [0, count / 5, count / 2, count - count / 3, count]
            let parts = zip(cuts, cuts.dropFirst()).map { sample.column.slice($0..<$1) }
            let expected = sample.expected.map(\.normalized)
            #expect(try Column.concatenated(parts).rows == expected)
            #expect(try Column.concatenated(Array(parts[1...])).rows == Array(expected[cuts[1]...]))
            // Not in this order, and not with one left out.
            #expect(try Column.concatenated(parts.reversed()).rows == zip(cuts, cuts.dropFirst()).reversed().flatMap { expected[$0..<$1] })
            #expect(try Column.concatenated([parts[0], parts[2]]).rows == Array(expected[..<cuts[1]] + expected[cuts[2]..<cuts[3]]))
        }
    }

    @Test(arguments: edges) func gathersRowsInAnyOrderWithNegativeOnesMissing(count: Int) {
        for sample in Sample.all(count: count) {
            let expected = sample.expected.map(\.normalized)
            let backwards = (0..<Int32(count)).reversed().map { $0 }
            #expect(sample.column.gather(backwards).rows == expected.reversed())
            let holes = (0..<Int32(count + 1)).map { $0 % 4 == 2 || count == 0 ? -1 : $0 / 2 }
            #expect(sample.column.gather(holes).rows == holes.map { $0 < 0 ? .missing : expected[Int($0)] })
            let cut = sample.column.slice(count / 3..<count)
            let cutRows = (0..<Int32(cut.count)).filter { $0 % 2 == 0 }
            #expect(cut.gather(cutRows).rows == cutRows.map { expected[count / 3 + Int($0)] })
        }
    }

    @Test(arguments: edges) func dealsRowsOutToSharesInTheirOrder(count: Int) throws {
        let shareOfRow = (0..<count).map { Int32(($0 * 13 + $0 / 5) % 7) }
        for sample in Sample.all(count: count) {
            let expected = sample.expected.map(\.normalized)
            let cuts = [0, count / 5, count / 2, count]
            let pieces = zip(cuts, cuts.dropFirst()).map { sample.column.slice($0..<$1) }
            // Share 7 gets none.
            let deal = RowDeal(shareOfRow, shareCount: 8, bundle: 2)
            let bundles = try Column.dealt(pieces, deal)
            #expect(bundles.count == 4)
            for share in 0..<8 {
                let rows = (0..<count).filter { shareOfRow[$0] == share }
                #expect(bundles[share / 2].slice(deal.places(of: share)).rows == rows.map { expected[$0] })
                #expect(deal.rows(of: share / 2)[deal.places(of: share)].map(Int.init) == rows)
            }
        }
    }

    @Test(arguments: edges) func concatenatesSlicesBackToTheWhole(count: Int) throws {
        for sample in Sample.all(count: count) {
            let cuts = [0, count / 3, count / 3, count / 2, count]
            let parts = zip(cuts, cuts.dropFirst()).map { sample.column.slice($0..<$1) }
            #expect(try Column.concatenated(parts + [.missing(count: 2)]).rows == sample.expected.map(\.normalized) + [.missing, .missing])
        }
    }

    @Test(arguments: edges) func chooses(count: Int) throws {
        let mask = Bitmap((0..<count).map { $0 % 7 < 3 })
        for (index, sample) in Sample.all(count: count).enumerated() {
            let expected = sample.expected.map(\.normalized)
            let other = sample.column.gather((0..<Int32(count)).reversed().map { $0 })
            let result = try Column.choose(mask, sample.column, other).rows
            #expect(result == (0..<count).map { mask[$0] ? expected[$0] : expected[count - 1 - $0] }, "form \(index)")
            #expect(try Column.choose(mask, .missing(count: count), sample.column).rows == (0..<count).map { mask[$0] ? .missing : expected[$0] })
        }
    }

    @Test func dictionariesMergeByValue() throws {
        let first = Sample.coded([.text("a"), .text("b"), .missing])
        let second = Sample.coded([.text("b"), .text("c")], dictionary: ["z", "y"])
        let merged = try Column.concatenated([first, second])
        #expect(merged.rows == [.text("a"), .text("b"), .missing, .text("b"), .text("c")])
        guard case .coded(let coded) = merged else { Issue.record("coded columns stay coded"); return }
        // z and y do not occur, so they get no code.
        #expect(coded.dictionary.count == 3)
        #expect(coded.codes[1] == coded.codes[3])
    }

    @Test func equalOrderedDictionariesStayOrdered() throws {
        let levels = ["province", "district", "commune"]
        let columns = (0..<2).map { _ in Sample.coded([.text("commune")], dictionary: levels, isOrdered: true) }
        guard case .coded(let coded) = try Column.concatenated(columns) else { Issue.record("coded columns stay coded"); return }
        #expect(coded.dictionary.isOrdered && coded.dictionary.count == 3)
    }

    @Test func textAndCodedBecomeText() throws {
        let column = try Column.concatenated([Sample.texts([.text("x"), .missing]), Sample.coded([.text("y"), .missing, .text("x")])])
        #expect(column.rows == [.text("x"), .missing, .text("y"), .missing, .text("x")])
    }

    @Test func decimalsTakeTheLargerScaleAndForm() throws {
        let cents = Sample.decimals([.decimal(Decimal(150, scale: 2)), .missing])
        let whole = Sample.decimals([.decimal(Decimal(9_000_000_000_000_000_000)), .decimal(Decimal(2))])
        let column = try Column.concatenated([cents, whole])
        #expect(column.rows == [.decimal(Decimal(15, scale: 1)), .missing, .decimal(Decimal(9_000_000_000_000_000_000)), .decimal(Decimal(2))])
    }

    @Test("Decimals without a common scale are told and not put together")
    func decimalsFarApart() {
        let (large, fine) = (Decimal(10_000_000_000_000_000_000_000), Decimal(1, scale: 30))
        let error = #expect(throws: DecimalsFarApart.self) { try Column.concatenated([Sample.decimals([.decimal(large)]), Sample.decimals([.decimal(fine), .missing])]) }
        #expect(error?.large == large && error?.fine == fine)
    }

    @Test("Zeros behind the point are given up before that")
    func zerosBehindThePoint() throws {
        let column = try Column.concatenated([
            Sample.decimals([.decimal(Decimal(10_000_000_000_000_000_000_000))]), Sample.decimals([.decimal(Decimal(5_000_000_000_000_000_000_000_000_000_000, scale: 30))]),
        ])
        #expect(column.rows == [.decimal(Decimal(10_000_000_000_000_000_000_000)), .decimal(Decimal(5))])
    }

    @Test func decimalBuilderGrowsInScaleAndSizeAndRefusesWhatDoesNotFit() {
        var builder = DecimalColumnBuilder()
        var accepted = [builder.append(5, scale: 0)]
        builder.appendMissing()
        accepted.append(builder.append(Int128(Int64.max), scale: 0))
        accepted.append(builder.append(25, scale: 2))
        accepted.append(builder.append(1, scale: 38))
        accepted.append(builder.append(Int128.max, scale: 0))
        #expect(accepted == [true, true, true, false, false])
        let wide = builder.finish()
        #expect(wide.rows == [.decimal(Decimal(5)), .missing, .decimal(Decimal(Int128(Int64.max))), .decimal(Decimal(25, scale: 2))])
        builder.append(7, scale: 2)
        let narrow = builder.finish()
        #expect(narrow.rows == [.decimal(Decimal(7, scale: 2))])
    }

    @Test func withValidityHidesRows() {
        let column = Sample.ints([.int(1), .int(2)]).withValidity(Bitmap([false, true]))
        #expect(column.rows == [.missing, .int(2)])
        #expect(column.withValidity(nil).rows == [.int(1), .int(2)])
    }
}
