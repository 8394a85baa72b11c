import TestSupport

/// Changes texts token by token, with pieces of others.
struct Mutator {
    var random: SeededGenerator

    /// A text made from one or two others.
    mutating func mutated(_ corpus: [String]) -> String {
        var tokens = Self.tokens(of: pick(corpus) ?? "RETURN 1")
        for _ in 0...int(4) { change(&tokens, corpus) }
        if tokens.count > 2_000 { tokens.removeLast(tokens.count - 2_000) }
        return tokens.joined()
    }

    private mutating func change(_ tokens: inout [String], _ corpus: [String]) {
        let start = int(tokens.count + 1)
        let end = min(tokens.count, start + int(8))
        switch int(11) {
        case 0: tokens.removeSubrange(start..<end)
        case 1: tokens.insert(contentsOf: tokens[start..<end], at: start)
        case 2:
            let other = Self.tokens(of: pick(corpus) ?? "")
            let from = int(other.count + 1)
            let to = min(other.count, from + int(20))
            tokens.replaceSubrange(start..<end, with: other[from..<to])
        case 3: tokens.insert(" " + (pick(Self.words) ?? "") + " ", at: start)
        case 4:
            if start < tokens.count { tokens[start] = pick(Self.values) ?? "" }
        case 5:
            let (open, close) = pick(Self.brackets) ?? ("(", ")")
            let count = chance(20) ? int(1_500) : 1 + int(3)
            tokens.insert(String(repeating: close, count: count), at: end)
            tokens.insert(String(repeating: open, count: count), at: start)
        case 6:
            let part = tokens[start..<end].joined()
            let count = chance(20) ? int(300) : int(4)
            tokens.insert(String(repeating: part, count: count), at: start)
        case 7: tokens += [" ", pick(Self.joints) ?? "", " "] + Self.tokens(of: pick(corpus) ?? "")
        case 8:
            if start < tokens.count, end > start { tokens.swapAt(start, end - 1) }
        case 9:
            if start < tokens.count { tokens[start] = mangled(tokens[start]) }
        default:
            if start < tokens.count, let value = pick(Self.functions) {
                tokens[start] = value + "(" + tokens[start] + ")"
            }
        }
    }

    private mutating func mangled(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let place = int(bytes.count + 1)
        if chance(2) || place == bytes.count {
            bytes.insert(UInt8(truncatingIfNeeded: int(256)), at: place)
        } else {
            bytes.remove(at: place)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Words, numbers, strings, spaces and single signs.
    private static func tokens(of text: String) -> [String] {
        var result: [String] = []
        var current: [UInt8] = []
        var quote: UInt8?
        func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
                true
            default: false
            }
        }
        func close() {
            if !current.isEmpty { result.append(String(decoding: current, as: UTF8.self)) }
            current = []
        }
        for byte in text.utf8 {
            if let open = quote {
                current.append(byte)
                if byte == open {
                    quote = nil
                    close()
                }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                close()
                current = [byte]
                quote = byte
            } else if isWord(byte) {
                current.append(byte)
            } else {
                close()
                result.append(String(decoding: [byte], as: UTF8.self))
            }
        }
        close()
        return result
    }

    // MARK: Drawing

    private mutating func int(_ bound: Int) -> Int {
        Int.random(in: 0..<max(1, bound), using: &random)
    }

    private mutating func chance(_ n: Int) -> Bool { int(n) == 0 }

    private mutating func pick<Element>(_ options: [Element]) -> Element? {
        options.randomElement(using: &random)
    }

    // MARK: Material

    private static let words = [
        "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "AS", "ORDER BY", "SKIP",
        "LIMIT", "DISTINCT", "UNION", "UNION ALL", "CREATE", "MERGE", "ON CREATE SET", "SET",
        "REMOVE", "DELETE", "DETACH DELETE", "CALL", "YIELD", "FOREACH", "AND", "OR", "XOR", "NOT",
        "IN", "IS NULL", "IS NOT NULL", "CONTAINS", "STARTS WITH", "ENDS WITH", "=~", "CASE",
        "WHEN", "THEN", "ELSE", "END", "EXISTS {", "COUNT {", "COLLECT {", "}", "EXPLAIN",
        "PROFILE", "-->", "<--", "--", "-[*]-", "-[*0..]->", "-[r:R*1..2]->", "()", "(n)", "|",
        "..",
        "null", "shortestPath(", "allShortestPaths(", "[x IN", "all(x IN", "reduce(a = 0, x IN",
        "DESC", ":: INTEGER", "{1,3}", "+", "*", "WHERE true", "%", "!", "&",
    ]

    private static let values = [
        "0", "-1", "1", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "1e308", "1e309", "5e-324", "NaN", "INF", "-0.0", "0x7fffffffffffffff", "0o17", "''",
        "'a'", "'\\u0000'", "'\u{1F600}'", "'\u{301}'", "'(a+)+$'", "[]", "[null]", "{}", "{a: 1}",
        "$a", "$list", "$map", "$missing", "true", "null", "[1, [2, [3]]]", "range(1, 1000)",
        "range(0, 9223372036854775807, 9223372036854775807)", "date()", "datetime()", "time()",
        "duration('P1Y2M3DT4H')", "duration({days: 1e18})", "date('+999999999-12-31')",
        "localdatetime('2020-01-01T00:00')", "n", "a", "r", "p", "*", "count(*)", "rand()",
    ]

    private static let functions = [
        "size", "toString", "toInteger", "toFloat", "toBoolean", "head", "last", "tail", "reverse",
        "keys", "labels", "type", "id", "elementId", "properties", "nodes", "relationships",
        "length", "startNode", "endNode", "abs", "ceil", "floor", "round", "sign", "sqrt", "exp",
        "log", "sin", "date", "time", "datetime", "localtime", "localdatetime", "duration",
        "collect", "count", "sum", "avg", "min", "max", "stDev", "coalesce", "exists", "toUpper",
        "trim", "char_length", "isEmpty", "toStringList", "date.truncate", "point", "isNaN",
    ]

    private static let brackets = [
        ("(", ")"), ("[", "]"), ("{a: ", "}"), ("NOT (", ")"), ("-(", ")"), ("size([", "])"),
        ("CASE WHEN true THEN ", " END"), ("[x IN [1] | ", "]"), ("CALL { ", " }"),
        ("EXISTS { ", " }"), ("COUNT { ", " }"), ("CALL { WITH * ", " }"), ("coalesce(", ")"),
    ]

    private static let joints = [
        "UNION", "UNION ALL", "WITH *", "WITH 1 AS one", ";", "AND", "+", ",",
    ]
}
