/// How text looks in a terminal: how wide it is, and what must not reach it.
///
/// Source: Unicode Standard Annex #11 (East Asian Width), with wide and full-width as two columns.
enum DisplayText {
    /// The number of columns that a text takes.
    static func width(of text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    /// The longest beginning of a text that takes at most so many columns.
    static func prefix(of text: String, columns: Int) -> Substring {
        var rest = columns
        return text.prefix { character in
            rest -= width(of: character)
            return rest >= 0
        }
    }

    /// The text without what a terminal would obey instead of showing: control characters, among
    /// them the escape that begins a command, and marks that turn the direction of writing.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - keepsLines: Whether line ends stay; else they become blanks, as tabs do.
    /// - Returns: The text, with U+FFFD for each such character.
    static func harmless(_ text: String, keepsLines: Bool = false) -> String {
        guard text.utf8.contains(where: { !(0x20...0x7E).contains($0) }) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where keepsLines: shown.append(scalar)
            case "\n", "\t", "\r", "\u{2028}", "\u{2029}": shown.append(" ")
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": shown.append("\u{FFFD}")
            default:
                let isControl = scalar.properties.generalCategory == .control
                shown.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return String(shown)
    }

    private static func width(of character: Character) -> Int {
        guard let base = character.unicodeScalars.first else { return 0 }
        switch base.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let isEmoji =
            base.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
        return isEmoji || wide.contains { $0.contains(base.value) } ? 2 : 1
    }

    /// The blocks whose characters take two columns.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
