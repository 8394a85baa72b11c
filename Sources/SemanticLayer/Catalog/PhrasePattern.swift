/// A pattern over the words of a question.
///
/// A pattern is written as words with blanks between them: `which|what columns does? $ have`.
/// `a|b` is either word, `word?` may be missing, `word*` may be missing or repeated, and `$` is one
/// or more words to be looked up. A pattern matches a question as a whole.
struct PhrasePattern: Hashable, Sendable {
    private enum Part: Hashable {
        case word(Set<String>, isOptional: Bool, isRepeated: Bool)
        case subject
    }

    private let parts: [Part]

    init(_ text: String) {
        parts = text.split(separator: " ").map { piece in
            if piece == "$" { return .subject }
            let isOptional = piece.hasSuffix("?") || piece.hasSuffix("*")
            let words = (isOptional ? piece.dropLast() : piece).split(separator: "|")
            return .word(
                Set(words.map(String.init)), isOptional: isOptional,
                isRepeated: piece.hasSuffix("*"))
        }
    }

    /// Finds the subjects in the words of a question.
    ///
    /// - Parameters:
    ///   - words: The words of the question.
    ///   - isSubject: Whether some words may be the subject.
    /// - Returns: The places of the subjects; `nil` where the pattern does not match.
    /// - Complexity: O(words ^ subjects), for at most `longestSubject` words a subject.
    func match(_ words: [String], isSubject: (Range<Int>) -> Bool) -> [Range<Int>]? {
        rest(of: words, from: 0, part: 0, isSubject)
    }

    private static let longestSubject = 8

    private func rest(
        of words: [String], from start: Int, part: Int, _ isSubject: (Range<Int>) -> Bool
    ) -> [Range<Int>]? {
        guard part < parts.count else { return start == words.count ? [] : nil }
        switch parts[part] {
        case .word(let choices, let isOptional, let isRepeated):
            if start < words.count, choices.contains(words[start]) {
                let next = isRepeated ? part : part + 1
                if let found = rest(of: words, from: start + 1, part: next, isSubject) {
                    return found
                }
            }
            return isOptional ? rest(of: words, from: start, part: part + 1, isSubject) : nil
        case .subject:
            let last = min(words.count, start + Self.longestSubject)
            guard start < last else { return nil }
            for end in stride(from: last, to: start, by: -1) {
                guard let found = rest(of: words, from: end, part: part + 1, isSubject),
                    isSubject(start..<end)
                else { continue }
                return [start..<end] + found
            }
            return nil
        }
    }
}
