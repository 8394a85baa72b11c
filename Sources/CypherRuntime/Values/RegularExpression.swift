package import CypherSyntax
import Foundation

/// A regular expression for `=~`, which must match the whole of a text.
///
/// The syntax is ICU's, close to Java's: `(?i)`, `(?s)`, classes, lazy and possessive quantifiers,
/// look-around and back-references. Matching can take exponential time in the length of the text,
/// so it is cut off after a fixed amount of work; compile a constant pattern once.
package struct RegularExpression: Sendable {
    private let expression: NSRegularExpression

    /// The most bytes of a pattern.
    static let longestPattern = 10_000
    /// How long one match may take.
    static let timeLimit: Duration = .milliseconds(500)

    /// Compiles a pattern.
    ///
    /// - Throws: a syntax error at run time when it is not a regular expression.
    package init(_ pattern: String) throws(CypherError) {
        guard pattern.utf8.count <= Self.longestPattern else {
            throw .tooLarge("A regular expression may have at most 10,000 bytes.")
        }
        do {
            // On its own first, so that the group around it cannot make up for a missing bracket.
            if !pattern.isEmpty { _ = try NSRegularExpression(pattern: pattern) }
            expression = try NSRegularExpression(pattern: "\\A(?:\(pattern))\\z")
        } catch {
            throw CypherError(
                .syntaxError, at: .runtime, detail: "InvalidRegularExpression",
                message: "The text is not a regular expression.",
                hint: "Characters such as ( [ * + ? are escaped with a backslash.")
        }
    }

    /// Whether all of a text matches.
    ///
    /// - Throws: a limit error when the match takes more than half a second.
    package func matches(_ text: String) throws(CypherError) -> Bool {
        let range = NSRange(location: 0, length: text.utf16.count)
        let deadline = ContinuousClock.now + Self.timeLimit
        var found = false
        var isExhausted = false
        expression.enumerateMatches(in: text, options: [.reportProgress], range: range) {
            result, flags, stop in
            if result != nil {
                found = true
                stop.pointee = true
            } else if flags.contains(.internalError) || ContinuousClock.now > deadline {
                isExhausted = true
                stop.pointee = true
            }
        }
        if isExhausted, !found {
            throw CypherError(
                .limitExceeded, at: .runtime, detail: "RegularExpressionLimit",
                message: "A regular expression took too long to match.",
                hint: "Nested quantifiers such as (a+)+ are usually the cause.")
        }
        return found
    }
}
