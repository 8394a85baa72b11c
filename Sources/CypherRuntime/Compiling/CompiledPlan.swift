import CypherSyntax
import PropertyGraph

/// Makes an operator tree for one execution, its leaves reading the given argument.
typealias OperatorFactory = @Sendable (ExecutionContext, Argument) -> any RowSource

/// An inner plan, ready to be made for an execution.
struct CompiledSubPlan: Sendable {
    /// The outer slots it reads.
    let imports: [Int]
    /// Makes its operators.
    let make: OperatorFactory
}

/// A plan ready to be run any number of times, by several threads at once.
///
/// Everything that depends on the text alone is done here: expressions compiled, live slots found,
/// constants gathered. What an execution adds is one object for each operator.
package final class CompiledPlan: Sendable {
    /// The number of slots in a row.
    package let width: Int
    /// The answer's columns and their slots.
    package let columns: [(name: String, slot: Int)]
    /// The names of the parameters the text uses.
    package let parameters: [String]
    let symbols: SymbolTable
    let constants: [Value]
    let hoistedCount: Int
    let subPlans: [CompiledSubPlan]
    /// The number of operators, those of inner plans included.
    let operatorCount: Int
    let make: OperatorFactory

    init(
        width: Int,
        columns: [(name: String, slot: Int)],
        parameters: [String],
        symbols: SymbolTable,
        constants: [Value],
        hoistedCount: Int,
        subPlans: [CompiledSubPlan],
        operatorCount: Int,
        make: @escaping OperatorFactory
    ) {
        self.width = width
        self.columns = columns
        self.parameters = parameters
        self.symbols = symbols
        self.constants = constants
        self.hoistedCount = hoistedCount
        self.subPlans = subPlans
        self.operatorCount = operatorCount
        self.make = make
    }
}

extension CompiledPlan {
    /// What the operators' first batches take, if it is worth counting: each has 16 rows of all
    /// slots, so this grows with the square of a long text.
    var leastBatchBytes: Int {
        let (cells, overflow) = width.multipliedReportingOverflow(by: operatorCount)
        guard cells > 4_096 else { return 0 }
        return overflow ? .max : cells &* 16 &* MemoryLayout<Cell>.stride
    }
}
