extension Printer {
    /// A label, relationship type, property key or part of a procedure's name.
    mutating func writeName(_ name: String) {
        write(CharacterClass.isPlainName(name) ? name : Self.quoted(name))
    }

    /// A variable; keywords are quoted, so that no reader has to know which are safe.
    mutating func writeVariable(_ name: String) {
        let letters = Array(name.utf8)
        let keyword = KeywordTable.standard.keyword(in: letters, from: 0, to: letters.count)
        let isSpecial = name == "INF" || name == "Infinity" || name == "NaN"
        let isPlain = keyword == .none && !isSpecial && CharacterClass.isPlainName(name)
        write(isPlain ? name : Self.quoted(name))
    }

    /// A function's name; words that begin something else are quoted.
    mutating func writeFunctionName(_ name: QualifiedName) {
        list(name.parts, separator: ".") { printer, part in
            let letters = Array(part.text.utf8)
            let keyword = KeywordTable.standard.keyword(in: letters, from: 0, to: letters.count)
            let isPlain = CharacterClass.isPlainName(part.text) && !Self.isReserved(keyword)
            let lower = part.text.lowercased()
            let isShortest = lower == "shortestpath" || lower == "allshortestpaths"
            printer.write(isPlain && !isShortest ? part.text : Self.quoted(part.text))
        }
    }

    private static func isReserved(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .match, .optional, .create, .merge, .delete, .detach, .setKeyword, .remove,
            .returnKeyword, .with, .unwind, .whereKeyword, .union, .foreach, .and, .or, .xor, .not,
            .isIn, .isKeyword, .asKeyword, .contains, .starts, .ends, .distinct, .caseKeyword,
            .when, .then, .elseKeyword, .null, .trueKeyword, .falseKeyword, .all, .anyKeyword,
            .noneKeyword, .single, .reduce:
            true
        default: false
        }
    }

    /// `$name`.
    mutating func writeParameter(_ name: String) {
        let isNumber = !name.isEmpty && name.utf8.allSatisfy(CharacterClass.isDigit)
        let isPlain = isNumber || CharacterClass.isPlainName(name)
        write("$" + (isPlain ? name : Self.quoted(name)))
    }

    /// A name between backticks.
    package static func quoted(_ name: String) -> String {
        var result = "`"
        for scalar in name.unicodeScalars {
            if scalar == "`" { result += "`" }
            result.unicodeScalars.append(scalar)
        }
        return result + "`"
    }

    /// A constant.
    mutating func write(_ literal: Literal) {
        switch literal {
        case .null: write("null")
        case .boolean(let value): write(value ? "true" : "false")
        case .integer(let value): write(String(value))
        case .float(let value): write(Self.text(of: value))
        case .string(let value): write(Self.literal(value))
        }
    }

    private static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        guard value.isFinite else { return value < 0 ? "-INF" : "INF" }
        return String(value)
    }

    /// A string between single quotes.
    package static func literal(_ value: String) -> String {
        var result = "'"
        var followsBackslash = false
        for scalar in value.unicodeScalars {
            defer { followsBackslash = scalar == "\\" }
            switch scalar {
            // Neo4j may resolve `\u` before it looks at what stands before the backslash.
            case "u" where followsBackslash: result += "\\u0075"
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let code = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }
}
