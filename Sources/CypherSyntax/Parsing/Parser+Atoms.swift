extension Parser {
    // Atom = Literal | Parameter | CASE … | '(', Expression, ')' | Pattern | Comprehension
    // | Quantifier | Function | Subquery | Variable
    mutating func atom() throws(CypherError) -> Expression {
        let token = current
        switch token.kind {
        case .word: return try wordAtom()
        case .quotedName: return try variableOrFunction()
        case .integer, .float: return try numberLiteral(isNegative: false)
        case .string:
            advance()
            let value = try StringLiteral.string(bytes(of: token), at: Int(token.start))
            return Expression(.literal(.string(value)), span: token.span)
        case .dollar: return try parameter()
        case .parenthesisOpen: return try parenthesized()
        case .bracketOpen: return try bracketed()
        case .braceOpen: return try mapLiteral()
        case .dash: throw invalidDash()
        default:
            if recordsExpectations { expect("an expression") }
            throw unexpected()
        }
    }

    /// The error for a dash such as `—` where a minus sign is meant.
    func invalidDash() -> CypherError {
        failure(
            "InvalidUnicodeCharacter",
            "This dash is not a minus sign.",
            at: current.span,
            hint: "Write `-`, the plain hyphen."
        )
    }

    // NumberLiteral = Integer | Float
    mutating func numberLiteral(isNegative: Bool) throws(CypherError) -> Expression {
        let token = advance()
        if token.kind == .integer {
            let value = try NumberLiteral.integer(
                bytes(of: token),
                isNegative: isNegative,
                span: token.span
            )
            return Expression(.literal(.integer(value)), span: token.span)
        }
        let value = try NumberLiteral.float(bytes(of: token), span: token.span)
        return Expression(.literal(.float(isNegative ? -value : value)), span: token.span)
    }

    // Parameter = '$', (Name | Integer)
    private mutating func parameter() throws(CypherError) -> Expression {
        let start = try require(.dollar)
        let token = current
        let name: String
        if token.kind == .integer {
            name = String(decoding: bytes(of: token), as: UTF8.self)
            guard name.utf8.allSatisfy(CharacterClass.isDigit) else { throw unexpected() }
        } else if token.isName {
            name = text(ofName: token)
        } else {
            if recordsExpectations { expect("a parameter name") }
            throw unexpected()
        }
        advance()
        return Expression(.parameter(name), span: span(from: start))
    }

    // MARK: Words

    /// What an atom that begins with a keyword can be, other than a variable or function.
    private enum SpecialForm {
        case constant(Literal)
        case shortestPath
        case conditional
        case existsSubquery
        case existsPattern
        case countSubquery
        case countAll
        case collectSubquery
        case reduction
        case quantifier
    }

    /// An atom that begins with a word: a constant, a special form, a function or a variable.
    ///
    /// The forms are told apart in a function of their own, to keep the stack of nested calls
    /// small.
    private mutating func wordAtom() throws(CypherError) -> Expression {
        if let form = specialForm() { return try special(form) }
        guard current.keyword == .none || isVariable(at: position) else {
            if recordsExpectations { expect("an expression") }
            throw unexpected()
        }
        return try variableOrFunction()
    }

    private func specialForm() -> SpecialForm? {
        let next = token(ahead: 1).kind
        switch current.keyword {
        case .none:
            return next == .parenthesisOpen && shortestPathSelector() != nil ? .shortestPath : nil
        case .null: return .constant(.null)
        case .trueKeyword: return .constant(.boolean(true))
        case .falseKeyword: return .constant(.boolean(false))
        case .caseKeyword where !isVariable(at: position): return .conditional
        case .exists where next == .braceOpen: return .existsSubquery
        case .exists where next == .parenthesisOpen && looksLikePattern(at: position + 2):
            return .existsPattern
        case .count where next == .braceOpen: return .countSubquery
        case .count where next == .parenthesisOpen && token(ahead: 2).kind == .star:
            return .countAll
        case .collect where next == .braceOpen: return .collectSubquery
        case .reduce where next == .parenthesisOpen && token(ahead: 3).kind == .equal:
            return .reduction
        case .all, .anyKeyword, .noneKeyword, .single:
            let isQuantifier = next == .parenthesisOpen && token(ahead: 3).keyword == .isIn
            return isQuantifier ? .quantifier : nil
        default: return nil
        }
    }

    private mutating func special(_ form: SpecialForm) throws(CypherError) -> Expression {
        switch form {
        case .constant(let literal): return constant(literal)
        case .shortestPath:
            let pattern = try anonymousPattern()
            return Expression(.pattern(pattern), span: pattern.span)
        case .conditional: return try conditional()
        case .existsSubquery: return try existsSubquery()
        case .existsPattern: return try existsPattern()
        case .countSubquery: return try countSubquery()
        case .countAll: return try countAll()
        case .collectSubquery: return try collectSubquery()
        case .reduction: return try reduction()
        case .quantifier: return try quantifier()
        }
    }

    private mutating func constant(_ literal: Literal) -> Expression {
        Expression(.literal(literal), span: advance().span)
    }

    /// Whether the keyword at `index` is a variable or function rather than part of the grammar,
    /// to judge by what follows it.
    func isVariable(at index: Int) -> Bool {
        let next = tokens[min(index + 1, tokens.count - 1)]
        switch tokens[index].keyword {
        case .match, .optional, .create, .merge, .delete, .detach, .setKeyword, .remove,
            .returnKeyword, .with, .unwind, .whereKeyword, .union, .foreach, .and, .or, .xor, .not,
            .isIn, .isKeyword, .asKeyword, .contains, .starts, .ends, .distinct, .caseKeyword,
            .when, .then, .elseKeyword:
            return next.endsOperand
        case .null, .trueKeyword, .falseKeyword:
            return false
        case .order: return next.keyword != .by
        default: return true
        }
    }

    // FunctionInvocation = QualifiedName, '(', [DISTINCT], [Expressions], ')', or a variable,
    // perhaps with a map projection.
    private mutating func variableOrFunction() throws(CypherError) -> Expression {
        if isFunctionCall() {
            if let call = try trimCall() { return call }
            return try functionCall()
        }
        if let special = specialNumber(current) { return special }
        let name = try name("a variable")
        if current.kind == .braceOpen { return try mapProjection(of: name) }
        return Expression(.variable(name.text), span: name.span)
    }

    /// Whether a dotted name with an opening parenthesis comes next.
    private func isFunctionCall() -> Bool {
        var length = 1
        while token(ahead: length).kind == .dot, token(ahead: length + 1).isName { length += 2 }
        return token(ahead: length).kind == .parenthesisOpen
    }

    /// `INF`, `Infinity` and `NaN`, in exactly this spelling.
    private mutating func specialNumber(_ token: Token) -> Expression? {
        let length = token.end - token.start
        guard token.kind == .word, length == 3 || length == 8 else { return nil }
        let value: Double
        switch bytes[Int(token.start)] {
        case UInt8(ascii: "I") where text(of: token.span) == "INF": value = .infinity
        case UInt8(ascii: "I") where text(of: token.span) == "Infinity": value = .infinity
        case UInt8(ascii: "N") where text(of: token.span) == "NaN": value = .nan
        default: return nil
        }
        advance()
        return Expression(.literal(.float(value)), span: token.span)
    }

    private mutating func functionCall() throws(CypherError) -> Expression {
        let start = current
        let name = try qualifiedName("a function name")
        try require(.parenthesisOpen)
        let isDistinct = accept(.distinct)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        var arguments = at(.parenthesisClose) ? [] : try expressions()
        try require(.parenthesisClose)
        if arguments.count == 2, case .variable(let form) = arguments[1].kind,
            name.text.lowercased() == "normalize",
            ["NFC", "NFD", "NFKC", "NFKD"].contains(form.uppercased())
        {
            arguments[1].kind = .literal(.string(form.uppercased()))
        }
        let call = FunctionCall(name: name, isDistinct: isDistinct, arguments: arguments)
        return Expression(.call(call), span: span(from: start))
    }

    private mutating func countAll() throws(CypherError) -> Expression {
        let start = advance()
        try require(.parenthesisOpen)
        try require(.star)
        try require(.parenthesisClose)
        return Expression(.countAll, span: span(from: start))
    }

    // MARK: Brackets

    /// `'(', Expression, ')'`, or a pattern, to judge by what follows the bracket's end.
    private mutating func parenthesized() throws(CypherError) -> Expression {
        if looksLikePattern(at: position) {
            let pattern = try anonymousPattern()
            return Expression(.pattern(pattern), span: pattern.span)
        }
        let start = try require(.parenthesisOpen)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        var inner = try predicate()
        try require(.parenthesisClose)
        inner.span = span(from: start)
        return inner
    }

    /// Whether the tokens from `index` begin a pattern with a relationship: a bracketed node, and
    /// after it `-[…]-`, `--(`, `-->`, `<--` or `<-[`.
    ///
    /// - Complexity: O(1), because brackets know their partners.
    func looksLikePattern(at index: Int) -> Bool {
        guard index < tokens.count, tokens[index].kind == .parenthesisOpen else { return false }
        let close = Int(tokens[index].partner)
        guard close > index, startsNode(at: index + 1) else { return false }
        var next = close + 1
        let pointsLeft = tokens[next].kind == .less || tokens[next].kind == .arrowheadLeft
        if pointsLeft { next += 1 }
        guard next < tokens.count, tokens[next].isDash else { return false }
        next += 1
        guard next < tokens.count else { return false }
        if tokens[next].kind == .bracketOpen {
            let end = Int(tokens[next].partner)
            return end > next && end + 1 < tokens.count && tokens[end + 1].isDash
        }
        guard tokens[next].isDash, next + 1 < tokens.count else { return false }
        let last = tokens[next + 1].kind
        return pointsLeft || last == .parenthesisOpen || last == .greater
            || last == .arrowheadRight
    }

    /// Whether the tokens after `(` could be a node's: a variable, labels, properties or the end.
    private func startsNode(at index: Int) -> Bool {
        let first = tokens[index]
        let second = tokens[min(index + 1, tokens.count - 1)]
        switch first.kind {
        case .parenthesisClose, .colon, .braceOpen: return true
        case .word, .quotedName:
            if first.keyword == .whereKeyword || second.keyword == .whereKeyword { return true }
            return second.kind == .parenthesisClose || second.kind == .colon
                || second.kind == .braceOpen || second.kind == .dollar
        default: return false
        }
    }

    /// A list, or a list or pattern comprehension.
    private mutating func bracketed() throws(CypherError) -> Expression {
        let outer = barEndsExpression
        defer { barEndsExpression = outer }
        if isPatternComprehension() { return try patternComprehension() }
        if isListComprehension() { return try listComprehension() }
        barEndsExpression = false
        return try listLiteral()
    }

    // ListLiteral = '[', [Expressions], ']'
    private mutating func listLiteral() throws(CypherError) -> Expression {
        let start = try require(.bracketOpen)
        let elements = at(.bracketClose) ? [] : try expressions()
        try require(.bracketClose)
        return Expression(.list(elements), span: span(from: start))
    }

    // MapLiteral = '{', [MapEntry, { ',', MapEntry }], '}'
    private mutating func mapLiteral() throws(CypherError) -> Expression {
        let start = try require(.braceOpen)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        var entries: [MapEntry] = []
        if !at(.braceClose) {
            repeat { entries.append(try mapEntry()) } while accept(.comma)
        }
        try require(.braceClose)
        return Expression(.map(entries), span: span(from: start))
    }

    // MapEntry = Key, ':', Expression
    func mapEntryKeyFollows() -> Bool {
        current.isName && token(ahead: 1).kind == .colon
    }

    mutating func mapEntry() throws(CypherError) -> MapEntry {
        let key = try name("a key")
        try require(.colon)
        return MapEntry(key: key, value: try expression())
    }

    // MapProjection = Variable, '{', [Selector, { ',', Selector }], '}'
    private mutating func mapProjection(of variable: Name) throws(CypherError) -> Expression {
        try require(.braceOpen)
        let outer = barEndsExpression
        barEndsExpression = false
        defer { barEndsExpression = outer }
        var selectors: [MapProjection.Selector] = []
        if !at(.braceClose) {
            repeat { selectors.append(try mapSelector()) } while accept(.comma)
        }
        try require(.braceClose)
        let projection = MapProjection(variable: variable, selectors: selectors)
        return Expression(.mapProjection(projection), span: span(from: variable.span))
    }

    // Selector = '.', Key | '.', '*' | MapEntry | Variable
    private mutating func mapSelector() throws(CypherError) -> MapProjection.Selector {
        if accept(.dot) {
            return accept(.star) ? .allProperties : .property(try name("a property key"))
        }
        if mapEntryKeyFollows() { return .entry(try mapEntry()) }
        return .variable(try name("a variable"))
    }
}

extension Token {
    /// Whether the token is a dash of any kind.
    fileprivate var isDash: Bool { kind == .minus || kind == .dash }

    /// Whether the token can follow a complete operand but not begin one.
    fileprivate var endsOperand: Bool {
        switch kind {
        case .end, .dot, .comma, .semicolon, .parenthesisClose, .bracketClose, .braceClose, .equal,
            .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .slash, .percent, .caret,
            .bar, .doubleBar, .matches, .dotDot:
            true
        case .word:
            keyword == .asKeyword || keyword == .isKeyword || keyword == .and || keyword == .or
        default: false
        }
    }
}
