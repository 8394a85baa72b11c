package import SQLEngines

/// Compares the rows of an answer with those expected.
///
/// Names of columns do not count, nor does their order; the order of rows counts only where it was
/// asked for. Numbers are equal up to a millionth.
package struct ResultComparison {
    private let expected: [[SQLScalar]]
    private let isOrdered: Bool

    /// The most orders of columns that are tried.
    private static let mostOrders = 5_000
    /// The most rows that are matched one by one when sorting does not line them up.
    private static let mostMatched = 2_000

    package init(expected: [[SQLScalar]], isOrdered: Bool) {
        self.expected = expected.map { $0.map(\.plain) }
        self.isOrdered = isOrdered
    }

    /// Why the rows are others than expected, in a sentence; `nil` when they are the same.
    package func difference(from rows: [[SQLScalar]]) -> String? {
        guard rows.count == expected.count else {
            return "There are \(rows.count) rows, not \(expected.count)."
        }
        guard let first = expected.first, let own = rows.first else { return nil }
        guard first.count == own.count else {
            return "There are \(own.count) columns, not \(first.count)."
        }
        let actual = rows.map { $0.map(\.plain) }
        var tries = 0
        let isSame = match(actual, [], Self.columns(of: actual), &tries)
        return isSame ? nil : "The rows differ."
    }

    private static func columns(of rows: [[SQLScalar]]) -> [[SQLScalar]] {
        guard let first = rows.first else { return [] }
        return first.indices.map { column in
            rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }.sorted(by: precedes)
        }
    }

    /// Tries to find for each expected column one of the answer's that has the same values.
    private func match(
        _ actual: [[SQLScalar]], _ order: [Int], _ columns: [[SQLScalar]], _ tries: inout Int
    ) -> Bool {
        let width = columns.count
        guard order.count < width else {
            tries += 1
            return isEqual(actual.map { row in order.map { row[$0] } })
        }
        let wanted = expected.map { $0[order.count] }.sorted(by: Self.precedes)
        // The column at the same place is the likeliest.
        let candidates = [order.count] + (0..<width).filter { $0 != order.count }
        for column in candidates where !order.contains(column) && tries < Self.mostOrders {
            guard zip(wanted, columns[column]).allSatisfy({ $0.isClose(to: $1) }) else { continue }
            if match(actual, order + [column], columns, &tries) { return true }
        }
        return false
    }

    private func isEqual(_ actual: [[SQLScalar]]) -> Bool {
        if zip(expected, actual).allSatisfy(Self.isClose) { return true }
        guard Self.isSameBag(expected, actual) else { return false }
        return !isOrdered || keepsOrder(actual)
    }

    /// Whether rows that tie in the order may have changed places: each column that is sorted in
    /// what is expected has the same sequence of values.
    private func keepsOrder(_ actual: [[SQLScalar]]) -> Bool {
        guard let first = expected.first else { return true }
        var hasKey = false
        for column in first.indices {
            let wanted = expected.map { $0[column] }
            let pairs = zip(wanted, wanted.dropFirst())
            let isAscending = pairs.allSatisfy { !Self.precedes($1, $0) }
            let isDescending = pairs.allSatisfy { !Self.precedes($0, $1) }
            guard isAscending != isDescending else { continue }
            let isKept = zip(wanted, actual).allSatisfy { $0.isClose(to: $1[column]) }
            guard isKept else { continue }
            hasKey = true
        }
        return hasKey
    }

    private static func isSameBag(_ left: [[SQLScalar]], _ right: [[SQLScalar]]) -> Bool {
        let sorted = (left.sorted(by: rowPrecedes), right.sorted(by: rowPrecedes))
        if zip(sorted.0, sorted.1).allSatisfy(isClose) { return true }
        guard left.count <= mostMatched else { return false }
        // Nearly equal numbers may sort differently.
        var rest = right
        for row in left {
            guard let index = rest.firstIndex(where: { isClose(row, $0) }) else { return false }
            rest.swapAt(index, rest.count - 1)
            rest.removeLast()
        }
        return true
    }

    private static func isClose(_ left: [SQLScalar], _ right: [SQLScalar]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { $0.isClose(to: $1) }
    }

    private static func rowPrecedes(_ left: [SQLScalar], _ right: [SQLScalar]) -> Bool {
        for (one, other) in zip(left, right) {
            if precedes(one, other) { return true }
            if precedes(other, one) { return false }
        }
        return left.count < right.count
    }

    /// Nulls, then numbers, then texts, then blobs.
    private static func precedes(_ left: SQLScalar, _ right: SQLScalar) -> Bool {
        if let one = left.doubleValue, let other = right.doubleValue { return one < other }
        switch (left, right) {
        case (.text(let one), .text(let other)): return one < other
        case (.blob(let one), .blob(let other)): return one.lexicographicallyPrecedes(other)
        default: return left.rank < right.rank
        }
    }
}

extension SQLScalar {
    /// Booleans as the numbers that SQLite has for them.
    fileprivate var plain: SQLScalar {
        if case .boolean(let boolean) = self { return .integer(boolean ? 1 : 0) }
        return self
    }

    fileprivate var rank: Int {
        switch self {
        case .null: 0
        case .boolean, .integer, .double: 1
        case .text: 2
        case .blob: 3
        }
    }

    /// Whether the values are equal, numbers up to a millionth of the larger, or of one.
    fileprivate func isClose(to other: SQLScalar) -> Bool {
        guard let one = doubleValue, let two = other.doubleValue else { return self == other }
        return one == two || abs(one - two) <= 1e-6 * max(1, abs(one), abs(two))
    }
}

/// Whether a query's own text orders its rows: `ORDER BY` outside parentheses and quotes.
package enum QueryOrder {
    package static func isOrdered(_ sql: String) -> Bool {
        var depth = 0
        var quote: Character?
        var plain = ""
        for character in sql {
            if let open = quote {
                if character == open || (open == "[" && character == "]") { quote = nil }
                continue
            }
            switch character {
            case "'", "\"", "`", "[": quote = character
            case "(": depth += 1
            case ")": depth -= 1
            default: if depth == 0 { plain.append(character) }
            }
        }
        let words = plain.uppercased().split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).contains { $0 == "ORDER" && $1 == "BY" }
    }
}
