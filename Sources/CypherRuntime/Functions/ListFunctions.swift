import CypherPlanning
import CypherSyntax
import PropertyGraph

/// Functions on lists, and those on lists or texts.
enum ListFunctions {
    static let all: [FunctionDescriptor] = ends + sizes + making

    private static let ends: [FunctionDescriptor] = [
        .strict("head", 1...1, "The first element, null for an empty list.") {
            (values, _) throws(CypherError) in
            try Arguments("head", values).list(0).first ?? .null
        },
        .strict("last", 1...1, "The last element, null for an empty list.") {
            (values, _) throws(CypherError) in
            try Arguments("last", values).list(0).last ?? .null
        },
        .strict("tail", 1...1, result: .list, "All elements but the first.") {
            (values, _) throws(CypherError) in
            .list(Array(try Arguments("tail", values).list(0).dropFirst()))
        },
        .strict("reverse", 1...1, result: [.list, .string], "A list or text backwards.") {
            (values, _) throws(CypherError) in
            if case .string(let text) = values[0] {
                if text.utf8.allSatisfy({ $0 < 128 }) {
                    return .string(String(decoding: text.utf8.reversed(), as: UTF8.self))
                }
                var scalars = String.UnicodeScalarView()
                scalars.append(contentsOf: text.unicodeScalars.reversed())
                return .string(String(scalars))
            }
            guard case .list(let elements) = values[0] else {
                throw Arguments("reverse", values).mismatch(0, wants: "a list or a string")
            }
            return .list(elements.reversed())
        },
    ]

    private static let sizes: [FunctionDescriptor] = [
        .strict(
            "size", 1...1, takes: [[.list, .string, .map]], result: .integer,
            "The number of elements of a list, characters of a text or entries of a map."
        ) { (values, _) throws(CypherError) in
            switch values[0] {
            case .list(let elements): return .integer(Int64(elements.count))
            case .string(let text): return .integer(Int64(text.unicodeScalars.count))
            case .map(let map): return .integer(Int64(map.count))
            default: throw Arguments("size", values).mismatch(0, wants: "a list or a string")
            }
        },
        .strict(
            "isEmpty", 1...1, takes: [[.list, .string, .map]], result: .boolean,
            "Whether a list, text or map has nothing in it."
        ) { (values, _) throws(CypherError) in
            switch values[0] {
            case .list(let elements): return .boolean(elements.isEmpty)
            case .string(let text): return .boolean(text.isEmpty)
            case .map(let map): return .boolean(map.isEmpty)
            default: throw Arguments("isEmpty", values).mismatch(0, wants: "a list or a string")
            }
        },
    ]

    private static let making: [FunctionDescriptor] = [
        .lenient("coalesce", 1...Int.max, "The first argument that is not null.") {
            (values, _) throws(CypherError) in values.first { !$0.isNull } ?? .null
        },
        .strict("exists", 1...1, result: .boolean, "True; null where there is no value.") {
            (_, _) throws(CypherError) in .boolean(true)
        },
        .lenient("nullIf", 2...2, "The first argument, or null when both are equal.") {
            (values, _) throws(CypherError) in
            values[0].equals(values[1]) == true ? .null : values[0]
        },
        .strict(
            "range", 2...3, result: .list,
            "The integers from a first to a last, both included, by a step."
        ) { (values, context) throws(CypherError) in
            try range(Arguments("range", values), context)
        },
    ]

    private static func range(
        _ arguments: Arguments,
        _ context: FunctionContext
    ) throws(CypherError) -> Value {
        let range = try IntegerRange(arguments.values)
        guard range.count <= context.environment.maximumListLength else {
            throw .tooLarge(
                "The function range() would make more than"
                    + " \(context.environment.maximumListLength) numbers.")
        }
        return .list((0..<range.count).map { .integer(range[$0]) })
    }
}
