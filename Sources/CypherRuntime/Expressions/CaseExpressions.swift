import CypherSyntax
import PropertyGraph

/// `CASE WHEN condition THEN result … ELSE otherwise END`: the first true condition's result.
final class SearchedCaseExpression: CompiledExpression, @unchecked Sendable {
    private let branches: [(condition: CompiledExpression, result: CompiledExpression)]
    private let otherwise: CompiledExpression?

    init(
        _ branches: [(condition: CompiledExpression, result: CompiledExpression)],
        otherwise: CompiledExpression?
    ) {
        self.branches = branches
        self.otherwise = otherwise
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        for (condition, result) in branches {
            if try condition.cell(row, batch, context).isTrue {
                return try result.cell(row, batch, context)
            }
        }
        return try otherwise?.cell(row, batch, context) ?? .null
    }

    override func evaluate(
        _ batch: Batch, _ context: ExecutionContext, into output: UnsafeMutablePointer<Cell>
    ) throws(CypherError) {
        guard branches.count == 1, branches[0].condition.isTotal, branches[0].result.isTotal,
            otherwise?.isTotal ?? true
        else {
            for row in 0..<batch.count { output[row] = try cell(row, batch, context) }
            return
        }
        if branches[0].result.isInvariant, otherwise?.isInvariant ?? true, batch.count > 0 {
            let result = try branches[0].result.cell(0, batch, context)
            let other = try otherwise?.cell(0, batch, context) ?? .null
            try branches[0].condition.evaluate(batch, context, into: output)
            // Picked by place, since a branch on the condition would often be mispredicted.
            withUnsafeTemporaryAllocation(of: Cell.self, capacity: 2) { choice in
                _ = choice.initialize(from: [other, result])
                for row in 0..<batch.count { output[row] = choice[output[row].isTrue ? 1 : 0] }
            }
            return
        }
        let condition = context.borrowColumn()
        try branches[0].condition.evaluate(batch, context, into: condition)
        let result = context.borrowColumn()
        try branches[0].result.evaluate(batch, context, into: result)
        if let otherwise {
            try otherwise.evaluate(batch, context, into: output)
        } else {
            output.update(repeating: .null, count: batch.count)
        }
        for row in 0..<batch.count where condition[row].isTrue { output[row] = result[row] }
        context.returnColumn()
        context.returnColumn()
    }
}

/// `CASE subject WHEN value THEN result … ELSE otherwise END`; the subject is evaluated once.
final class SimpleCaseExpression: CompiledExpression, @unchecked Sendable {
    private let subject: CompiledExpression
    private let branches: [(condition: CompiledExpression, result: CompiledExpression)]
    private let otherwise: CompiledExpression?

    init(
        _ subject: CompiledExpression,
        _ branches: [(condition: CompiledExpression, result: CompiledExpression)],
        otherwise: CompiledExpression?
    ) {
        self.subject = subject
        self.branches = branches
        self.otherwise = otherwise
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        let subject = try subject.cell(row, batch, context)
        for (condition, result) in branches {
            let candidate = try condition.cell(row, batch, context)
            if CellComparison.equal(subject, candidate, context).isTrue {
                return try result.cell(row, batch, context)
            }
        }
        return try otherwise?.cell(row, batch, context) ?? .null
    }
}
