import Characters
import Engine
import Tables

/// How far a query is, in one line: `▕██████    ▏ 61 %  12.1 M rows  1.2 GB  3 s left`.
struct ProgressLine {
    /// Milliseconds: what is done sooner needs no line.
    static let delay = 500

    let started: Int

    /// After Ctrl-C.
    enum Stopping { case no, soon, slowly }

    func text(_ progress: QueryProgress?, now: Int, _ stopping: Stopping, columns: Int) -> String {
        switch stopping {
        case .no: break
        case .soon: return fitting("stopping…", columns)
        case .slowly: return fitting("stopping…  Ctrl-C again goes on without waiting for it", columns)
        }
        let elapsed = now - started
        var parts: [String] = []
        let (bytes, total) = (progress?.bytes ?? 0, progress?.totalBytes ?? 0)
        if total > 0, bytes > 0 {
            let share = min(1, Double(bytes) / Double(total))
            parts.append(ProgressLine.bar(share) + " \(Int(share * 100)) %")
        }
        if let rows = progress?.rows, rows > 0 { parts.append("\(ProgressLine.short(rows)) rows") }
        if bytes > 0 { parts.append("\(ProgressLine.short(bytes))B") }
        // What a tenth took says little about the rest before a tenth is done.
        if total > 0, bytes > total / 10, bytes < total {
            let left = Double(elapsed) * Double(total - bytes) / Double(bytes) / 1_000
            parts.append("\(max(1, Int(left.rounded()))) s left")
        } else {
            parts.append("\(elapsed / 1_000) s")
        }
        return fitting(parts.joined(separator: "  "), columns)
    }

    private func fitting(_ text: String, _ columns: Int) -> String { DisplayWidth.truncated(text, to: max(1, columns - 1)) }

    private static let cells = 12

    /// In eighths of a cell.
    private static func bar(_ share: Double) -> String {
        let eighths = Int(share * Double(cells * 8))
        var bar = String(repeating: "█", count: eighths / 8)
        if eighths % 8 > 0, let part = Unicode.Scalar(0x2590 - UInt32(eighths % 8)) { bar.unicodeScalars.append(part) }
        return "▕" + DisplayWidth.padded(bar, to: cells) + "▏"
    }

    /// `950`, `12.1 k`, `1.2 M`
    private static func short(_ number: Int) -> String {
        let steps: [(Int, String)] = [(1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")]
        guard let (step, sign) = steps.first(where: { number >= $0.0 }) else { return "\(number) " }
        return "\(number / step).\(number * 10 / step % 10) \(sign)"
    }
}
