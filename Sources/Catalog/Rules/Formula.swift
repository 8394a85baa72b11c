/// What can be said of a term's formula without understanding it in full.
public enum Formula {
    /// The keys of the terms that a formula names, each once, in the order of their appearance.
    ///
    /// A name is a letter or underscore followed by letters, digits and underscores; a name before
    /// an opening parenthesis is a function.
    ///
    /// - Complexity: O(*n*) in the length of the text.
    public static func terms(in formula: String) -> [String] {
        var found: [String] = []
        var rest = Array(formula.utf8)[...]
        while let first = rest.first {
            guard isNameStart(first) else {
                let skipped = isDigit(first) ? rest.prefix(while: isNamePart).count : 1
                rest = rest.dropFirst(skipped)
                continue
            }
            let name = rest.prefix(while: isNamePart)
            rest = rest.dropFirst(name.count)
            let next = rest.first { $0 != UInt8(ascii: " ") }
            let text = String(decoding: name, as: UTF8.self)
            if next != UInt8(ascii: "("), !found.contains(text) { found.append(text) }
        }
        return found
    }

    /// Whether a name of a formula is that of a column, with its table before it or an aggregate
    /// around it, or that of such a table.
    static func isColumn(_ name: String, in formula: String) -> Bool {
        startsWithAggregate(formula) || formula.contains(name + ".") || formula.contains("." + name)
    }

    /// Whether a text computes from aggregates of columns, as in `sum(a) / sum(b)`.
    public static func startsWithAggregate(_ text: String) -> Bool {
        let lower = text.lowercased()
        return ["sum(", "avg(", "count(", "min(", "max("].contains { call in
            lower.firstRange(of: call).map { range in
                range.lowerBound == lower.startIndex
                    || !lower[lower.index(before: range.lowerBound)].isLetter
            } ?? false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || byte >= 0x80
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || isDigit(byte)
    }
}
