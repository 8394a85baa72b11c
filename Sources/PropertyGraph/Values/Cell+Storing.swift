extension Interner {
    /// The cell that stores a value, interning what does not fit.
    func cell(storing value: Value) throws(GraphError) -> Cell {
        if let cell = Self.simpleCell(value) { return cell }
        let code: UInt32?
        if case .string(let text) = value {
            code = withBytes(of: text) { intern($0, .text) }
            if let code { return .string(code: code) }
        } else {
            var bytes: [UInt8] = []
            try ValueCoding.encode(value, into: &bytes)
            code = bytes.withUnsafeBufferPointer { intern($0, .encoded) }
            if let code { return .stored(code: code) }
        }
        throw .limitExceeded(what: "different texts", limit: UInt64(Self.limit))
    }

    /// The cell that would store a value, nil when nothing equal was ever stored.
    func findCell(storing value: Value) -> Cell? {
        if let cell = Self.simpleCell(value) { return cell }
        if case .string(let text) = value {
            return withBytes(of: text) { find($0, .text) }.map(Cell.string(code:))
        }
        var bytes: [UInt8] = []
        guard (try? ValueCoding.encode(value, into: &bytes)) != nil else { return nil }
        return bytes.withUnsafeBufferPointer { find($0, .encoded) }.map(Cell.stored(code:))
    }

    /// The value in a cell; null for a `heap` cell, which is not the graph's.
    func value(_ cell: Cell) -> Value {
        switch cell.tag {
        case .null, .heap: return .null
        case .boolean: return .boolean(cell.booleanBits)
        case .integer: return .integer(cell.integerBits)
        case .float: return .float(cell.floatBits)
        case .string: return .string(string(cell.code))
        case .node: return .node(cell.nodeBits)
        case .relationship: return .relationship(cell.relationshipBits)
        case .stored:
            var reader = ValueCoding.Reader(bytes(cell.code))
            return reader.next() ?? .null
        case .date, .localTime, .time, .localDateTime, .dateTime:
            return cell.temporalValue ?? .null
        }
    }

    func string(_ code: UInt32) -> String {
        String(decoding: bytes(code), as: UTF8.self)
    }

    private static func simpleCell(_ value: Value) -> Cell? {
        switch value {
        case .null: .null
        case .boolean(let truth): .boolean(truth)
        case .integer(let number): .integer(number)
        case .float(let number): Cell(tag: .float, bits: Value.identityBits(number))
        default: Cell(temporal: value)
        }
    }

    func withBytes<Result>(
        of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(text.utf8).withUnsafeBufferPointer(body)
    }
}
