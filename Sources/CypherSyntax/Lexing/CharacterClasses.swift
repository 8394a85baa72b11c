/// The character classes of the grammar.
///
/// Source: openCypher 9 grammar, `whitespace`, `IdentifierStart`, `IdentifierPart`, `Dash`,
/// `LeftArrowHead` and `RightArrowHead`.
enum CharacterClass {
    /// Whether the scalar separates tokens.
    static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029,
            0x202F, 0x205F, 0x3000, 0xFEFF:
            true
        default: false
        }
    }

    /// Whether a name may begin with the scalar.
    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return startsName(UInt8(truncatingIfNeeded: scalar.value)) }
        let properties = scalar.properties
        return properties.isIDStart || properties.generalCategory == .connectorPunctuation
    }

    /// Whether a name may go on with the scalar.
    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return continuesName(UInt8(truncatingIfNeeded: scalar.value)) }
        let properties = scalar.properties
        return properties.isIDContinue || properties.generalCategory == .currencySymbol
            || properties.generalCategory == .connectorPunctuation
    }

    /// Whether a name may begin with the ASCII character.
    static func startsName(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte & 0xDF) && byte >= 0x41 || byte == 0x5F
    }

    /// Whether a name may go on with the ASCII character.
    static func continuesName(_ byte: UInt8) -> Bool {
        startsName(byte) || isDigit(byte)
    }

    /// Whether the byte is `0`…`9`.
    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    /// The kind of token a non-ASCII dash or arrow head makes, if it is one.
    static func arrowPart(_ scalar: Unicode.Scalar) -> Token.Kind? {
        switch scalar.value {
        case 0xAD, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: .dash
        case 0x27E8, 0x3008, 0xFE64, 0xFF1C: .arrowheadLeft
        case 0x27E9, 0x3009, 0xFE65, 0xFF1E: .arrowheadRight
        default: nil
        }
    }

    /// Whether `text` is a name that needs no backticks.
    static func isPlainName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, startsName(first) else { return false }
        return scalars.dropFirst().allSatisfy(continuesName)
    }
}
