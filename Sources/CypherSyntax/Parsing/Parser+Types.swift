extension Parser {
    // Type = SingleType, { '|', SingleType }
    mutating func typeExpression() throws(CypherError) -> TypeExpression {
        var members = [try singleType()]
        while !barEndsExpression, accept(.bar) { members.append(try singleType()) }
        if let only = members.first, members.count == 1 { return only }
        return .union(
            members.flatMap { member in
                guard case .union(let nested) = member else { return [member] }
                return nested
            }
        )
    }

    // SingleType = (LIST, '<', Type, '>' | TypeName), [NOT, NULL]
    private mutating func singleType() throws(CypherError) -> TypeExpression {
        let start = current
        let first = try name("a type")
        let word = first.text.uppercased()
        if word == "LIST" || word == "ARRAY", accept(.less) {
            let element = try nested { parser throws(CypherError) in
                try parser.withoutBar { parser throws(CypherError) in
                    try parser.typeExpression()
                }
            }
            try require(.greater)
            return .list(element, isNotNull: acceptNotNull())
        }
        if word == "ANY", accept(.less) {
            let union = try nested { parser throws(CypherError) in
                try parser.withoutBar { parser throws(CypherError) in
                    try parser.typeExpression()
                }
            }
            try require(.greater)
            return union
        }
        guard let type = typeName(word) else {
            let known = TypeName.allCases.map(\.rawValue)
            let near = Spelling.nearest(to: word, among: known)
            throw failure(
                Self.unexpectedSyntax,
                "There is no type `\(first.text)`.",
                at: span(from: start),
                hint: near.map { "Did you mean `\($0)`?" }
            )
        }
        return .named(type, isNotNull: acceptNotNull())
    }

    private mutating func acceptNotNull() -> Bool {
        guard at(.not, .null) else { return false }
        advance()
        advance()
        return true
    }

    /// The type named by `word` and the words after it that belong to the name.
    private mutating func typeName(_ word: String) -> TypeName? {
        switch word {
        case "ANY":
            _ = acceptWord("VALUE")
            return .any
        case "NOTHING": return .nothing
        case "NULL": return .null
        case "BOOL", "BOOLEAN": return .boolean
        case "INT", "INTEGER", "INT64", "INTEGER64": return .integer
        case "SIGNED": return acceptWord("INTEGER") ? .integer : nil
        case "FLOAT", "FLOAT64": return .float
        case "STRING", "VARCHAR": return .string
        case "DATE": return .date
        case "LOCAL": return localOrZoned(isLocal: true)
        case "ZONED": return localOrZoned(isLocal: false)
        case "TIME": return withOrWithoutZone(.zonedTime, .localTime)
        case "TIMESTAMP", "DATETIME": return withOrWithoutZone(.zonedDateTime, .localDateTime)
        case "DURATION": return .duration
        case "POINT": return .point
        case "NODE", "VERTEX": return .node
        case "RELATIONSHIP", "EDGE": return .relationship
        case "PATH": return .path
        case "MAP": return .map
        case "PROPERTY": return acceptWord("VALUE") ? .propertyValue : nil
        default: return nil
        }
    }

    private mutating func localOrZoned(isLocal: Bool) -> TypeName? {
        if acceptWord("TIME") { return isLocal ? .localTime : .zonedTime }
        if acceptWord("DATETIME") { return isLocal ? .localDateTime : .zonedDateTime }
        return nil
    }

    /// `[(WITH | WITHOUT) (TIME ZONE | TIMEZONE)]`; without a word the type has a zone.
    private mutating func withOrWithoutZone(_ zoned: TypeName, _ local: TypeName) -> TypeName? {
        let isLocal = acceptWord("WITHOUT")
        guard isLocal || accept(.with) else { return zoned }
        guard acceptWord("TIMEZONE") || (acceptWord("TIME") && acceptWord("ZONE")) else {
            return nil
        }
        return isLocal ? local : zoned
    }

    /// Takes the next token if it spells `word`, without regard to case.
    mutating func acceptWord(_ word: String) -> Bool {
        guard current.kind == .word, current.end - current.start == UInt32(word.utf8.count),
            text(of: current.span).uppercased() == word
        else {
            if recordsExpectations { expect(word) }
            return false
        }
        advance()
        return true
    }
}
