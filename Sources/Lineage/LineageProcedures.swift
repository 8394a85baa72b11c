internal import CypherPlanning
public import CypherRuntime
internal import CypherSyntax
internal import PropertyGraph

/// The procedures `lineage.upstream`, `lineage.downstream` and `lineage.paths`.
public enum LineageProcedures {
    /// All of them, to be registered with an engine.
    public static var all: [Procedure] {
        [reach(.upstream), reach(.downstream), paths]
    }

    /// The most rows that one call gives.
    private static let rowLimit = 100_000

    /// The farthest that a call may ask to go, in hops.
    private static let depthLimit = 1_000

    private static func reach(_ direction: LineageDirection) -> Procedure {
        let summary =
            switch direction {
            case .upstream: "What a dataset or column is made from, nearest first."
            case .downstream: "What is made from a dataset or column, nearest first."
            }
        let signature = ProcedureSignature(
            "lineage.\(direction.rawValue)",
            arguments: [
                .init("node", type: "NODE", accepts: .node),
                .init("depth", type: "INTEGER", accepts: .integer, isOptional: true),
            ],
            results: [
                .init("node", type: "NODE", accepts: .node),
                .init("distance", type: "INTEGER", accepts: .integer),
            ],
            summary: summary
        )
        return Procedure(signature) { (arguments, context) throws(CypherError) in
            guard case .node(let node) = arguments.first else { return [] }
            let depth = try depth(arguments, at: 1, otherwise: depthLimit)
            let trace = try LineageTracer(context.graph, access: context.access).trace(
                from: node,
                direction,
                depth: depth,
                budget: LineageBudget(nodes: rowLimit, edges: 0),
                check: context.checkCancellation
            )
            return (trace?.nodes ?? []).dropFirst().map { asset in
                [.node(asset.id), .integer(Int64(asset.distance))]
            }
        }
    }

    private static var paths: Procedure {
        let signature = ProcedureSignature(
            "lineage.paths",
            arguments: [
                .init("origin", type: "NODE", accepts: .node),
                .init("result", type: "NODE", accepts: .node),
                .init("depth", type: "INTEGER", accepts: .integer, isOptional: true),
                .init("limit", type: "INTEGER", accepts: .integer, isOptional: true),
            ],
            results: [
                .init("path", type: "PATH", accepts: .path),
                .init("length", type: "INTEGER", accepts: .integer),
            ],
            summary: "The ways by which data gets from one dataset or column to another."
        )
        return Procedure(signature) { (arguments, context) throws(CypherError) in
            guard arguments.count >= 2, case .node(let origin) = arguments[0],
                case .node(let result) = arguments[1]
            else { return [] }
            let depth = try depth(arguments, at: 2, otherwise: 20)
            var limit = 100
            if arguments.count > 3, case .integer(let asked) = arguments[3] {
                limit = Int(clamping: min(max(asked, 0), Int64(rowLimit)))
            }
            let found = try LineagePaths(context.graph, access: context.access).paths(
                from: origin,
                to: result,
                depth: depth,
                limit: limit,
                check: context.checkCancellation
            )
            return found.sorted { $0.relationships.count < $1.relationships.count }.map { path in
                [.path(path), .integer(Int64(path.relationships.count))]
            }
        }
    }

    /// The argument that says how far to go.
    private static func depth(
        _ arguments: [Value],
        at index: Int,
        otherwise standard: Int
    ) throws(CypherError) -> Int {
        guard arguments.count > index, case .integer(let depth) = arguments[index] else {
            return standard
        }
        guard (1...Int64(depthLimit)).contains(depth) else {
            throw CypherError(
                .argumentError,
                at: .runtime,
                detail: "NumberOutOfRange",
                message: "The depth of a lineage is from 1 to \(depthLimit) hops."
            )
        }
        return Int(depth)
    }
}
