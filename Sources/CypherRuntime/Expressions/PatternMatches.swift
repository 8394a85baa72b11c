import CypherSyntax
import Foundation

/// The regular expressions of one execution: compiled once, answers kept for each interned text.
final class PatternMatches {
    private var source: String?
    private var expression: NSRegularExpression?
    private var answers: [UInt32: Bool] = [:]

    /// The answer for an interned text, if it was asked before with the same pattern.
    func known(_ pattern: String, _ code: UInt32) -> Bool? {
        pattern == source ? answers[code] : nil
    }

    /// Keeps an answer for the pattern tested last.
    func remember(_ pattern: String, _ code: UInt32, _ answer: Bool) {
        if pattern == source { answers[code] = answer }
    }

    /// Whether all of a text matches.
    ///
    /// - Throws: an argument error when the pattern is not a regular expression.
    func test(
        _ text: String, _ pattern: String, _ span: SourceSpan?
    ) throws(CypherError) -> Bool {
        if source != pattern {
            answers = [:]
            source = pattern
            expression = try? NSRegularExpression(pattern: "^(?:\(pattern))$", options: [])
            if expression != nil {
                expression = try? NSRegularExpression(pattern: "\\A(?:\(pattern))\\z", options: [])
            }
        }
        guard let expression else { throw .invalidRegularExpression(span) }
        let range = NSRange(location: 0, length: text.utf16.count)
        return expression.firstMatch(in: text, options: [], range: range) != nil
    }
}
