/// A definition inside a question: "the loss ratio of each policy, which is losses / premium".
///
/// The glossary says what a metric is; what the question says of it would be read as more outputs.
enum QuestionDefinition {
    private static let openings = [
        ["which", "is"], ["which", "are"], ["that", "is"], ["where", "it", "is"],
        ["defined", "as"], ["calculated", "as"], ["computed", "as"], ["i", "e"],
        ["meaning"], ["being"], ["which", "equals"], ["as", "in"],
    ]
    private static let signs: Set<String> = [
        "/", "+", "*", "divided", "minus", "plus", "sum", "ratio", "difference", "quotient",
    ]
    private static let endings = [
        ["by"], ["per"], ["for", "each"], ["of", "each"], ["for", "every"], ["grouped", "by"],
        ["?"], ["sorted", "by"], ["ordered", "by"],
    ]

    /// The question without the definition of a metric named before it.
    static func trimmed(_ question: String, isMetric: ([String]) -> Bool) -> String {
        guard let found = find(in: question, isMetric), found.isOfMetric else { return question }
        let bytes = Array(question.utf8)
        guard found.span.upperBound <= bytes.count else { return question }
        return String(decoding: bytes[..<found.span.lowerBound], as: UTF8.self)
            + String(decoding: bytes[found.span.upperBound...], as: UTF8.self)
    }

    /// Whether the question defines a number that the glossary does not have.
    static func definesUnknown(_ question: String, isMetric: ([String]) -> Bool) -> Bool {
        find(in: question, isMetric).map { !$0.isOfMetric } ?? false
    }

    /// The first definition, and whether it is one of a metric named before it.
    private static func find(
        in question: String, _ isMetric: ([String]) -> Bool
    ) -> (span: Range<Int>, isOfMetric: Bool)? {
        let tokens = Tokenizer.tokens(of: question)
        for start in tokens.indices {
            guard let length = opening(tokens, start) else { continue }
            var end = start + length
            var hasSign = false
            while end < tokens.count {
                let isEnding =
                    tokens[end - 1].text != "divided"
                    && endings.contains { starts(tokens, end, with: $0) }
                if isEnding { break }
                if signs.contains(tokens[end].text) { hasSign = true }
                end += 1
            }
            guard hasSign else { continue }
            let from = tokens[start].span.lowerBound
            let to = end < tokens.count ? tokens[end].span.lowerBound : question.utf8.count
            guard from <= to else { continue }
            return (from..<to, hasMetric(tokens[..<start], isMetric))
        }
        return nil
    }

    /// How many tokens open a definition there: "which is", "where loss is".
    private static func opening(_ tokens: [Token], _ start: Int) -> Int? {
        if let known = openings.first(where: { starts(tokens, start, with: $0) }) {
            return known.count
        }
        guard tokens[start].text == "where" else { return nil }
        for end in start + 2..<start + 6 where end < tokens.count {
            if ["is", "are", "="].contains(tokens[end].text) { return end - start + 1 }
        }
        return nil
    }

    private static func starts(_ tokens: [Token], _ index: Int, with words: [String]) -> Bool {
        guard index + words.count <= tokens.count else { return false }
        return zip(tokens[index...], words).allSatisfy { $0.text == $1 }
    }

    private static func hasMetric(
        _ tokens: ArraySlice<Token>, _ isMetric: ([String]) -> Bool
    ) -> Bool {
        let stems = ConceptSet.stems(of: tokens.map(\.text).joined(separator: " "), limit: 200)
        for start in stems.indices {
            for end in stems[start...].indices.prefix(6)
            where isMetric(Array(stems[start...end])) {
                return true
            }
        }
        return false
    }
}

/// Numbers and codes with hyphens in a question, which are one value each: `HO-5001`.
enum QuestionCodes {
    /// The question with quotes around its codes, so that they are not taken apart.
    static func quoted(_ question: String) -> String {
        var result = ""
        var word = ""
        var isQuoted = false
        func flush() {
            result += isCode(word) && !isQuoted ? "'\(word)'" : word
            word = ""
        }
        for character in question {
            if character.isLetter || character.isNumber || character == "-" || character == "_" {
                word.append(character)
                continue
            }
            flush()
            if character == "'" || character == "\"" {
                // An apostrophe inside a word opens nothing.
                let isInside = result.last?.isLetter == true && !isQuoted
                if !isInside { isQuoted.toggle() }
            }
            result.append(character)
        }
        flush()
        return result
    }

    /// Whether a word is a code: letters and digits with a hyphen or underscore between.
    private static func isCode(_ word: String) -> Bool {
        let hasSign = word.dropFirst().dropLast().contains { $0 == "-" || $0 == "_" }
        return hasSign && word.contains(where: \.isNumber) && word.contains(where: \.isLetter)
            && !word.contains(where: \.isLowercase)
    }
}
