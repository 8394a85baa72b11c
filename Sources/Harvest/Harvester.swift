internal import SQLite

/// How far a harvest goes.
public struct HarvestSettings: Hashable, Sendable {
    /// The most rows of a table whose values are measured.
    public var profiledRows = 200_000
    /// A text column with at most so many different values has all of them noted.
    public var mostValues = 500
    /// How many values of other columns are noted.
    public var sampleValues = 10
    /// How long the whole may take.
    public var time: Duration = .seconds(300)
    /// How long the values of one table may take.
    public var tableTime: Duration = .seconds(30)

    /// Settings for databases of ordinary size.
    public init() {}
}

/// Reads what a SQLite database holds.
///
/// The file is opened for reading only. A table that cannot be read is left out with a reason; one
/// whose values cannot be measured in time is taken without them.
public struct Harvester: Sendable {
    private let settings: HarvestSettings

    /// Creates a harvester.
    public init(settings: HarvestSettings = HarvestSettings()) {
        self.settings = settings
    }

    /// Reads the schema and the value profiles of the database at a path.
    ///
    /// - Throws: `HarvestError` when there is no such database, or it cannot be read at all.
    /// - Complexity: O(rows × columns), within the settings' number of rows a table.
    public func harvest(path: String) throws(HarvestError) -> SourceSchema {
        let file = try SourceFile(path: path)
        let deadline = Deadline(.now.advanced(by: settings.time))
        let connection = try file.open(until: deadline)
        do throws(SQLiteError) {
            // One transaction, so that keys and values are of one state.
            try connection.begin()
            var schema = try SchemaReader(connection: connection).read()
            try profile(&schema, connection, deadline)
            for index in schema.tables.indices {
                TableShape.findKey(&schema.tables[index])
            }
            let inference = ReferenceInference(connection: connection, schema: schema)
            schema.references += try inference.references()
            for index in schema.tables.indices {
                schema.tables[index].timeColumn = TableShape.timeColumn(of: schema.tables[index])
                schema.tables[index].isFact = TableShape.isFact(schema.tables[index], in: schema)
            }
            return schema
        } catch {
            throw file.problem(error)
        }
    }

    private func profile(
        _ schema: inout SourceSchema, _ connection: Connection, _ deadline: Deadline
    ) throws(SQLiteError) {
        let profiler = TableProfiler(connection: connection, settings: settings)
        var failed: [Int] = []
        for index in schema.tables.indices {
            let name = schema.tables[index].name
            do throws(SQLiteError) {
                try deadline.limiting(to: settings.tableTime) { () throws(SQLiteError) in
                    try profiler.profile(&schema.tables[index])
                }
            } catch {
                switch error.code {
                case .busy, .locked: throw error
                case .interrupted:
                    guard !deadline.isOver else { throw error }
                    schema.warnings.append(
                        "The values of `\(name)` took too long to measure; it is known without "
                            + "them."
                    )
                default:
                    schema.skipped.append(.init(table: name, reason: "\(error.message)."))
                    failed.append(index)
                }
            }
            for column in schema.tables[index].columns.indices {
                let found = schema.tables[index].columns[column]
                schema.tables[index].columns[column].dataType = ColumnTyping.type(
                    declared: found.declaredType, found.profile)
            }
        }
        let lost = Set(failed.map { schema.tables[$0].name })
        schema.tables.removeAll { lost.contains($0.name) }
        schema.references.removeAll { lost.contains($0.table) || lost.contains($0.targetTable) }
    }
}
