/// A mistake in the text of a condition, expression or formula.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    public var message: String
    /// Where, in UTF-8 bytes from the start of the text.
    public var offset: Int

    public init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }

    public var description: String { "\(message) (at byte \(offset))" }
}

/// A token of the small expression language, with its place in the text.
struct ExpressionToken: Hashable {
    enum Kind: Hashable {
        case identifier(String)
        case number(String)
        case string(String)
        case symbol(String)
        case end
    }

    var kind: Kind
    var offset: Int
}

/// Cuts the text of a condition, expression or formula into tokens.
struct ExpressionLexer {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    static func tokens(of text: String) throws(ExpressionError) -> [ExpressionToken] {
        guard text.utf8.count <= 10_000 else {
            throw ExpressionError("The text is longer than 10,000 bytes", at: 10_000)
        }
        var lexer = ExpressionLexer(text)
        var tokens: [ExpressionToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
            // Each token may deepen the tree, and trees are walked recursively.
            guard tokens.count <= 600 else {
                throw ExpressionError("The text has more than 600 parts", at: token.offset)
            }
        }
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        let index = position + offset
        return index < bytes.count ? bytes[index] : nil
    }

    private mutating func next() throws(ExpressionError) -> ExpressionToken {
        while let byte = byte(), byte == 32 || (9...13).contains(byte) { position += 1 }
        let start = position
        guard let first = byte() else { return ExpressionToken(kind: .end, offset: start) }
        if Self.isLetter(first) { return ExpressionToken(kind: identifier(), offset: start) }
        if Self.isDigit(first) || (first == 46 && byte(1).map(Self.isDigit) == true) {
            return ExpressionToken(kind: number(), offset: start)
        }
        if first == 39 {
            return ExpressionToken(kind: .string(try quoted(39, from: start)), offset: start)
        }
        if first == 34 {
            return ExpressionToken(kind: .identifier(try quoted(34, from: start)), offset: start)
        }
        return ExpressionToken(kind: .symbol(try symbol(first)), offset: start)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func identifier() -> ExpressionToken.Kind {
        let start = position
        while let next = byte() {
            let isInside = Self.isLetter(next) || Self.isDigit(next)
            // A dot belongs to the name when a name follows: `orders.status`.
            let isDot = next == 46 && byte(1).map(Self.isLetter) == true
            guard isInside || isDot else { break }
            position += 1
        }
        return .identifier(text(from: start))
    }

    private mutating func number() -> ExpressionToken.Kind {
        let start = position
        var hasDot = false
        while let next = byte(), Self.isDigit(next) || (next == 46 && !hasDot) {
            if next == 46 { hasDot = true }
            position += 1
        }
        var digits = text(from: start)
        if digits.hasPrefix(".") { digits = "0" + digits }
        if digits.hasSuffix(".") { digits += "0" }
        return .number(digits)
    }

    private mutating func quoted(
        _ quote: UInt8,
        from start: Int
    ) throws(ExpressionError) -> String {
        position += 1
        var content: [UInt8] = []
        while let next = byte() {
            position += 1
            if next == quote {
                guard byte() == quote else { return String(decoding: content, as: UTF8.self) }
                position += 1
            }
            content.append(next)
        }
        throw ExpressionError("The quote is never closed", at: start)
    }

    private mutating func symbol(_ first: UInt8) throws(ExpressionError) -> String {
        let scalar = String(UnicodeScalar(first))
        if let second = byte(1) {
            let pair = scalar + String(UnicodeScalar(second))
            if ["<=", ">=", "<>", "!=", "==", "||"].contains(pair) {
                position += 2
                return pair
            }
        }
        guard "+-*/(),=<>".contains(scalar) else {
            throw ExpressionError("`\(scalar)` has no meaning here", at: position)
        }
        position += 1
        return scalar
    }
}
