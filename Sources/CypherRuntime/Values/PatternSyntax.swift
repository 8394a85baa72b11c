import CypherSyntax

/// A regular expression in Java's syntax, put into that of PCRE2.
///
/// Most is the same. These differ and are translated:
///
///     \uXXXX             as \x{XXXX}
///     (?u) (?d) (?U)     Unicode case and lines are always on; U switches to Unicode classes
///     \p{Alpha} …        the POSIX names, also \p{IsAlphabetic}, \p{javaLowerCase} and such
///     [a-z&&[^aeiou]]    intersections, and classes within classes
///
/// PCRE2's own verbs, such as `(*LIMIT_MATCH=…)`, are refused; Java has none.
struct PatternSyntax {
    /// The pattern for PCRE2.
    private(set) var text = ""
    /// Whether `\w`, `\d`, `\b` and the like are meant for all of Unicode.
    private(set) var usesUnicodeClasses = false

    private let source: [Character]
    private var index = 0
    /// For each piece of the result that was begun: its bytes before, and its place in the source.
    private var places: [(byte: Int, index: Int)] = []
    private static let deepestClass = 50

    /// Translates a pattern.
    ///
    /// - Throws: a syntax error at run time for what Java has not.
    init(translating pattern: String) throws(CypherError) {
        source = Array(pattern)
        guard source.contains(where: { $0 == "(" || $0 == "[" || $0 == "\\" }) else {
            text = pattern
            return
        }
        while let next = peek() {
            places.append((text.utf8.count, index))
            switch next {
            case "\\": text += escape(inClass: false)
            case "[": text += try characterClass(depth: 0)
            case "(": try group()
            default:
                text.append(next)
                index += 1
            }
        }
        places.append((text.utf8.count, index))
    }

    /// The character of the source, from 1, that a byte of the result comes from.
    func position(ofByte byte: Int) -> Int {
        guard let place = places.last(where: { $0.byte <= byte }) else { return byte + 1 }
        return min(place.index + 1, source.count + 1)
    }

    private func peek(_ ahead: Int = 0) -> Character? {
        index + ahead < source.count ? source[index + ahead] : nil
    }

    private func startsWith(_ part: String) -> Bool {
        source[index...].starts(with: part)
    }

    // MARK: Groups

    private mutating func group() throws(CypherError) {
        index += 1
        if peek() == "*" {
            throw .invalidPattern("quantifier does not follow a repeatable item", at: index + 1)
        }
        text += "("
        guard peek() == "?" else { return }
        // Flags, up to their end: (?iu-s) or (?iu-s:
        var end = index + 1
        while end < source.count, source[end].isASCII, source[end].isLetter || source[end] == "-" {
            end += 1
        }
        guard end < source.count, source[end] == ")" || source[end] == ":", end > index + 1,
            !(source[index + 1] == "P" || source[index + 1] == "R" || source[index + 1] == "C")
        else { return }
        var flags = source[index + 1..<end]
        if flags.prefix(while: { $0 != "-" }).contains("U") { usesUnicodeClasses = true }
        flags.removeAll { "udU".contains($0) }
        if flags.last == "-" { flags.removeLast() }
        text += "?" + String(flags)
        index = end
    }

    // MARK: Escapes

    /// Takes an escape and answers what stands for it.
    private mutating func escape(inClass: Bool) -> String {
        guard let letter = peek(1) else {
            index += 1
            return "\\"
        }
        switch letter {
        case "Q":
            let start = index
            while index < source.count, !startsWith("\\E") { index += 1 }
            index = min(index + 2, source.count)
            return String(source[start..<index])
        case "u":
            let digits = source[(index + 2)...].prefix(4)
            guard digits.count == 4, digits.allSatisfy(\.isHexDigit) else { break }
            index += 6
            return "\\x{\(String(digits))}"
        case "p", "P":
            guard let name = propertyName() else { break }
            index += name.length
            return Self.property(name.text, isNegated: letter == "P", inClass: inClass)
        default: break
        }
        index += 2
        return "\\\(letter)"
    }

