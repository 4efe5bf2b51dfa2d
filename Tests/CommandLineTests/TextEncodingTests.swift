import Support
import Testing

/// Text that is not what it seems: files in other encodings, and files that went through one.
@Suite struct TextEncodingTests {
    private func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

    @Test("Data, scripts and lines that are not UTF-8 are refused with the encoding that they may have")
    func refused() {
        let folder = TemporaryFolder()
        // Nam Định in TCVN3.
        let old: [UInt8] = Array("Nam ".utf8) + [0xA7, 0xDE] + Array("nh".utf8)
        let hint = "this is not UTF-8 text; it looks like TCVN3 (ABC, the fonts .VnTime)"
        folder.write("old.csv", Array("id,name\n1,x\n2,".utf8) + old + [0x0A])
        folder.write("old.mc", Array("edition 1\ntitle \"".utf8) + old + Array("\"\n".utf8))
        #expect(Program.run(["-c", "from \"old.csv\""], in: folder.path).error.contains("old.csv, line 3: \(hint)"))
        #expect(Program.run(["check", "old.mc"], in: folder.path).error.contains("old.mc, line 2: \(hint)"))
        #expect(Program.run(["run", "old.mc"], in: folder.path).error.contains("old.mc, line 2: \(hint)"))
        let line = Program.run([], inputBytes: Array("1 + 1\ntitle \"".utf8) + old + Array("\"\n2 + 2\n".utf8), in: folder.path)
        #expect(line.error.contains("line 2 is not UTF-8 text; it looks like TCVN3 (ABC, the fonts .VnTime)"))
        #expect(line.output.contains("4"))
    }

    /// Without the mark at its beginning the letters of ASCII are valid UTF-8, with zeros between them.
    @Test("UTF-16 without its mark is known by its zeros", arguments: ["csv", "json", "jsonl"])
    func withoutMark(_ ending: String) {
        let folder = TemporaryFolder()
        let text = ending == "csv" ? "id,name\n1,x\n" : ending == "json" ? "[{\"id\": 1}]\n" : "{\"id\": 1}\n"
        folder.write("t.\(ending)", utf16(text))
        #expect(Program.run(["-c", "from \"t.\(ending)\""], in: folder.path).error.contains("t.\(ending), line 1: this is not UTF-8 text; it looks like UTF-16, which Excel calls Unicode Text"))
        folder.write("s.mc", utf16("edition 1\n1 + 1\n"))
        #expect(Program.run(["check", "s.mc"], in: folder.path).error.contains("s.mc, line 1: this is not UTF-8 text; it looks like UTF-16"))
        let typed = Program.run([], inputBytes: utf16("1 + 1\n2 + 2\n"), in: folder.path)
        #expect(typed.error.contains("line 1 is not UTF-8 text; it looks like UTF-16") && typed.error.contains("line 2 is not") && !typed.error.contains("line 3"))
    }

    @Test("A column of garbled text is warned of once, with what was meant")
    func garbled() {
        let folder = TemporaryFolder()
        folder.write("g.csv", "id,Tá»‰nh,unit\n1,a,Nam Ä\u{90}á»‹nh\n2,b,HÃ\u{A0} Nam\n3,c,\n")
        let told = """
            warning: the column 'Tá»‰nh' in g.csv has a garbled name, and was meant as 'Tỉnh'
              the file was read in another encoding before it was saved as UTF-8; export it again from where it comes from, as 'CSV UTF-8'

            warning: 'unit' in g.csv holds garbled text: 'Nam Ä\\u{90}á»‹nh' was meant as 'Nam Định'
              the file was read in another encoding before it was saved as UTF-8; export it again from where it comes from, as 'CSV UTF-8'

            """
        let twice = Program.run(["-c", "from \"g.csv\" | keep id, unit\nfrom \"g.csv\" | keep unit"], in: folder.path)
        #expect(twice.error == told && twice.status == 0)
        #expect(!Program.run(["-c", "from \"g.csv\" | keep id"], in: folder.path).error.contains("holds garbled text"))
        // The name that was meant is not found, and then it is said why.
        let missed = Program.run(["-c", "from \"g.csv\" | keep tỉnh"], in: folder.path)
        #expect(missed.error.contains("there are: id, Tá»‰nh, unit") && missed.error.contains("was meant as 'Tỉnh'") && missed.status == 1)
    }

    @Test("So is text for old fonts, and a letter that only looks like Đ; a private value is not shown")
    func otherMistakes() {
        let folder = TemporaryFolder()
        folder.write("t.csv", "id,a,b\n1,Thµnh phè Nam §Þnh,Nam Ðịnh\n")
        let found = Program.run(["-c", "from \"t.csv\""], in: folder.path).error
        #expect(found.contains("'a' in t.csv holds garbled text: 'Thµnh phè Nam §Þnh'\n  this is text for the fonts .VnTime (TCVN3)"))
        #expect(found.contains("'b' in t.csv holds garbled text: 'Nam Ðịnh' was meant as 'Nam Định'\n  'Ð' (U+D0) only looks like"))
        let repaired = Program.run(["-c", "from \"t.csv\" | keep b = replace(b, \"Ð\", \"Đ\")", "--format", "csv"], in: folder.path)
        #expect(repaired.output == "b\nNam Định\n")
        folder.write("model.mc", "table people file \"t.csv\" {\n  id: int key\n  a: text private\n}\n")
        let hidden = Program.run(["-c", "from people | where a ~ \"x\" | keep id", folder.path], in: folder.path).error
        #expect(hidden.contains("'a' in people holds garbled text\n") && !hidden.contains("§"))
    }

    @Test("What a reader of a file might have meant otherwise is said once")
    func hints() {
        let folder = TemporaryFolder()
        folder.write("n.csv", "a,b\n1.575,03/04/2019\n2.250,04/05/2019\n")
        let found = Program.run(["-c", "from \"n.csv\"\nfrom \"n.csv\" | where a > 1"], in: folder.path).error
        #expect(found.split(separator: "\n").count { $0.contains("'a' is read with a decimal point, 1.575 as one and a half") } == 1)
        #expect(found.split(separator: "\n").count { $0.contains("'b' may be dates, but nothing proves") } == 1)
    }

    /// Names of a file are suggested although only the named columns are read.
    @Test("A misspelt column of a file is suggested in the file's own spelling")
    func suggestions() {
        let folder = TemporaryFolder()
        folder.write("v.csv", "Mã,Đơn vị,số_lượng\n1,x,2\n")
        for (typed, ours) in [("don_vi", "`Đơn vị`"), ("so_luong", "số_lượng"), ("ma", "Mã"), ("MÃ", "Mã"), ("số_luợng", "số_lượng")] {
            #expect(Program.run(["-c", "from \"v.csv\" | keep \(typed)"], in: folder.path).error.contains("try: \(ours)"), "\(typed)")
        }
        #expect(Program.run(["-c", "from \"v.csv\" | keep xyz"], in: folder.path).error.contains("there are: Mã, Đơn vị, số_lượng"))
    }
}
