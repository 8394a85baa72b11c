internal import PropertyGraph

/// The stored form of index and constraint definitions.
enum SchemaCodec {
    static func write(_ change: SchemaChange, to writer: inout ByteWriter) {
        switch change {
        case .createIndex(let index):
            writer.write(byte: 0)
            write(index, to: &writer)
        case .dropIndex(let index):
            writer.write(byte: 1)
            write(index, to: &writer)
        case .createConstraint(let constraint):
            writer.write(byte: 2)
            write(constraint, to: &writer)
        case .dropConstraint(let constraint):
            writer.write(byte: 3)
            write(constraint, to: &writer)
        }
    }

    static func encode(_ index: IndexDefinition) -> [UInt8] {
        var writer = ByteWriter()
        write(index, to: &writer)
        return writer.bytes
    }

    static func encode(_ constraint: ConstraintDefinition) -> [UInt8] {
        var writer = ByteWriter()
        write(constraint, to: &writer)
        return writer.bytes
    }

    private static func write(_ index: IndexDefinition, to writer: inout ByteWriter) {
        writer.write(text: index.name)
        writer.write(text: index.kind.rawValue)
        write(index.target, to: &writer)
        write(index.keys, to: &writer)
        ValueCodec.write(.map(index.options), to: &writer)
        writer.write(byte: index.constraint == nil ? 0 : 1)
        if let constraint = index.constraint { writer.write(text: constraint) }
    }

    private static func write(_ constraint: ConstraintDefinition, to writer: inout ByteWriter) {
        writer.write(text: constraint.name)
        writer.write(text: constraint.kind.rawValue)
        write(constraint.target, to: &writer)
        write(constraint.keys, to: &writer)
        guard let type = constraint.propertyType else { return }
        write(type.scalars.map(\.rawValue).sorted(), to: &writer)
        write(type.elements.map(\.rawValue).sorted(), to: &writer)
    }

    private static func write(_ target: SchemaTarget, to writer: inout ByteWriter) {
        switch target {
        case .nodes(let labels):
            writer.write(byte: 0)
            write(labels, to: &writer)
        case .relationships(let types):
            writer.write(byte: 1)
            write(types, to: &writer)
        }
    }

    private static func write(_ names: [String], to writer: inout ByteWriter) {
        writer.write(count: names.count)
        for name in names { writer.write(text: name) }
    }

    // MARK: Reading

    static func decodeIndex(_ bytes: Span<UInt8>) throws(DecodingFailure) -> IndexDefinition {
        var reader = ByteReader()
        return try readIndex(bytes, with: &reader)
    }

    static func decodeConstraint(
        _ bytes: Span<UInt8>
    ) throws(DecodingFailure) -> ConstraintDefinition {
        var reader = ByteReader()
        return try readConstraint(bytes, with: &reader)
    }

    static func readChange(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> SchemaChange {
        switch try reader.readByte(bytes) {
        case 0: .createIndex(try readIndex(bytes, with: &reader))
        case 1: .dropIndex(try readIndex(bytes, with: &reader))
        case 2: .createConstraint(try readConstraint(bytes, with: &reader))
        case 3: .dropConstraint(try readConstraint(bytes, with: &reader))
        default: throw DecodingFailure(reason: "a change of the schema is unknown")
        }
    }

    private static func readIndex(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> IndexDefinition {
        let name = try reader.readText(bytes)
        guard let kind = IndexKind(rawValue: try reader.readText(bytes)) else {
            throw DecodingFailure(reason: "the kind of an index is unknown")
        }
        let target = try readTarget(bytes, with: &reader)
        let keys = try readNames(bytes, with: &reader)
        guard case .map(let options) = try reader.readValue(bytes) else {
            throw DecodingFailure(reason: "the options of an index are no map")
        }
        let isOwned = try reader.readByte(bytes) == 1
        return IndexDefinition(
            name: name,
            kind: kind,
            target: target,
            keys: keys,
            options: options,
            constraint: isOwned ? try reader.readText(bytes) : nil
        )
    }

    private static func readConstraint(
        _ bytes: Span<UInt8>, with reader: inout ByteReader
    ) throws(DecodingFailure) -> ConstraintDefinition {
        let name = try reader.readText(bytes)
        guard let kind = ConstraintKind(rawValue: try reader.readText(bytes)) else {
            throw DecodingFailure(reason: "the kind of a constraint is unknown")
        }
        let target = try readTarget(bytes, with: &reader)
        let keys = try readNames(bytes, with: &reader)
        var constraint = ConstraintDefinition(name: name, kind: kind, target: target, keys: keys)
        if kind == .type {
            constraint.propertyType = PropertyType(
                scalars: try readTypes(bytes, with: &reader),
                elements: try readTypes(bytes, with: &reader)
            )
        }
        return constraint
    }

    private static func readTypes(
        _ bytes: Span<UInt8>,
        with reader: inout ByteReader
    ) throws(DecodingFailure) -> Set<PropertyType.Member> {
        var types: Set<PropertyType.Member> = []
        for name in try readNames(bytes, with: &reader) {
            guard let type = PropertyType.Member(rawValue: name) else {
                throw DecodingFailure(reason: "the type in a constraint is unknown")
            }
            types.insert(type)
        }
        return types
    }

    private static func readTarget(
        _ bytes: Span<UInt8>,
        with reader: inout ByteReader
    ) throws(DecodingFailure) -> SchemaTarget {
        let isNodes = try reader.readByte(bytes) == 0
        let names = try readNames(bytes, with: &reader)
        return isNodes ? .nodes(labels: names) : .relationships(types: names)
    }

    private static func readNames(
        _ bytes: Span<UInt8>,
        with reader: inout ByteReader
    ) throws(DecodingFailure) -> [String] {
        var names: [String] = []
        for _ in 0..<(try reader.readCount(bytes)) {
            names.append(try reader.readText(bytes))
        }
        return names
    }
}
