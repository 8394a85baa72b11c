import Cypher
import CypherPlanning
import CypherRuntime
import JSON

/// Writes what an answer says besides its rows.
///
/// Source: Neo4j Query API manual, "Query" and "Profile queries"; the counters' names are those
/// that drivers know.
enum SummaryWriter {
    /// Writes the members `queryType`, `queryPlan` or `profiledQueryPlan`, `counters` and
    /// `notifications` of a Query API answer, as far as there is something to say.
    static func write(
        _ outcome: Outcome, includesCounters: Bool, to writer: inout JSONWriter
    ) {
        writer.name("queryType")
        writer.value(outcome.kind.rawValue)
        if let plan = outcome.plan {
            writer.name(plan.measurement == nil ? "queryPlan" : "profiledQueryPlan")
            PlanWriter.write(plan, to: &writer)
        }
        if includesCounters {
            writer.name("counters")
            write(outcome.counters, to: &writer)
        }
        if !outcome.notifications.isEmpty {
            writer.name("notifications")
            write(outcome.notifications, to: &writer)
        }
    }

    private static func write(_ counters: UpdateCounters, to writer: inout JSONWriter) {
        let numbers: [(String, Int)] = [
            ("nodesCreated", counters.nodesCreated),
            ("nodesDeleted", counters.nodesDeleted),
            ("propertiesSet", counters.propertiesSet),
            ("relationshipsCreated", counters.relationshipsCreated),
            ("relationshipsDeleted", counters.relationshipsDeleted),
            ("labelsAdded", counters.labelsAdded),
            ("labelsRemoved", counters.labelsRemoved),
            ("indexesAdded", counters.indexesAdded),
            ("indexesRemoved", counters.indexesRemoved),
            ("constraintsAdded", counters.constraintsAdded),
            ("constraintsRemoved", counters.constraintsRemoved),
            ("systemUpdates", 0),
        ]
        writer.beginObject()
        writer.name("containsUpdates")
        writer.value(counters.containsUpdates || counters.containsSchemaUpdates)
        for (name, number) in numbers {
            writer.name(name)
            writer.value(number)
        }
        writer.name("containsSystemUpdates")
        writer.value(false)
        writer.endObject()
    }

    /// Writes counters as the older endpoint names them.
    static func writeStatistics(of counters: UpdateCounters, to writer: inout JSONWriter) {
        let numbers: [(String, Int)] = [
            ("nodes_created", counters.nodesCreated),
            ("nodes_deleted", counters.nodesDeleted),
            ("properties_set", counters.propertiesSet),
            ("relationships_created", counters.relationshipsCreated),
            ("relationship_deleted", counters.relationshipsDeleted),
            ("labels_added", counters.labelsAdded),
            ("labels_removed", counters.labelsRemoved),
            ("indexes_added", counters.indexesAdded),
            ("indexes_removed", counters.indexesRemoved),
            ("constraints_added", counters.constraintsAdded),
            ("constraints_removed", counters.constraintsRemoved),
            ("system_updates", 0),
        ]
        writer.beginObject()
        writer.name("contains_updates")
        writer.value(counters.containsUpdates || counters.containsSchemaUpdates)
        for (name, number) in numbers {
            writer.name(name)
            writer.value(number)
        }
        writer.name("contains_system_updates")
        writer.value(false)
        writer.endObject()
    }

    private static func write(
        _ notifications: [Cypher.Notification], to writer: inout JSONWriter
    ) {
        writer.beginArray()
        for notification in notifications {
            writer.beginObject()
            writer.name("code")
            writer.value(notification.code)
            writer.name("title")
            writer.value(notification.title)
            writer.name("description")
            writer.value(notification.description)
            writer.name("severity")
            writer.value("INFORMATION")
            writer.name("category")
            writer.value(category(of: notification))
            writer.endObject()
        }
        writer.endArray()
    }

    /// The category drivers know; it follows from the third part of the code.
    private static func category(of notification: Cypher.Notification) -> String {
        let parts = notification.code.split(separator: ".")
        return parts.count > 2 && parts[2] == "Schema" ? "SCHEMA" : "GENERIC"
    }
}
