public import Assets

/// The shape of the graph as the comments of the schema's files declare it.
///
///     // (:Dataset) A table, view or file that holds rows.
///     //   name: STRING   full name, unique
///     // (:Dataset)-[:HAS_COLUMN]->(:Column) The dataset has the column.
///
/// A label or a type with its ends begins a declaration; properties follow, indented by two more
/// blanks. Deeper lines go on with a description and are not read.
public struct GraphModel: Hashable, Sendable {
    /// A pair of labels that a type of relationship connects.
    public struct Pattern: Hashable, Sendable {
        /// The label at the start.
        public let start: String
        /// The type.
        public let type: String
        /// The label at the end.
        public let end: String

        /// Creates a pattern.
        public init(start: String, type: String, end: String) {
            self.start = start
            self.type = type
            self.end = end
        }
    }

    /// The types of each label's properties, by name.
    public private(set) var nodes: [String: [String: String]] = [:]

    /// The types of each pattern's properties, by name.
    public private(set) var relationships: [Pattern: [String: String]] = [:]

    /// Reads the declarations of schema files.
    ///
    /// - Throws: `CatalogError.badModel` for a property that stands before any label or type, and
    ///   for a label that is declared twice.
    public init(_ files: [AssetFile]) throws(CatalogError) {
        for file in files {
            var current: Subject?
            for line in file.text.split(separator: "\n") {
                guard line.hasPrefix("// ") else {
                    current = nil
                    continue
                }
                try read(line.dropFirst(3), in: file.path, &current)
            }
        }
    }

    private enum Subject {
        case node(String)
        case relationship(Pattern)
    }

    private mutating func read(
        _ line: Substring,
        in path: String,
        _ current: inout Subject?
    ) throws(CatalogError) {
        if line.hasPrefix("(:") {
            let subject = Self.subject(line)
            current = subject
            switch subject {
            case .node(let label)?:
                guard nodes.updateValue([:], forKey: label) == nil else {
                    throw .badModel(path, "The label `\(label)` is declared twice.")
                }
            case .relationship(let pattern)?:
                relationships[pattern] = relationships[pattern] ?? [:]
            case nil:
                throw .badModel(path, "`\(line)` declares neither a label nor a type.")
            }
        } else if line.hasPrefix("  "), !line.hasPrefix("   "), let colon = line.firstIndex(of: ":")
        {
            let name = String(line[..<colon].drop { $0 == " " })
            let type = line[line.index(after: colon)...].split(separator: " ").first ?? ""
            switch current {
            case .node(let label)?: nodes[label]?[name] = String(type)
            case .relationship(let pattern)?: relationships[pattern]?[name] = String(type)
            case nil: throw .badModel(path, "`\(name)` belongs to no label or type.")
            }
        }
    }

    /// What `(:A)` or `(:A)-[:T]->(:B)` at the beginning of a line declares.
    private static func subject(_ line: Substring) -> Subject? {
        let names = line.prefix { $0 != " " }.split { "(:)-[]>".contains($0) }.map(String.init)
        switch names.count {
        case 1: return .node(names[0])
        case 3: return .relationship(Pattern(start: names[0], type: names[1], end: names[2]))
        default: return nil
        }
    }
}
