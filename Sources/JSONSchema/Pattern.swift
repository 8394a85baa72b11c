internal import Foundation

/// A regular expression of a schema, which may match anywhere in a text.
struct Pattern {
    private let expression: NSRegularExpression

    init(_ pattern: String) throws(SchemaError) {
        do {
            expression = try NSRegularExpression(pattern: Self.translated(pattern))
        } catch {
            throw SchemaError(reason: "The pattern `\(pattern)` is malformed.")
        }
    }

    func matches(_ text: String) -> Bool {
        let range = NSRange(text.startIndex..., in: text)
        return expression.firstMatch(in: text, range: range) != nil
    }

    /// ECMA-262 gives `\d`, `\w` and `$` their ASCII and end-of-text meanings; ICU does not.
    private static func translated(_ pattern: String) -> String {
        var translated = ""
        var isInClass = false
        var characters = pattern[...]
        while let character = characters.popFirst() {
            switch character {
            case "\\":
                guard let escaped = characters.popFirst() else { return pattern }
                switch escaped {
                case "d": translated += isInClass ? "0-9" : "[0-9]"
                case "D" where !isInClass: translated += "[^0-9]"
                case "w": translated += isInClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]"
                case "W" where !isInClass: translated += "[^A-Za-z0-9_]"
                default: translated += "\\\(escaped)"
                }
            case "[" where !isInClass:
                isInClass = true
                translated += "["
            case "[": translated += "\\["
            case "]":
                isInClass = false
                translated += "]"
            case "$" where !isInClass: translated += "(?!\\n)\\z"
            default: translated.append(character)
            }
        }
        return translated
    }
}
