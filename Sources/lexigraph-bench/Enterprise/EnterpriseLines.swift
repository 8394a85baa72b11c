import Foundation
import JSON

/// Writes a company's catalog as JSON Lines in the short form, nodes and relationships apart.
///
/// Identities: the sections follow each other in the order they are written.
struct EnterpriseLines {
    private let enterprise: Enterprise
    private let file: FileHandle
    private var pending: [UInt8] = []

    private init(_ enterprise: Enterprise, to path: String) throws {
        self.enterprise = enterprise
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw BenchError("`\(path)` cannot be written.") }
        self.file = file
    }

    /// Writes all nodes to a file.
    static func writeNodes(of enterprise: Enterprise, to path: String) throws {
        var lines = try EnterpriseLines(enterprise, to: path)
        try lines.nodes()
        try lines.flush()
    }

    /// Writes all relationships to a file.
    static func writeRelationships(of enterprise: Enterprise, to path: String) throws {
        var lines = try EnterpriseLines(enterprise, to: path)
        try lines.relationships()
        try lines.flush()
    }

    // MARK: Identities

    private func term(_ index: Int) -> Int { index }
    private func role(_ index: Int) -> Int { enterprise.terms.count + index }
    private func user(_ index: Int) -> Int { role(enterprise.roles.count) + index }
    private func dataset(_ index: Int) -> Int { user(enterprise.users.count) + index }
    private func column(_ index: Int) -> Int { dataset(enterprise.datasets.count) + index }
    private func score(_ index: Int) -> Int { column(enterprise.columns.count) + index }
    private func rule(_ index: Int) -> Int { score(enterprise.datasets.count) + index }

    // MARK: Nodes

    private mutating func nodes() throws {
        for (index, term) in enterprise.terms.enumerated() {
            try node(self.term(index), "BusinessTerm") { writer in
                writer.member("term", term.name)
                writer.member("definition", term.definition)
                writer.name("synonyms")
                writer.beginArray()
                for synonym in term.synonyms { writer.value(synonym) }
                writer.endArray()
                writer.member("domain", term.domain)
                writer.member("steward", term.steward)
            }
        }
        for (index, name) in enterprise.roles.enumerated() {
            try node(role(index), "Role") { $0.member("name", name) }
        }
        for (index, user) in enterprise.users.enumerated() {
            try node(self.user(index), "User") { $0.member("name", user.name) }
        }
        try datasetNodes()
        try columnNodes()
        for (index, dataset) in enterprise.datasets.enumerated() {
            try node(score(index), "QualityScore") { $0.member("score", dataset.score) }
        }
        for (index, rule) in enterprise.rules.enumerated() {
            try node(self.rule(index), "QualityRule") { writer in
                writer.member("rule_id", "QR\(index)")
                writer.member("rule_type", rule.type)
                writer.member("condition", rule.condition)
                writer.member("threshold", rule.threshold)
                writer.member("severity", rule.severity)
            }
        }
    }

    private mutating func datasetNodes() throws {
        for (index, dataset) in enterprise.datasets.enumerated() {
            try node(self.dataset(index), "Dataset") { writer in
                writer.member("name", dataset.name)
                writer.member("type", dataset.type)
                writer.member("layer", dataset.layer)
                writer.member("description", dataset.description)
                writer.member("owner", dataset.owner)
                writer.member("row_count", dataset.rowCount)
                writer.member("size_bytes", dataset.sizeBytes)
                writer.member("freshness_sla", dataset.freshness)
                writer.member("quality_score", dataset.qualityScore)
                writer.member("popularity", dataset.popularity)
            }
        }
    }

    private mutating func columnNodes() throws {
        for (index, column) in enterprise.columns.enumerated() {
            try node(self.column(index), "Column") { writer in
                let entity = Vocabulary.entities[Int(column.name.entity)]
                let attribute = column.name.attributeInfo
                writer.member("name", column.name.text)
                writer.member("data_type", attribute.type)
                writer.member("description", "\(entity) \(attribute.name) attribute")
                writer.member("is_nullable", column.isNullable)
                writer.member("is_pii", column.isPersonal)
                writer.member("distinct_count", Int(column.distinctCount))
                writer.member("null_percentage", column.nullPercentage)
            }
        }
    }

    private mutating func node(
        _ id: Int, _ label: String, _ properties: (inout JSONWriter) -> Void
    ) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("id")
        writer.value(id)
        writer.name("labels")
        writer.beginArray()
        writer.value(label)
        writer.endArray()
        try endLine(&writer, properties)
    }

    // MARK: Relationships

    private mutating func relationships() throws {
        for (index, dataset) in enterprise.datasets.enumerated() {
            for column in dataset.columns {
                try relationship("HAS_COLUMN", self.dataset(index), self.column(column))
            }
        }
        for mapping in enterprise.mappings {
            try relationship("MAPS_TO", column(mapping.column), term(mapping.term)) {
                $0.member("confidence", mapping.confidence)
            }
        }
        try lineage()
        for (index, dataset) in enterprise.datasets.enumerated() {
            try relationship("HAS_QUALITY_SCORE", self.dataset(index), score(index))
            for role in dataset.roles {
                try relationship("REQUIRES_ROLE", self.dataset(index), self.role(role))
            }
        }
        for (index, rule) in enterprise.rules.enumerated() {
            try relationship("HAS_QUALITY_RULE", dataset(rule.dataset), self.rule(index))
        }
        for (index, user) in enterprise.users.enumerated() {
            for role in user.roles {
                try relationship("HAS_ROLE", self.user(index), self.role(role))
            }
        }
    }

    private mutating func lineage() throws {
        for (index, parents) in enterprise.upstream.enumerated() {
            for parent in parents {
                let words = Vocabulary.transformations
                try relationship("DERIVED_FROM", dataset(index), dataset(Int(parent))) {
                    $0.member("transformation", words[(index + Int(parent)) % words.count])
                }
            }
        }
        for index in enterprise.columns.indices {
            for source in enterprise.columnUpstream[index] {
                let words = Vocabulary.transformations
                try relationship("DERIVED_FROM", column(index), column(Int(source))) {
                    $0.member("transformation", words[(index + Int(source)) % words.count])
                }
            }
        }
    }

    private mutating func relationship(
        _ type: String, _ start: Int, _ end: Int,
        _ properties: (inout JSONWriter) -> Void = { _ in }
    ) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("start")
        writer.value(start)
        writer.name("end")
        writer.value(end)
        writer.member("type", type)
        try endLine(&writer, properties)
    }

    // MARK: Lines

    private mutating func endLine(
        _ writer: inout JSONWriter, _ properties: (inout JSONWriter) -> Void
    ) throws {
        writer.name("properties")
        writer.beginObject()
        properties(&writer)
        writer.endObject()
        writer.endObject()
        pending += writer.bytes
        pending.append(UInt8(ascii: "\n"))
        if pending.count > 1 << 20 { try flush() }
    }

    private mutating func flush() throws {
        try file.write(contentsOf: Data(pending))
        pending.removeAll(keepingCapacity: true)
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ text: String) {
        self.name(name)
        value(text)
    }

    fileprivate mutating func member(_ name: String, _ number: Int) {
        self.name(name)
        value(number)
    }

    fileprivate mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    fileprivate mutating func member(_ name: String, _ truth: Bool) {
        self.name(name)
        value(truth)
    }
}