    /// The name in `\p{name}`, and the length of all of it.
    private func propertyName() -> (text: String, length: Int)? {
        guard peek(2) == "{", let end = source[index...].firstIndex(of: "}") else { return nil }
        return (String(source[(index + 3)..<end]), end - index + 1)
    }

    private static let posixNames: [String: String] = [
        "Lower": "lower", "Upper": "upper", "Alpha": "alpha", "Digit": "digit",
        "Alnum": "alnum", "Punct": "punct", "Graph": "graph", "Print": "print",
        "Blank": "blank", "Cntrl": "cntrl", "XDigit": "xdigit", "Space": "space",
    ]

    private static let otherNames: [String: String] = [
        "javaLowerCase": "Ll", "javaUpperCase": "Lu", "javaWhitespace": "Xps",
        "IsAlphabetic": "L", "IsLetter": "L", "IsDigit": "Nd", "IsUppercase": "Lu",
        "IsLowercase": "Ll", "IsPunctuation": "P", "IsWhite_Space": "Xps",
    ]

    private static func property(_ name: String, isNegated: Bool, inClass: Bool) -> String {
        if let posix = posixNames[name] {
            let part = "[:\(isNegated ? "^" : "")\(posix):]"
            return inClass ? part : "[\(part)]"
        }
        let letter = isNegated ? "P" : "p"
        if let other = otherNames[name] { return "\\\(letter){\(other)}" }
        let isPrefixed = name.hasPrefix("Is") && name.count > 2
        return "\\\(letter){\(isPrefixed ? String(name.dropFirst(2)) : name)}"
    }

    // MARK: Classes

    /// Takes a class and answers a class, or a group where classes are nested or intersected.
    ///
    /// - Throws: when classes nest too deeply.
    private mutating func characterClass(depth: Int) throws(CypherError) -> String {
        guard depth < Self.deepestClass else {
            throw .invalidPattern("character classes are nested too deeply", at: index + 1)
        }
        index += 1
        let isNegated = peek() == "^"
        if isNegated { index += 1 }
        // The operands of `&&`; each is plain members and further classes.
        var operands: [(members: String, classes: [String])] = [("", [])]
        var isFirst = true
        while let next = peek(), next != "]" || isFirst {
            let last = operands.count - 1
            if next == "&", peek(1) == "&" {
                index += 2
                operands.append(("", []))
                isFirst = false
                continue
            }
            if next == "[", peek(1) == ":", let end = posixEnd() {
                operands[last].members += String(source[index..<end])
                index = end
            } else if next == "[" {
                operands[last].classes.append(try characterClass(depth: depth + 1))
            } else if next == "\\" {
                operands[last].members += escape(inClass: true)
            } else {
                operands[last].members.append(next)
                index += 1
            }
            isFirst = false
        }
        guard peek() == "]" else {
            // Left open, for PCRE2 to complain about.
            return "[" + (isNegated ? "^" : "") + operands.map(\.members).joined()
        }
        index += 1
        return Self.joined(operands, isNegated: isNegated)
    }

    /// The end of `[:name:]`.
    private func posixEnd() -> Int? {
        var end = index + 2
        while end < source.count, source[end].isLetter || source[end] == "^" { end += 1 }
        guard end + 1 < source.count, source[end] == ":", source[end + 1] == "]" else { return nil }
        return end + 2
    }

    private static func joined(
        _ operands: [(members: String, classes: [String])], isNegated: Bool
    ) -> String {
        if operands.count == 1, operands[0].classes.isEmpty {
            return "[\(isNegated ? "^" : "")\(operands[0].members)]"
        }
        let sets = operands.compactMap { operand -> String? in
            var alternatives = operand.classes
            if !operand.members.isEmpty { alternatives.append("[\(operand.members)]") }
            guard let only = alternatives.first else { return nil }
            return alternatives.count == 1 ? only : "(?:\(alternatives.joined(separator: "|")))"
        }
        guard let last = sets.last else { return "[]" }
        let conditions = sets.dropLast().map { "(?=\($0))" }.joined()
        let all = "(?:\(conditions)\(last))"
        return isNegated ? "(?:(?!\(all))(?s:.))" : all
    }
}
