/// A line on the terminal that tells how far reading a file has come; nothing elsewhere.
final class ProgressLine {
    private let size: UInt64?
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    /// Creates the progress of reading.
    ///
    /// - Parameter size: All bytes there are, where that is known.
    init(of size: UInt64?) {
        self.size = size
        isShown = Terminal.isErrorTerminal
    }

    /// Shows how much has been read, a few times a second.
    func show(bytes: UInt64, rows: Int) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let last, now - last < .milliseconds(200) { return }
        last = now
        let text = Self.text(bytes: bytes, of: size, rows: rows, after: now - start)
        Terminal.writeErrors(Array("\r\(text)\u{1B}[K".utf8))
    }

    /// Removes the line.
    func clear() {
        guard isShown, last != nil else { return }
        Terminal.writeErrors(Array("\r\u{1B}[K".utf8))
    }

    /// `1,234,567 rows · 61 % · 250,000 rows/s · 3 s left`.
    static func text(bytes: UInt64, of size: UInt64?, rows: Int, after time: Duration) -> String {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        var parts = ["\(grouped(rows)) rows"]
        let share = size.flatMap { $0 > 0 ? min(1, Double(bytes) / Double($0)) : nil }
        if let share { parts.append("\(Int(share * 100)) %") }
        guard seconds > 0.1 else { return parts.joined(separator: " · ") }
        parts.append("\(grouped(Int(Double(rows) / seconds))) rows/s")
        if let share, share > 0 {
            let rest = Int((seconds / share - seconds).rounded(.up))
            parts.append(
                rest < 120 ? "\(rest) s left" : "\(rest / 60) min left")
        }
        return parts.joined(separator: " · ")
    }

    private static func grouped(_ number: Int) -> String {
        var digits = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3), digit != "-" { digits.append(",") }
            digits.append(digit)
        }
        return String(digits.reversed())
    }
}
