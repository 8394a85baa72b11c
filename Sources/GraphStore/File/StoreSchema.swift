/// The tables of a store file.
///
/// Their structure is for people to read in the `sqlite3` shell; property values are compact blobs
/// (see `ValueCodec` and `SegmentEncoder`).
enum StoreSchema {
    /// Marks a file as ours in SQLite's header: `LXGR`.
    static let applicationID: Int64 = 0x4C58_4752

    /// The version of the tables; a file of a newer version is refused.
    static let version: Int64 = 3

    /// Creates the tables of the current version in an empty file.
    static let script = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);

        -- Labels, relationship types and property keys by number.
        CREATE TABLE name (
            kind TEXT NOT NULL CHECK (kind IN ('label', 'type', 'key')),
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;

        -- Each combination of labels that occurs, one row for each of its labels.
        CREATE TABLE label_set (
            id INTEGER NOT NULL,
            label INTEGER NOT NULL,
            PRIMARY KEY (id, label)
        ) STRICT, WITHOUT ROWID;

        -- labels: a label_set, 0 for none.
        CREATE TABLE node (
            id INTEGER PRIMARY KEY,
            labels INTEGER NOT NULL,
            properties BLOB NOT NULL
        ) STRICT;

        CREATE TABLE relationship (
            id INTEGER PRIMARY KEY,
            type INTEGER NOT NULL,
            start_node INTEGER NOT NULL,
            end_node INTEGER NOT NULL,
            properties BLOB NOT NULL
        ) STRICT;

        -- Indexes and constraints, in the order in which they were made.
        CREATE TABLE schema_object (
            ordinal INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('index', 'constraint')),
            definition BLOB NOT NULL,
            UNIQUE (name, kind)
        ) STRICT;

        \(log)
        \(segments)
        """

    /// What leads from each older version to the next.
    ///
    /// From version 2 on, `LogMigration` then fills the new log from the old one.
    static let migrations: [Int64: String] = [
        1: segments + "\nPRAGMA user_version = 2;",
        2: "ALTER TABLE change RENAME TO change_2;" + log + "\nPRAGMA user_version = 3;",
    ]

    /// The log, as version 3 has it.
    private static let log = """

        -- One row for each transaction; time in nanoseconds since 1970.
        -- before: what it changed, as it was. after: digest of what it led to.
        -- content: digest of the row up to salt. digest: of the digest of the row before, the
        -- sequence and content; so no row can be changed without those after it.
        -- rewritten: the transaction that erased or folded away contents; it has their digest.
        CREATE TABLE change (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            reason TEXT,
            source TEXT NOT NULL,
            next_node INTEGER NOT NULL,
            next_relationship INTEGER NOT NULL,
            before BLOB NOT NULL,
            after BLOB,
            salt BLOB NOT NULL,
            content BLOB NOT NULL,
            digest BLOB NOT NULL,
            rewritten INTEGER
        ) STRICT;

        -- Which transactions touched a node or relationship, except for those that made it in a
        -- segment.
        CREATE TABLE node_change (
            node INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (node, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE relationship_change (
            relationship INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (relationship, sequence)
        ) STRICT, WITHOUT ROWID;
        """

    /// What version 2 added.
    private static let segments = """

        -- Nodes that one change made many at once, up to 4096 of one label_set in a row.
        -- A row of `node` or `removed` with the id of one of them counts instead of it.
        -- sequence: the change. checksum: of content.
        CREATE TABLE node_segment (
            first_node INTEGER PRIMARY KEY,
            last_node INTEGER NOT NULL,
            node_count INTEGER NOT NULL,
            labels INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT;

        -- The same for relationships, of one type in a row.
        CREATE TABLE relationship_segment (
            first_relationship INTEGER PRIMARY KEY,
            last_relationship INTEGER NOT NULL,
            relationship_count INTEGER NOT NULL,
            type INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT;

        -- Nodes and relationships that stand in a segment and were deleted since.
        CREATE TABLE removed (
            kind TEXT NOT NULL CHECK (kind IN ('node', 'relationship')),
            id INTEGER NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        """
}
