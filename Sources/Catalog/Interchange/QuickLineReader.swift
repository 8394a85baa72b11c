import PropertyGraph

#if canImport(Glibc)
    import Glibc
#endif

/// A line of an import, read without making values of its parts.
struct QuickLine {
    enum Kind {
        case node
        case relationship
    }

    var kind = Kind.node
    /// What the file calls the node.
    var id: ImportIdentity?
    /// The place of the node's labels in the reader's list.
    var labels = 0
    /// The place of the relationship's type in the reader's list.
    var type = 0
    /// Where the relationship starts and ends.
    var start: ImportIdentity?
    var end: ImportIdentity?
    /// The properties as cells of the draft, without nulls, each key once.
    var cells: [(key: PropertyKeyID, cell: Cell)] = []
}

/// Reads lines of the usual shape in one pass over their bytes, straight into cells.
///
/// Whatever is unusual, wrong lines included, is left to `ImportLine`, which reads everything and
/// says what is wrong: an unusual line is one with escapes in its texts, values of `$type`,
/// members that are not expected or appear twice, ends given by more than an `id`, and numbers
/// that are not exact in a few steps.
struct QuickLineReader {
    /// The lists of labels that were met.
    private(set) var labels: [[String]] = []
    /// The types that were met.
    private(set) var types: [String] = []
    /// What was read last.
    private(set) var line = QuickLine()

    private let draft: Draft
    private var labelTexts = ByteTable()
    private var typeTexts = ByteTable()
    private var keyTexts = ByteTable()
    private var keys: [PropertyKeyID] = []
    private var texts = TextCache()

    init(_ draft: Draft) {
        self.draft = draft
    }

    /// The members of a line that were met, a bit for each.
    private struct Members: OptionSet {
        let rawValue: UInt8

        static let id = Members(rawValue: 1)
        static let labels = Members(rawValue: 2)
        static let properties = Members(rawValue: 4)
        static let type = Members(rawValue: 8)
        static let label = Members(rawValue: 16)
        static let start = Members(rawValue: 32)
        static let end = Members(rawValue: 64)
    }

    /// Reads a line; false when it is unusual, and `line` then says nothing.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(GraphError) -> Bool {
        var scanner = ByteScanner(bytes)
        line.id = nil
        line.cells.removeAll(keepingCapacity: true)
        var met: Members = []
        var type: UnsafeBufferPointer<UInt8>?
        guard scanner.skip(UInt8(ascii: "{")) else { return false }
        repeat {
            guard let name = scanner.name(), let member = Self.member(name),
                met.insert(member).inserted
            else { return false }
            switch member {
            case .id:
                guard scanner.identity(&line.id) else { return false }
            case .labels:
                guard readLabels(&scanner) else { return false }
            case .properties:
                guard try readProperties(&scanner) else { return false }
            case .start:
                guard Self.readEnd(&scanner, &line.start) else { return false }
            case .end:
                guard Self.readEnd(&scanner, &line.end) else { return false }
            default:
                guard let text = scanner.text() else { return false }
                if member == .label || type == nil || !met.contains(.label) { type = text }
            }
        } while scanner.skip(UInt8(ascii: ","))
        guard scanner.skip(UInt8(ascii: "}")), scanner.isAtEnd else { return false }
        return finish(met, type)
    }

    private mutating func finish(
        _ met: Members, _ type: UnsafeBufferPointer<UInt8>?
    ) -> Bool {
        if met.contains(.start), met.contains(.end) {
            guard let type, !type.isEmpty, !met.contains(.labels),
                met.contains(.label) || !Self.equal(type, "relationship")
            else { return false }
            line.kind = .relationship
            let (place, isNew) = typeTexts.place(of: type)
            if isNew { types.append(String(decoding: type, as: UTF8.self)) }
            line.type = place
            return true
        }
        guard !met.contains(.start), !met.contains(.end), !met.contains(.label),
            met.contains(.labels), type.map({ Self.equal($0, "node") }) ?? true
        else { return false }
        line.kind = .node
        return true
    }

    private static func member(_ name: UnsafeBufferPointer<UInt8>) -> Members? {
        switch name.count {
        case 2 where equal(name, "id"): .id
        case 3 where equal(name, "end"): .end
        case 4 where equal(name, "type"): .type
        case 5 where equal(name, "start"): .start
        case 5 where equal(name, "label"): .label
        case 6 where equal(name, "labels"): .labels
        case 10 where equal(name, "properties"): .properties
        default: nil
        }
    }

    private static func equal(
        _ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString
    ) -> Bool {
        guard let base = bytes.baseAddress, word.utf8CodeUnitCount == bytes.count else {
            return false
        }
        return memcmp(word.utf8Start, base, bytes.count) == 0
    }

    // MARK: Parts

    /// Reads a list of texts.
    private mutating func readLabels(_ scanner: inout ByteScanner) -> Bool {
        guard let raw = scanner.textList() else { return false }
        let (place, isNew) = labelTexts.place(of: raw)
        if isNew {
            var found: [String] = []
            var list = ByteScanner(raw)
            guard list.skip(UInt8(ascii: "[")) else { return false }
            while let text = list.text() {
                found.append(String(decoding: text, as: UTF8.self))
                _ = list.skip(UInt8(ascii: ","))
            }
            labels.append(found)
        }
        line.labels = place
        return true
    }

    /// Reads an end given by an identifier, or by `{"id":…}` with or without labels.
    private static func readEnd(
        _ scanner: inout ByteScanner, _ end: inout ImportIdentity?
    ) -> Bool {
        end = nil
        guard scanner.skip(UInt8(ascii: "{")) else { return scanner.identity(&end) }
        guard let name = scanner.name(), equal(name, "id"), scanner.identity(&end) else {
            return false
        }
        if scanner.skip(UInt8(ascii: ",")) {
            guard let name = scanner.name(), equal(name, "labels"), scanner.textList() != nil
            else { return false }
        }
        return scanner.skip(UInt8(ascii: "}"))
    }

    private mutating func readProperties(
        _ scanner: inout ByteScanner
    ) throws(GraphError) -> Bool {
        guard scanner.skip(UInt8(ascii: "{")) else { return false }
        if scanner.skip(UInt8(ascii: "}")) { return true }
        repeat {
            guard let name = scanner.name() else { return false }
            let (place, isNew) = keyTexts.place(of: name)
            if isNew {
                keys.append(try draft.propertyKey(String(decoding: name, as: UTF8.self)))
            }
            let key = keys[place]
            for (other, _) in line.cells where other == key { return false }
            guard let cell = try readValue(&scanner) else { return false }
            if !cell.isNull { line.cells.append((key, cell)) }
        } while scanner.skip(UInt8(ascii: ","))
        return scanner.skip(UInt8(ascii: "}"))
    }

    /// A property's value; nil when it is unusual.
    private mutating func readValue(_ scanner: inout ByteScanner) throws(GraphError) -> Cell? {
        switch scanner.current {
        case UInt8(ascii: "\""):
            guard let text = scanner.text() else { return nil }
            return try texts.cell(of: text, in: draft)
        case UInt8(ascii: "["):
            guard let elements = scanner.list() else { return nil }
            return try draft.cell(storing: .list(elements))
        default:
            switch scanner.scalar() {
            case .integer(let integer): return .integer(integer)
            case .float(let number): return .float(number)
            case .boolean(let boolean): return .boolean(boolean)
            case .null: return .null
            default: return nil
            }
        }
    }
}
