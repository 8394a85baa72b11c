import JSON
import PropertyGraph

/// Reads the usual bodies of the Query API in one pass, without a tree of JSON values.
enum PlainQueryBody {
    /// Why a body is left to the general reader, which says what is wrong, if anything is.
    private enum Unusual: Error {
        case body
    }

    /// Reads a body in plain JSON that says what to run, with which parameters, and no more than
    /// that; nil for any other.
    ///
    /// - Complexity: O(n) in the bytes.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> QueryBody? {
        var reader = JSONReader(bytes)
        return try? body(&reader)
    }

    private static func body(_ reader: inout JSONReader) throws -> QueryBody {
        var body = QueryBody()
        var text: String?
        var parameters: [String: Value] = [:]
        try reader.beginObject()
        while let name = try reader.nextName() {
            switch name {
            case "statement":
                text = try reader.string()
            case "parameters":
                parameters = try map(&reader)
            case "includeCounters":
                body.includesCounters = try reader.boolean()
            default:
                throw Unusual.body
            }
        }
        try reader.end()
        if let text { body.statement = CypherStatement(text, parameters: parameters) }
        return body
    }

    private static func map(_ reader: inout JSONReader) throws -> [String: Value] {
        var map: [String: Value] = [:]
        try reader.beginObject()
        while let name = try reader.nextName() { map[name] = try value(&reader) }
        return map
    }

    private static func value(_ reader: inout JSONReader) throws -> Value {
        switch try reader.next() {
        case .null:
            try reader.null()
            return .null
        case .boolean: return .boolean(try reader.boolean())
        case .string: return .string(try reader.string())
        case .number:
            switch try reader.number() {
            case .integer(let integer): return .integer(integer)
            case .number(let number): return .float(number)
            }
        case .array:
            var elements: [Value] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try value(&reader)) }
            return .list(elements)
        case .object: return .map(try map(&reader))
        }
    }
}
