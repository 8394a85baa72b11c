package import CypherPlanning
import CypherSyntax
package import PropertyGraph

extension ProcedureSignature {
    /// The arguments of a call, one for each field: checked, integers made floats where only
    /// floats are accepted, optional ones filled with null.
    ///
    /// - Throws: `InvalidNumberOfArguments` or `InvalidArgumentType`.
    func checked(_ values: [Value]) throws(CypherError) -> [Value] {
        let needed = arguments.count { !$0.isOptional }
        guard (needed...max(needed, arguments.count)).contains(values.count) else {
            throw CypherError(
                .syntaxError, at: .runtime, detail: "InvalidNumberOfArguments",
                message: "The procedure \(name) takes \(arguments.count) arguments, not"
                    + " \(values.count).")
        }
        var result: [Value] = []
        for (index, field) in arguments.enumerated() {
            let value = values.indices.contains(index) ? values[index] : .null
            result.append(try field.checked(value, procedure: name))
        }
        return result
    }
}

extension ProcedureSignature.Field {
    fileprivate func checked(_ value: Value, procedure: String) throws(CypherError) -> Value {
        if value.isNull || accepts.contains(value.valueType) { return value }
        if case .integer(let number) = value, accepts.contains(.float) {
            return .float(Double(number))
        }
        throw CypherError(
            .syntaxError, at: .runtime, detail: "InvalidArgumentType",
            message: "The procedure \(procedure) takes \(type) as `\(name)`, not"
                + " \(value.typeTitle).")
    }
}

extension Value {
    /// The type as the binder calls it; empty for null.
    package var valueType: ValueType {
        switch self {
        case .null: []
        case .boolean: .boolean
        case .integer: .integer
        case .float: .float
        case .string: .string
        case .list: .list
        case .map: .map
        case .date: .date
        case .localTime: .localTime
        case .time: .time
        case .localDateTime: .localDateTime
        case .dateTime: .dateTime
        case .duration: .duration
        case .point: .point
        case .node: .node
        case .relationship: .relationship
        case .path: .path
        }
    }
}
