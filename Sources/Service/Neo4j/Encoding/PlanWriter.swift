import CypherPlanning
import JSON

/// Writes a plan as `EXPLAIN` and `PROFILE` answer it.
///
/// Source: Neo4j Query API manual, "Profile queries".
struct PlanWriter {
    private let isProfile: Bool

    /// Operators below this depth are left out.
    private static let depthLimit = 1_000

    /// Writes a plan; the root says in addition what planned it and shows the tree as text.
    static func write(_ plan: PlanDescription, to writer: inout JSONWriter) {
        PlanWriter(isProfile: plan.measurement != nil).write(plan, to: &writer, depth: 0)
    }

    private func write(_ plan: PlanDescription, to writer: inout JSONWriter, depth: Int) {
        writer.beginObject()
        if isProfile { writeFigures(of: plan, to: &writer) }
        writer.name("operatorType")
        writer.value(plan.operation)
        writer.name("arguments")
        writeArguments(of: plan, isRoot: depth == 0, to: &writer)
        writer.name("identifiers")
        writer.beginArray()
        for variable in plan.variables { writer.value(variable) }
        writer.endArray()
        writer.name("children")
        writer.beginArray()
        if depth < Self.depthLimit {
            for child in plan.children { write(child, to: &writer, depth: depth + 1) }
        }
        writer.endArray()
        writer.endObject()
    }

    /// The figures that every profiled operator has; there are no pages that could be counted.
    private func writeFigures(of plan: PlanDescription, to writer: inout JSONWriter) {
        writer.name("dbHits")
        writer.value(plan.measurement?.accesses ?? 0)
        writer.name("records")
        writer.value(plan.measurement?.rows ?? 0)
        writer.name("hasPageCacheStats")
        writer.value(false)
        writer.name("pageCacheHits")
        writer.value(0)
        writer.name("pageCacheMisses")
        writer.value(0)
        writer.name("pageCacheHitRatio")
        writer.value(0.0)
        writer.name("time")
        writer.value(plan.measurement?.nanoseconds ?? 0)
    }

    private func writeArguments(
        of plan: PlanDescription, isRoot: Bool, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.name("Id")
        writer.value(plan.number)
        if !plan.details.isEmpty {
            writer.name("Details")
            writer.value(plan.details)
        }
        writer.name("EstimatedRows")
        writer.value(plan.estimatedRows)
        if let measurement = plan.measurement {
            writer.name("Rows")
            writer.value(measurement.rows)
            writer.name("DbHits")
            writer.value(measurement.accesses)
            writer.name("Time")
            writer.value(measurement.nanoseconds)
        }
        if isRoot {
            writer.name("planner")
            writer.value("COST")
            writer.name("planner-impl")
            writer.value("LEXIGRAPH")
            writer.name("runtime")
            writer.value("LEXIGRAPH")
            writer.name("runtime-impl")
            writer.value("LEXIGRAPH")
            writer.name("string-representation")
            writer.value(plan.text)
        }
        writer.endObject()
    }
}
