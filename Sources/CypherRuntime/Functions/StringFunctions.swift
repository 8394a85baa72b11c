import CypherPlanning
import CypherSyntax
import Foundation
import PropertyGraph

/// Functions on texts.
///
/// Positions and lengths count Unicode code points. Of null each gives null, but where a text is
/// given, a null length or position is an error.
///
/// Source: Neo4j 5, "String functions".
enum StringFunctions {
    static let all: [FunctionDescriptor] =
        parts + trims + cases + [
            .strict(
                "replace", 3...4, result: .string,
                "The text with every occurrence of a part, or the first so many, replaced."
            ) { (values, context) throws(CypherError) in
                try replace(Arguments("replace", values), context)
            },
            .strict(
                "split", 2...2, result: .list,
                "The parts of a text between separators, empty ones included."
            ) { (values, context) throws(CypherError) in
                try split(Arguments("split", values), context)
            },
            .strict(
                "normalize", 1...2, result: .string,
                "The text in a Unicode normal form, NFC unless another is named."
            ) { (values, _) throws(CypherError) in
                try normalize(Arguments("normalize", values))
            },
            predicate("startsWith", "Whether a text begins with another.", .startsWith),
            predicate("endsWith", "Whether a text ends with another.", .endsWith),
            predicate("contains", "Whether a text has another as a part.", .contains),
        ]

    private static let parts: [FunctionDescriptor] = [
        .lenient("left", 2...2, result: .string, "The first so many characters.") {
            (values, _) throws(CypherError) in
            let arguments = Arguments("left", values)
            if values[0].isNull { return .null }
            let text = try arguments.string(0)
            return .string(String(text.unicodeScalars.prefix(try arguments.length(1))))
        },
        .lenient("right", 2...2, result: .string, "The last so many characters.") {
            (values, _) throws(CypherError) in
            let arguments = Arguments("right", values)
            if values[0].isNull { return .null }
            let text = try arguments.string(0)
            return .string(String(text.unicodeScalars.suffix(try arguments.length(1))))
        },
        .lenient(
            "substring", 2...3, result: .string,
            "The characters from a position on, counted from 0, at most so many."
        ) { (values, _) throws(CypherError) in
            let arguments = Arguments("substring", values)
            if values[0].isNull { return .null }
            let rest = try arguments.string(0).unicodeScalars
                .dropFirst(try arguments.length(1))
            guard values.count > 2 else { return .string(String(rest)) }
            return .string(String(rest.prefix(try arguments.length(2))))
        },
    ]

    private static let cases: [FunctionDescriptor] = [
        .strict("toUpper", 1...1, result: .string, "The text in capital letters.") {
            (values, _) throws(CypherError) in
            .string(try Arguments("toUpper", values).string(0).uppercased())
        },
        .strict("toLower", 1...1, result: .string, "The text in small letters.") {
            (values, _) throws(CypherError) in
            .string(try Arguments("toLower", values).string(0).lowercased())
        },
    ]

    private static let trims: [FunctionDescriptor] = [
        trim(
            "trim", "The text without white space, or given characters, at both ends.", true, true),
        trim(
            "btrim", "The text without white space, or given characters, at both ends.", true, true),
        trim(
            "ltrim", "The text without white space, or given characters, at its start.", true, false
        ),
        trim(
            "rtrim", "The text without white space, or given characters, at its end.", false, true),
    ]

    private static func trim(
        _ name: String,
        _ summary: String,
        _ atStart: Bool,
        _ atEnd: Bool
    ) -> FunctionDescriptor {
        .strict(name, 1...2, result: .string, summary) { (values, _) throws(CypherError) in
            let arguments = Arguments(name, values)
            let text = try arguments.string(0)
            let unwanted =
                values.count > 1 ? Set(try arguments.string(1).unicodeScalars) : nil
            func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
                unwanted?.contains(scalar) ?? scalar.properties.isWhitespace
            }
            var rest = text.unicodeScalars[...]
            if atStart { rest = rest.drop(while: isUnwanted) }
            if atEnd {
                while let last = rest.last, isUnwanted(last) { rest.removeLast() }
            }
            return .string(String(rest))
        }
    }

    private static func predicate(
        _ name: String,
        _ summary: String,
        _ predicate: StringPredicate
    ) -> FunctionDescriptor {
        .strict(name, 2...2, result: .boolean, summary) { (values, _) throws(CypherError) in
            try TextPredicates.apply(predicate, values[0], values[1]).map(Value.boolean) ?? .null
        }
    }
}

