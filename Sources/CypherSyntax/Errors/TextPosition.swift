/// A place in a text as people count it.
public struct TextPosition: Hashable, Sendable {
    /// The line, from 1; lines end at `\n`, `\r\n` or `\r`.
    public var line: Int

    /// The column in characters (grapheme clusters), from 1.
    public var column: Int

    /// The place of the byte at `offset`; an offset past the end counts as the end.
    ///
    /// - Parameters:
    ///   - offset: A UTF-8 offset, as in a `SourceSpan`.
    ///   - text: The text.
    /// - Complexity: O(offset).
    public init(ofByte offset: Int, in text: String) {
        let lines = TextLines(upTo: offset, in: text)
        line = lines.number
        column = lines.before.count + 1
    }
}

/// The line around a byte of a text.
struct TextLines {
    /// The line's number, from 1.
    var number = 1
    /// The part of the line before the byte.
    var before: Substring
    /// The part from the byte to the end of the line.
    var after: Substring

    init(upTo offset: Int, in text: String) {
        let utf8 = text.utf8
        let place =
            utf8.index(utf8.startIndex, offsetBy: max(0, offset), limitedBy: utf8.endIndex)
            ?? utf8.endIndex
        var start = utf8.startIndex
        var index = utf8.startIndex
        while index < place {
            let byte = utf8[index]
            let next = utf8.index(after: index)
            let isPair = byte == 0x0D && next < utf8.endIndex && utf8[next] == 0x0A
            if byte == 0x0A || (byte == 0x0D && !isPair) {
                number += 1
                start = next
            }
            index = next
        }
        let end = utf8[place...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? utf8.endIndex
        before = Substring(utf8[start..<place])
        after = Substring(utf8[place..<end])
    }
}

/// One source line with carets under a span.
struct SourceExcerpt {
    /// Where the span starts.
    let position: TextPosition
    /// The line, cut to a readable width, with control characters made visible as spaces.
    let line: String
    /// Spaces and carets, to be shown under `line`.
    let carets: String

    private static let widthBefore = 60
    private static let widthAfter = 60

    init(of span: SourceSpan, in text: String) {
        let lines = TextLines(upTo: span.start, in: text)
        position = TextPosition(ofByte: span.start, in: text)
        let isCutBefore = lines.before.count > Self.widthBefore
        let shownBefore = (isCutBefore ? "…" : "") + String(lines.before.suffix(Self.widthBefore))
        let isCutAfter = lines.after.count > Self.widthAfter
        let shownAfter = String(lines.after.prefix(Self.widthAfter)) + (isCutAfter ? "…" : "")
        line = Self.visible(shownBefore + shownAfter)
        let marked = Substring(lines.after.utf8.prefix(span.end - span.start)).count
        let width = max(1, min(marked, Self.widthAfter))
        carets =
            String(repeating: " ", count: shownBefore.count) + String(repeating: "^", count: width)
    }

    private static func visible(_ text: String) -> String {
        String(text.map { $0.unicodeScalars.first.map { $0.value < 0x20 } == true ? " " : $0 })
    }
}
