import PropertyGraph

/// Compares an engine's rows with those of the second implementation.
enum AnswerComparison {
    /// What differs first; nil when nothing does.
    ///
    /// Floating-point numbers may differ by one part in 10⁹, since sums are taken in different
    /// orders.
    static func difference(_ rows: [[Value]], _ expected: [[Value]]) -> String? {
        guard rows.count == expected.count else {
            return "\(rows.count) rows instead of \(expected.count)"
        }
        for (index, (row, wanted)) in zip(rows, expected).enumerated() {
            guard row.count == wanted.count, zip(row, wanted).allSatisfy(isSame) else {
                return "row \(index) is \(row) instead of \(wanted)"
            }
        }
        return nil
    }

    private static func isSame(_ first: Value, _ second: Value) -> Bool {
        guard case .float(let one) = first, case .float(let other) = second else {
            return first == second
        }
        return abs(one - other) <= 1e-9 * max(1, abs(one), abs(other))
    }
}
