// swift-tools-version: 6.1
// One section per target with its test target, bottom layer first.
// A layer may import any layer below it; Tests/LayeringTests compares the sources with this list.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // Debug builds, which the tests run, check at each access to a property of a class that nobody else is writing it; in
    // loops over rows that check costs more than the work (measured: a tenth of a distinct count).
    // Debug information of a release build is half of the binary, and nobody steps through it.
    .unsafeFlags(["-enforce-exclusivity=unchecked", "-gnone"], .when(configuration: .release)),
    // Functions in sections of their own, so that the linker can put those that a start calls side by side, and leave out what nobody calls.
    // Types of generics that the compiler knows need not be made at each start (3 % of it).
    .unsafeFlags(["-Xfrontend", "-function-sections", "-Xfrontend", "-prespecialize-generic-metadata"], .when(configuration: .release)),
]

/// For layers that work once a statement, not once a row: to make them small takes a seventh less time, and statements take 1 % longer (measured over
/// 23 thousand rows, where they matter).
let smallSettings: [SwiftSetting] = settings + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let package = Package(
    name: "motcua",
    targets: [
        // Randomness: seeded draws for tests with random input.
        .target(name: "Randomness", path: "Tests/Randomness", swiftSettings: settings),

        // CByteMasks: which of 64 bytes are of a kind, in one instruction each. A header in C, since Swift has no words for it.
        .systemLibrary(name: "CByteMasks"),

        // CVectors: loops in C, compiled for each width of vectors that processors have, since Swift compiles for the least of them only. To
        // widen packed numbers takes a third of the time (measured).
        .target(name: "CVectors", dependencies: ["CByteMasks"], cSettings: [.headerSearchPath("../CByteMasks"), .unsafeFlags(["-O2"])]),

        // Characters: normal form, folding, collation and display width of text. Tables only.
        .target(name: "Characters", dependencies: ["CVectors"], swiftSettings: settings),
        .testTarget(name: "CharactersTests", dependencies: ["Randomness", "Characters"], swiftSettings: settings),

        // Diagnostics: source text, spans, messages and how they are shown.
        .target(name: "Diagnostics", dependencies: ["Characters"], swiftSettings: settings),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),

        // Syntax: text to tokens to tree, and tree to text.
        .target(name: "Syntax", dependencies: ["Diagnostics", "Characters"], swiftSettings: smallSettings),
        .testTarget(name: "SyntaxTests", dependencies: ["Randomness", "Syntax", "Diagnostics"], swiftSettings: settings),

        // Semantics: types, values, signatures, catalogue; tree to checked tree.
        .target(name: "Semantics", dependencies: ["Syntax", "Diagnostics", "Characters"], swiftSettings: smallSettings),
        .testTarget(name: "SemanticsTests", dependencies: ["Semantics"], swiftSettings: settings),

        // Planning: checked tree to logical plan; rewrite rules; plan to text.
        .target(name: "Planning", dependencies: ["Semantics", "Diagnostics"], swiftSettings: settings),
        .testTarget(name: "PlanningTests", dependencies: ["Planning"], swiftSettings: settings),

        // CPrefetch: asking for memory ahead of its use, one instruction for which Swift has no word. Look-ups in a table that does not fit
        // in the cache take four fifths of the time (measured).
        .systemLibrary(name: "CPrefetch"),

        // CProcessors: on which processors threads run, by functions of GNU's C library that Swift does not see.
        .target(name: "CProcessors"),

        // Columns: memory, bitmaps, columns, batches.
        .target(name: "Columns", dependencies: ["Semantics", "Characters", "CPrefetch", "CProcessors", "CVectors"], swiftSettings: settings),
        .testTarget(name: "ColumnsTests", dependencies: ["Randomness", "Columns", "Semantics"], swiftSettings: settings),

        // Tables: what stands between readers, the engine and writers: sources and what is chosen of them, results, memory, values as text. Readers
        // and writers of files know this and no engine, so that they and the engine are built side by side.
        .target(name: "Tables", dependencies: ["Columns", "Semantics", "Diagnostics"], swiftSettings: settings),
        .testTarget(name: "TablesTests", dependencies: ["Randomness", "Tables", "Columns", "Semantics"], swiftSettings: settings),

        // CSlabPool: malloc and its like for large blocks, on huge pages that stay with the process from query to query: a sort or a join
        // of ten million rows takes two thirds of the time. In C, since it takes the place of the C library's functions; mimalloc and
        // jemalloc were slower here and held more (measured), and each would be one more library to install.
        .target(name: "CSlabPool"),

        // Engine: kernels, functions and operators; logical plan to batches.
        .target(name: "Engine", dependencies: ["Tables", "Planning", "Semantics", "Columns", "Diagnostics", "Characters", "CSlabPool"], swiftSettings: settings),
        .testTarget(name: "EngineTests", dependencies: ["Randomness", "Engine", "Tables"], swiftSettings: settings),

        // CZlib: zlib of the system, which inflates the parts of XLSX workbooks. A copy of the algorithm would be slower and ours to
        // keep; it goes into the binary.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

        // Formats: files to batches and batches to files.
        .target(
            name: "Formats", dependencies: ["Tables", "Columns", "Semantics", "Diagnostics", "Characters", "CByteMasks", "CVectors", "CZlib"], swiftSettings: settings,
            linkerSettings: [.linkedLibrary(":libz.a")]),
        .testTarget(name: "FormatsTests", dependencies: ["Randomness", "Formats", "Tables", "Columns", "Semantics", "Diagnostics", "CZlib"], exclude: ["Files"], swiftSettings: settings),

        // CXlsxWriter: the headers of libxlsxwriter, which writes XLSX workbooks. Linked, it would bring in OpenSSL for a checksum of
        // pictures and cost 1.2 ms at every start (measured; the system's libraries may cost 1 ms together); opened when the first
        // workbook is written, it costs nothing before.
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),

        // Reports: results to text, tables, pages and workbooks.
        .target(name: "Reports", dependencies: ["Tables", "Columns", "Semantics", "Diagnostics", "Characters", "CXlsxWriter"], swiftSettings: smallSettings),
        .testTarget(name: "ReportsTests", dependencies: ["Support", "Reports", "Formats", "Engine", "Tables", "Columns", "Semantics", "Diagnostics"], swiftSettings: settings),

        // Demo: the generator of the demonstration province.
        .target(name: "Demo", swiftSettings: settings),
        .testTarget(name: "DemoTests", dependencies: ["Demo"], swiftSettings: settings),

        // Session: runs statements in an environment; the one place where the layers meet.
        .target(name: "Session", dependencies: ["Engine", "Formats", "Reports", "Tables", "Planning", "Semantics", "Syntax", "Columns", "Diagnostics", "Characters"], swiftSettings: smallSettings),

        // CLibEdit: libedit of the system, on which the shell's line editor stands: terminals, key maps, vi mode, the least that has to be redrawn.
        // Its functions are variadic, so its header brings wrappers. It is BSD-licensed where readline is not.
        .systemLibrary(name: "CLibEdit", providers: [.apt(["libedit-dev"])]),

        // Shell: statements from a terminal or a pipe, and the dot commands.
        // libedit and what it stands on go into the binary: to look for four libraries and load them takes 1 of 6 ms at every start.
        .target(
            name: "Shell",
            dependencies: ["Session", "Engine", "Formats", "Reports", "Tables", "Semantics", "Syntax", "Columns", "Diagnostics", "Characters", "CLibEdit"],
            swiftSettings: smallSettings,
            linkerSettings: [.linkedLibrary(":libedit.a"), .linkedLibrary(":libbsd.a"), .linkedLibrary(":libmd.a"), .linkedLibrary(":libtinfo.a")]),
        .testTarget(name: "ShellTests", dependencies: ["Support", "Randomness", "Shell", "Session", "Reports", "Engine", "Tables", "Syntax", "Diagnostics"], swiftSettings: settings),

        // motcua: arguments and exit codes.
        .executableTarget(
            name: "motcua",
            dependencies: ["Shell", "Session", "Engine", "Formats", "Reports", "Demo", "Tables", "Semantics", "Syntax", "Columns", "Diagnostics", "Characters"],
            swiftSettings: smallSettings,
            linkerSettings: [
                .unsafeFlags(
                    [
                        // Functions that a start calls side by side: to map pages of code is what most of its time goes to (measured: a sixth less).
                        // Swift brings this linker; the list is that of Scripts/start-order.
                        "-use-ld=lld", "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Scripts/start-order.txt",
                        "-Xlinker", "--no-warn-symbol-ordering",
                        // 55 thousand addresses need not be written at each start (measured: 0.6 of 7 ms).
                        "-Xlinker", "-no-pie",
                        // Debug information of Swift's own libraries would be half of the binary; names for a profile stay.
                        "-Xlinker", "-S",
                        // Nor are the libraries of C++, which Swift's runtime stands on, looked for, loaded and bound to (1 of 6 ms). Scripts/setup
                        // puts them where no others lie; without it the binary is linked to those of the system.
                        "-L\(Context.packageDirectory)/.build/archives", "-Xclang-linker", "-static-libgcc",
                    ], .when(configuration: .release))
            ]),

        // Tests across the layers.
        // Reference: the language computed one row at a time, to judge the engine by. It knows nothing of how the engine computes.
        .target(name: "Reference", dependencies: ["Semantics", "Syntax", "Diagnostics", "Characters"], path: "Tests/Support/Reference", swiftSettings: settings),
        .target(
            name: "Support",
            dependencies: ["Shell", "Session", "Reports", "Formats", "Engine", "Tables", "Planning", "Semantics", "Syntax", "Columns", "Diagnostics", "Characters", "Demo", "Reference", "Randomness"],
            path: "Tests/Support", exclude: ["Reference"], swiftSettings: settings),
        // LineProbe: the shell's line editor alone, which TerminalTests press keys at.
        .executableTarget(name: "LineProbe", dependencies: ["Shell", "Reports", "Diagnostics"], path: "Tests/LineProbe", swiftSettings: settings),
        .testTarget(name: "TerminalTests", dependencies: ["Support", "Randomness", "Shell", "LineProbe", "motcua"], exclude: ["tour.screens", "twenty-questions.keys"], swiftSettings: settings),
        .testTarget(name: "CommandLineTests", dependencies: ["Support", "motcua"], swiftSettings: settings),
        .testTarget(name: "GoldenTests", dependencies: ["Support", "Randomness", "Session", "Reports", "Engine", "Tables", "Semantics", "Syntax", "Diagnostics"], swiftSettings: settings),
        .testTarget(name: "LayeringTests", dependencies: ["Support"], swiftSettings: settings),
        .testTarget(name: "DifferentialTests", dependencies: ["Support", "Reference", "Engine", "Tables", "Semantics", "Syntax", "Diagnostics"], swiftSettings: settings),
        .testTarget(name: "ManualTests", dependencies: ["Support", "Shell", "Session", "Engine", "Tables", "Semantics", "Syntax", "Diagnostics"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