extension StringFunctions {
    private static func replace(
        _ arguments: Arguments,
        _ context: FunctionContext
    ) throws(CypherError) -> Value {
        let text = Array(try arguments.string(0).utf8)
        let search = Array(try arguments.string(1).utf8)
        let replacement = Array(try arguments.string(2).utf8)
        let limit = arguments.values.count > 3 ? try arguments.length(3) : Int.max
        guard !search.isEmpty else { return arguments.values[0] }
        var result: [UInt8] = []
        var (position, count) = (0, 0)
        while count < limit, let place = offset(of: search, in: text, from: position) {
            result += text[position..<place]
            result += replacement
            position = place + search.count
            count += 1
            guard result.count <= context.environment.maximumListLength else {
                throw .tooLarge("The function replace() would make too long a text.")
            }
        }
        return .string(String(decoding: result + text[position...], as: UTF8.self))
    }

    /// Where some bytes occur first among others, from a place on.
    private static func offset(
        of part: [UInt8], in text: [UInt8], from start: Int
    ) -> Int? {
        text.withUnsafeBufferPointer { text in
            part.withUnsafeBufferPointer { part in
                UnsafeBufferPointer(rebasing: text[start...]).firstOccurrence(of: part)
            }
        }.map { start + $0 }
    }

    private static func split(
        _ arguments: Arguments,
        _ context: FunctionContext
    ) throws(CypherError) -> Value {
        let text = try arguments.string(0)
        var separators: [String] = []
        if case .list(let elements) = arguments.values[1] {
            for element in elements {
                guard case .string(let separator) = element else {
                    throw arguments.mismatch(1, wants: "a string or a list of strings")
                }
                separators.append(separator)
            }
        } else {
            separators = [try arguments.string(1)]
        }
        let limit = context.environment.maximumListLength
        if separators.contains(""), !text.isEmpty {
            guard text.unicodeScalars.count <= limit else { throw .tooManyPieces(limit) }
            return .list(text.unicodeScalars.map { .string(String($0)) })
        }
        let pieces = try pieces(of: text, between: separators, atMost: limit)
        return .list(pieces.map(Value.string))
    }

    /// The pieces of a text between separators, of which the nearest counts.
    ///
    /// - Complexity: O(*n* · *s*) for *n* bytes and *s* separators.
    private static func pieces(
        of text: String, between separators: [String], atMost limit: Int
    ) throws(CypherError) -> [String] {
        let bytes = Array(text.utf8)
        // Where each separator occurs next; it goes when it occurs no more.
        var next: [(separator: [UInt8], place: Int)] = separators.compactMap { separator in
            let separator = Array(separator.utf8)
            if separator.isEmpty { return nil }
            return offset(of: separator, in: bytes, from: 0).map { (separator, $0) }
        }
        var result: [String] = []
        var position = 0
        while let nearest = next.min(by: { $0.place < $1.place }) {
            guard result.count < limit else { throw .tooManyPieces(limit) }
            result.append(String(decoding: bytes[position..<nearest.place], as: UTF8.self))
            position = nearest.place + nearest.separator.count
            for index in next.indices.reversed() where next[index].place < position {
                if let place = offset(of: next[index].separator, in: bytes, from: position) {
                    next[index].place = place
                } else {
                    next.remove(at: index)
                }
            }
        }
        result.append(String(decoding: bytes[position...], as: UTF8.self))
        return result
    }

    private static func normalize(_ arguments: Arguments) throws(CypherError) -> Value {
        let text = try arguments.string(0)
        let form = arguments.values.count > 1 ? try arguments.string(1) : "NFC"
        switch form.uppercased() {
        case "NFC": return .string(text.precomposedStringWithCanonicalMapping)
        case "NFD": return .string(text.decomposedStringWithCanonicalMapping)
        case "NFKC": return .string(text.precomposedStringWithCompatibilityMapping)
        case "NFKD": return .string(text.decomposedStringWithCompatibilityMapping)
        default:
            throw .invalidArgument(
                "The text names no normal form.", hint: "Forms are NFC, NFD, NFKC and NFKD.")
        }
    }
}

extension CypherError {
    fileprivate static func tooManyPieces(_ limit: Int) -> CypherError {
        .tooLarge("The function split() would make more than \(limit) pieces.")
    }
}
