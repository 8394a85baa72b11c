import SQLSyntax

/// A column followed by what must hold for it: "title contains 'Rock'".
extension SchemaReader {
    /// Whether a condition on the column follows, past words such as "is" and "of".
    func startsPredicate(on column: ColumnReference) -> Bool {
        var index = position
        if keyword(index) == .negation { index += 1 }
        switch keyword(index) {
        case .compare, .between, .contains, .starts, .ends: return true
        default: break
        }
        let isSpaced = keyword(index) == .preposition || keyword(index) == .named
        guard let after = segment(isSpaced ? index + 1 : index) else { return false }
        switch after.kind {
        case .quoted, .proper: return true
        case .number: return !isSpaced && mode == .condition
        case .time: return isTemporal(column)
        case .thing: return after.thing.values.contains { $0.column == column }
        default: return false
        }
    }

    /// Reads the condition that follows a column, if one does.
    mutating func readPredicate(on column: ColumnReference) -> Bool {
        guard startsPredicate(on: column) else { return false }
        if keyword(position) == .negation {
            isNegated.toggle()
            position += 1
        }
        if keyword(position) == .preposition || keyword(position) == .named { position += 1 }
        lastColumn = column
        guard let after = next else { return false }
        position += 1
        switch after.kind {
        case .keyword(.compare(let sign, let adjective)):
            return readCompared(column, sign, adjective)
        case .keyword(.between):
            readBetween()
            return true
        case .keyword(let pattern):
            readPattern(pattern, on: column)
            return true
        case .thing:
            guard let value = after.thing.values.first(where: { $0.column == column }) else {
                return false
            }
            add(.isIn(column, [value.literal], negated: false))
            return true
        case .quoted(let text), .proper(let text):
            add(.isIn(column, [.string(text)], negated: false))
            return true
        case .time(let range):
            add(during(column, opened(range), after))
            return true
        case .number:
            compare(column, .equal, after)
            return true
        case .unknown: return false
        }
    }

    private mutating func readCompared(
        _ column: ColumnReference,
        _ sign: SQLBinaryOperator,
        _ adjective: SchemaAdjective?
    ) -> Bool {
        readComparison(sign, adjective)
        guard let after = next, plainNumber(after) != nil || isPeriod(after) || isText(after)
        else { return true }
        comparison = nil
        position += 1
        let sign = isNegated ? sign.opposite : sign
        isNegated = false
        if isText(after), let value = literal(after, for: column) {
            add(.compare(column, sign, value))
        } else {
            compare(column, sign, after)
        }
        return true
    }

    private func isPeriod(_ segment: SchemaSegment) -> Bool {
        if case .time = segment.kind { true } else { false }
    }

    private func isText(_ segment: SchemaSegment) -> Bool {
        switch segment.kind {
        case .quoted, .proper: true
        default: false
        }
    }

    /// Reads "containing 'love'", on the column spoken of or the name of the thing.
    mutating func readPattern(_ keyword: SchemaKeyword, on column: ColumnReference?) {
        let start = position
        guard let text = takeText() else {
            position = start
            // "including their emails" only goes on naming.
            if keyword == .contains { mode = subject == nil ? mode : .condition }
            return
        }
        let spoken = mode == .condition ? lastColumn : nil
        guard
            let target = column ?? spoken
                ?? (lastTable ?? current).flatMap({ graph.display(of: $0).first })
        else { return doubt(0.3) }
        if column == nil, spoken == nil { confidence *= 0.9 }
        let pattern: String
        switch keyword {
        case .starts: pattern = text + "%"
        case .ends: pattern = "%" + text
        default: pattern = "%" + text + "%"
        }
        add(.like(target, pattern, negated: false))
        mode = .condition
    }

    /// Takes the text that follows, quoted or not.
    mutating func takeText() -> String? {
        guard let after = next else { return nil }
        switch after.kind {
        case .quoted(let text), .proper(let text):
            position += 1
            return text
        case .unknown:
            position += 1
            return segmenter.text(after.tokens)
        case .thing where isCapitalised(after) || !after.thing.values.isEmpty:
            position += 1
            return segmenter.text(after.tokens)
        case .number(let digits):
            position += 1
            return digits
        default:
            guard after.tokens.count == 1, segmenter.text(after.tokens).count == 1 else {
                return nil
            }
            position += 1
            return segmenter.text(after.tokens)
        }
    }
}
