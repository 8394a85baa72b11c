import CypherSyntax
import PropertyGraph

/// A call of a library function over values.
final class FunctionExpression: CompiledExpression, @unchecked Sendable {
    private let evaluation: FunctionDescriptor.Evaluation
    private let arguments: [CompiledExpression]
    private let span: SourceSpan?

    init(
        _ evaluation: @escaping FunctionDescriptor.Evaluation,
        _ arguments: [CompiledExpression],
        span: SourceSpan?
    ) {
        self.evaluation = evaluation
        self.arguments = arguments
        self.span = span
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        var size = 0
        for argument in arguments {
            let value = try argument.value(row, batch, context)
            size &+= value.shallowSize
            values.append(value)
        }
        try context.tick(size >> 7)
        do throws(CypherError) {
            return try context.cell(try evaluation(values, context.functionContext))
        } catch {
            guard let span else { throw error }
            throw error.located(at: span)
        }
    }
}

/// `coalesce(a, b, …)`: the first value that is not null; later arguments stay unevaluated.
final class CoalesceExpression: CompiledExpression, @unchecked Sendable {
    private let arguments: [CompiledExpression]

    init(_ arguments: [CompiledExpression]) { self.arguments = arguments }

    override var isTotal: Bool { arguments.allSatisfy(\.isTotal) }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        for argument in arguments {
            let cell = try argument.cell(row, batch, context)
            if !cell.isNull { return cell }
        }
        return .null
    }
}

/// `id(entity)`.
final class IdentityExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression
    private let fallback: FunctionExpression

    init(_ operand: CompiledExpression, fallback: FunctionExpression) {
        self.operand = operand
        self.fallback = fallback
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let cell = try operand.cell(row, batch, context)
        switch cell.tag {
        case .null: return .null
        case .node, .relationship: return .integer(Int64(cell.code))
        default: return try fallback.cell(row, batch, context)
        }
    }
}

/// `toLower(text)` and `toUpper(text)`: ASCII without detours, all else as the library does.
final class CaseConversionExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression
    private let isUpper: Bool
    private let fallback: FunctionExpression

    init(_ operand: CompiledExpression, isUpper: Bool, fallback: FunctionExpression) {
        self.operand = operand
        self.isUpper = isUpper
        self.fallback = fallback
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let cell = try operand.cell(row, batch, context)
        if cell.isNull { return cell }
        let form = context.withUTF8(cell) { ASCIICase.form(of: $0, isUpper: isUpper) }
        switch form {
        case .unchanged: return cell
        case .changed(let text): return try context.cell(.string(text))
        case .beyond, nil: return try fallback.cell(row, batch, context)
        }
    }
}

/// The change of case of ASCII texts.
enum ASCIICase {
    case unchanged
    case changed(String)
    /// The text is not ASCII.
    case beyond

    static func form(of text: UnsafeBufferPointer<UInt8>, isUpper: Bool) -> ASCIICase {
        let range: ClosedRange<UInt8> = isUpper ? 97...122 : 65...90
        var changes = false
        for byte in text {
            if byte >= 128 { return .beyond }
            if range.contains(byte) { changes = true }
        }
        guard changes else { return .unchanged }
        let result = String(unsafeUninitializedCapacity: text.count) { buffer in
            for (index, byte) in text.enumerated() {
                buffer[index] = range.contains(byte) ? byte ^ 32 : byte
            }
            return text.count
        }
        return .changed(result)
    }
}
