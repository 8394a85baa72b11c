/// A condition on the rows of one dataset, taken apart as far as carrying it over needs.
///
/// It reads comparisons, `IN`, `BETWEEN`, `IS NULL` and their combinations over bare columns; what
/// calls functions, names other datasets or reads clocks is none.
struct SourceCondition {
    private enum Token: Hashable {
        case column(String)
        case other(String)
    }

    private let tokens: [Token]
    private let text: String

    private static let keywords: Set<String> = [
        "and", "or", "not", "in", "is", "null", "between", "like", "true", "false",
    ]

    init?(_ text: String) {
        var tokens: [Token] = []
        let pattern =
            /'(?:[^']|'')*'|[0-9]+(?:\.[0-9]+)?|[A-Za-z_][A-Za-z0-9_.]*|<=|>=|<>|!=|[-=<>(),+*\/]/
        var rest = text[...]
        while let match = rest.firstMatch(of: pattern) {
            guard rest[..<match.range.lowerBound].allSatisfy(\.isWhitespace) else { return nil }
            let word = String(match.output)
            rest = rest[match.range.upperBound...]
            if word == "(", case .column? = tokens.last { return nil }
            if word.first?.isLetter == true || word.first == "_",
                !Self.keywords.contains(word.lowercased())
            {
                guard !word.contains("."), word != word.uppercased() else { return nil }
                tokens.append(.column(word))
            } else {
                tokens.append(.other(word))
            }
        }
        guard rest.allSatisfy(\.isWhitespace), !tokens.isEmpty else { return nil }
        self.tokens = tokens
        self.text = text
    }

    /// The columns, each once, in order.
    var columns: [String] {
        var columns: [String] = []
        for case .column(let name) in tokens where !columns.contains(name) { columns.append(name) }
        return columns
    }

    /// Whether the condition only says whether something is there.
    var isAboutNull: Bool {
        text.wholeMatch(of: /\s*\w+\s+IS\s+(NOT\s+)?NULL\s*/.ignoresCase()) != nil
    }

    /// The column of `column >= 0` or `column > 0`.
    var atLeastZero: String? {
        guard case .comparison(let left, ">=", "0")? = parts.first, parts.count == 1 else {
            return nil
        }
        return left
    }

    /// The column of `column > 0` or `column >= 1`.
    var isPositive: String? {
        text.wholeMatch(of: /\s*([a-z_]\w*)\s*(>\s*0|>=\s*1)\s*/).map { String($0.1) }
    }

    /// The columns of `UNIQUE(column, …)`.
    static func uniqueColumns(of condition: String) -> [String]? {
        guard let match = condition.wholeMatch(of: /\s*UNIQUE\s*\(([\w\s,]+)\)\s*/.ignoresCase())
        else { return nil }
        let columns = match.1.split(separator: ",").map {
            String($0.filter { !$0.isWhitespace })
        }
        return columns.allSatisfy { !$0.isEmpty } ? columns : nil
    }

    // MARK: Carrying over

    /// The condition over other names, when each of its columns has one.
    func carried(by rename: (String) -> String?) -> String? {
        var result = ""
        var hasColumn = false
        var previous = ""
        for token in tokens {
            let word: String
            switch token {
            case .column(let name):
                guard let renamed = rename(name) else { return nil }
                word = renamed
                hasColumn = true
            case .other(let text): word = text
            }
            let isTight = result.isEmpty || previous == "(" || word == ")" || word == ","
            result += isTight ? word : " \(word)"
            previous = word
        }
        return hasColumn ? result : nil
    }

    /// The condition over sums of the columns, when it survives summing and each column has a sum.
    func summed(by rename: (String) -> String?) -> String? {
        let parts = self.parts
        guard !parts.isEmpty else { return nil }
        var texts: [String] = []
        for part in parts {
            switch part {
            case .comparison(let left, let sign, let right):
                guard let left = rename(left) else { return nil }
                if right == "0" {
                    texts.append("\(left) \(sign) 0")
                } else {
                    guard let right = rename(right) else { return nil }
                    texts.append("\(left) \(sign) \(right)")
                }
            case .dependence(let cause, let effect):
                guard let cause = rename(cause), let effect = rename(effect) else { return nil }
                texts.append("(\(cause) > 0 OR \(effect) = 0)")
            }
        }
        return texts.joined(separator: " AND ")
    }

    private enum Part {
        /// `a >= b`, `a <= b` or `a >= 0`.
        case comparison(String, String, String)

        /// `a > 0 OR b = 0`: there is some of the second only where there is some of the first.
        case dependence(String, String)
    }

    /// The conjuncts, when all of them survive summing; else none.
    ///
    /// Strictness does not survive: a sum over no rows is zero.
    private var parts: [Part] {
        let pieces = text.split(separator: /\s+AND\s+/.ignoresCase())
        var parts: [Part] = []
        for piece in pieces {
            let comparison = /\s*([a-z_]\w*)\s*(>=|<=|>|<)\s*(0|[a-z_]\w*)\s*/
            let dependence = /\s*\(\s*([a-z_]\w*)\s*>\s*0\s+OR\s+([a-z_]\w*)\s*=\s*0\s*\)\s*/
            if let match = piece.wholeMatch(of: comparison) {
                let sign = match.2.hasPrefix(">") ? ">=" : "<="
                parts.append(.comparison(String(match.1), sign, String(match.3)))
            } else if let match = piece.wholeMatch(of: dependence.ignoresCase()) {
                parts.append(.dependence(String(match.1), String(match.2)))
            } else {
                return []
            }
        }
        return parts
    }
}
