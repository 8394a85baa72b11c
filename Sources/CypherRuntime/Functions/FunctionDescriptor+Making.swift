import CypherPlanning
import CypherSyntax
import PropertyGraph

extension FunctionDescriptor {
    /// A function that is null when any argument is.
    static func strict(
        _ name: String,
        _ arguments: ClosedRange<Int>,
        takes parameters: [ValueType] = [],
        result: ValueType = .any,
        _ summary: String,
        isDeterministic: Bool = true,
        _ evaluate: @escaping Evaluation
    ) -> FunctionDescriptor {
        lenient(
            name, arguments, takes: parameters, result: result, summary,
            isDeterministic: isDeterministic
        ) { (values, context) throws(CypherError) in
            for value in values where value.isNull { return .null }
            return try evaluate(values, context)
        }
    }

    /// A function that decides for itself what null means.
    static func lenient(
        _ name: String,
        _ arguments: ClosedRange<Int>,
        takes parameters: [ValueType] = [],
        result: ValueType = .any,
        _ summary: String,
        isDeterministic: Bool = true,
        _ evaluate: @escaping Evaluation
    ) -> FunctionDescriptor {
        FunctionDescriptor(
            FunctionSignature(
                name, arguments: arguments, isDeterministic: isDeterministic,
                parameters: parameters, result: result),
            summary: summary,
            evaluate: { (values, context) throws(CypherError) in
                // The binder has checked the number; a caller that did not gets an error.
                guard arguments.contains(values.count) else {
                    throw CypherError(
                        .syntaxError, at: .runtime, detail: "InvalidNumberOfArguments",
                        message: "The function \(name)() was given \(values.count) arguments.")
                }
                return try evaluate(values, context)
            })
    }
}

/// The arguments of a call, typed on demand.
struct Arguments {
    let name: String
    let values: [Value]

    init(_ name: String, _ values: [Value]) {
        self.name = name
        self.values = values
    }

    /// A type error that names the function and what it wants.
    func mismatch(_ index: Int, wants type: String) -> CypherError {
        .invalidType(
            "The function \(name)() takes \(type) as argument \(index + 1), not"
                + " \(values[index].typeTitle).")
    }

    func string(_ index: Int) throws(CypherError) -> String {
        guard case .string(let text) = values[index] else {
            throw mismatch(index, wants: "a string")
        }
        return text
    }

    func integer(_ index: Int) throws(CypherError) -> Int64 {
        guard case .integer(let number) = values[index] else {
            throw mismatch(index, wants: "an integer")
        }
        return number
    }

    func double(_ index: Int) throws(CypherError) -> Double {
        guard let number = values[index].asDouble else {
            throw mismatch(index, wants: "a number")
        }
        return number
    }

    func list(_ index: Int) throws(CypherError) -> [Value] {
        guard case .list(let elements) = values[index] else {
            throw mismatch(index, wants: "a list")
        }
        return elements
    }

    /// A count of characters or elements that fits the machine.
    ///
    /// - Throws: an argument error when it is negative.
    func length(_ index: Int) throws(CypherError) -> Int {
        let number = try integer(index)
        guard number >= 0 else {
            throw .numberOutOfRange(
                "The function \(name)() takes no negative number as argument \(index + 1).")
        }
        return Int(clamping: number)
    }
}
