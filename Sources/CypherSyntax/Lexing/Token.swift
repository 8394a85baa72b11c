/// One token of a query's text, 16 bytes.
struct Token {
    /// The kinds of token.
    enum Kind: UInt8 {
        case end
        case invalid
        case word
        case quotedName
        case integer
        case float
        case string
        case parenthesisOpen
        case parenthesisClose
        case bracketOpen
        case bracketClose
        case braceOpen
        case braceClose
        case comma
        case semicolon
        case colon
        case doubleColon
        case dot
        case dotDot
        case plus
        case plusEqual
        case minus
        case star
        case slash
        case percent
        case caret
        case equal
        case matches
        case notEqual
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
        case bar
        case doubleBar
        case dollar
        case ampersand
        case exclamation
        /// A dash other than `-`, allowed in relationship patterns only.
        case dash
        /// A left arrow head other than `<`, allowed in relationship patterns only.
        case arrowheadLeft
        /// A right arrow head other than `>`, allowed in relationship patterns only.
        case arrowheadRight
    }

    /// The kind.
    var kind: Kind
    /// The keyword a word spells, or `.none`.
    var keyword: Keyword
    /// The offset of the first byte.
    var start: UInt32
    /// The offset after the last byte.
    var end: UInt32
    /// For an opening bracket, the index of the token that closes it; 0 when nothing does.
    var partner: UInt32 = 0

    /// Where the token stands.
    var span: SourceSpan { SourceSpan(start: Int(start), end: Int(end)) }

    /// Whether the token can be a name: a word, keyword or not, or a name in backticks.
    var isName: Bool { kind == .word || kind == .quotedName }
}

extension Token.Kind {
    /// How the token is written, or a phrase that describes it.
    var spelling: String {
        switch self {
        case .end: "the end of the query"
        case .invalid: "a token"
        case .word, .quotedName: "a name"
        case .integer: "a whole number"
        case .float: "a number"
        case .string: "a string"
        case .parenthesisOpen: "("
        case .parenthesisClose: ")"
        case .bracketOpen: "["
        case .bracketClose: "]"
        case .braceOpen: "{"
        case .braceClose: "}"
        case .comma: ","
        case .semicolon: ";"
        case .colon: ":"
        case .doubleColon: "::"
        case .dot: "."
        case .dotDot: ".."
        case .plus: "+"
        case .plusEqual: "+="
        case .minus, .dash: "-"
        case .star: "*"
        case .slash: "/"
        case .percent: "%"
        case .caret: "^"
        case .equal: "="
        case .matches: "=~"
        case .notEqual: "<>"
        case .less, .arrowheadLeft: "<"
        case .lessOrEqual: "<="
        case .greater, .arrowheadRight: ">"
        case .greaterOrEqual: ">="
        case .bar: "|"
        case .doubleBar: "||"
        case .dollar: "$"
        case .ampersand: "&"
        case .exclamation: "!"
        }
    }
}
