import PropertyGraph

/// Finds the tables and columns that a glossary of a registered source speaks of.
///
/// Names may stand without the source's and in any case: `Claim.claim_number` is
/// `insurance.claim.Claim_Number`. What is not there is an error with its place and what is near.
struct GlossaryResolver {
    private struct Table {
        var fullName: String
        /// The columns in their order.
        var columns: [String]
        var key: [String]
    }

    private let source: String
    /// The tables by the names that they may go by, in lower case.
    private var tables: [String: Table] = [:]

    /// Reads the tables of a source.
    init(source: String, graph: Graph) {
        self.source = source
        guard let label = graph.label(named: CatalogLabel.dataset.rawValue),
            let owner = graph.propertyKey(named: "source_name"),
            let name = graph.propertyKey(named: "name")
        else { return }
        let short = graph.propertyKey(named: "table_name")
        let keyColumns = graph.propertyKey(named: "primary_key")
        let columns = Self.columns(in: graph)
        var cursor = graph.nodes(labelled: label)
        while let node = cursor.next() {
            guard graph.value(of: owner, on: node) == .string(source),
                case .string(let fullName) = graph.value(of: name, on: node)
            else { continue }
            var key: [String] = []
            if let keyColumns, case .list(let list) = graph.value(of: keyColumns, on: node) {
                key = list.compactMap { if case .string(let text) = $0 { text } else { nil } }
            }
            let table = Table(fullName: fullName, columns: columns[fullName] ?? [], key: key)
            tables[fullName.lowercased()] = table
            if let short, case .string(let text) = graph.value(of: short, on: node) {
                tables[text.lowercased()] = table
            }
        }
    }

    private static func columns(in graph: Graph) -> [String: [String]] {
        guard let label = graph.label(named: CatalogLabel.column.rawValue),
            let dataset = graph.propertyKey(named: "dataset_name"),
            let name = graph.propertyKey(named: "name")
        else { return [:] }
        let ordinal = graph.propertyKey(named: "ordinal")
        var found: [String: [(Int64, String)]] = [:]
        var cursor = graph.nodes(labelled: label)
        while let node = cursor.next() {
            guard case .string(let home) = graph.value(of: dataset, on: node),
                case .string(let own) = graph.value(of: name, on: node)
            else { continue }
            var place: Int64 = 0
            if let ordinal, case .integer(let value) = graph.value(of: ordinal, on: node) {
                place = value
            }
            found[home, default: []].append((place, own))
        }
        return found.mapValues { $0.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1) }
    }

    /// Whether the source has the table or column that each mapping names.
    func knows(_ document: CatalogDocument) -> Bool {
        let mappings = document.mappings + document.terms.flatMap(\.mappings)
        guard !mappings.isEmpty || !document.tables.isEmpty else { return false }
        return mappings.allSatisfy { mapping in
            mapping.table.map { tables[$0.lowercased()] != nil } ?? (find(mapping.column) != nil)
        } && document.tables.allSatisfy { tables[$0.name.lowercased()] != nil }
    }

    // MARK: Resolving

    /// The document with all names as the catalog has them.
    ///
    /// - Throws: `CatalogError.badDocument` for a table or column that the source does not have.
    func resolved(_ document: CatalogDocument) throws(CatalogError) -> CatalogDocument {
        var copy = document
        for index in copy.terms.indices {
            for other in copy.terms[index].mappings.indices {
                try resolve(&copy.terms[index].mappings[other])
            }
        }
        for index in copy.mappings.indices { try resolve(&copy.mappings[index]) }
        for index in copy.joins.indices {
            let join = copy.joins[index]
            copy.joins[index].column = try column(join.column, join.place)
            copy.joins[index].target = try column(join.target, join.place)
        }
        for index in copy.tables.indices {
            let table = try table(copy.tables[index].name, copy.tables[index].place)
            copy.tables[index].name = table.fullName
            for other in copy.tables[index].columns.indices {
                let column = copy.tables[index].columns[other]
                copy.tables[index].columns[other].name = try self.column(
                    column.name, of: table, column.place)
            }
        }
        return copy
    }

    private func resolve(_ mapping: inout MappingEntry) throws(CatalogError) {
        let place = mapping.place
        var through: [String] = []
        for name in mapping.through { through.append(try table(name, place).fullName) }
        mapping.through = through
        guard mapping.column.isEmpty else {
            mapping.column = try column(mapping.column, place)
            // A table beside another's column is one that has a row for each that counts.
            if let name = mapping.table, mapping.role != "display" {
                let own = try table(name, place).fullName
                let isSame = mapping.column.hasPrefix(own + ".")
                if !isSame, !through.contains(own) { mapping.through.append(own) }
            }
            return
        }
        let home = try home(of: mapping)
        let words = Self.names(in: (mapping.expression ?? "") + " " + (mapping.condition ?? ""))
        let named = words.lazy.compactMap { word in
            let own = word.split(separator: ".").last.map(String.init) ?? word
            return home.columns.first { $0.lowercased() == own.lowercased() }
        }.first
        // An entity of a table is told apart by the table's key.
        let keyed = mapping.expression == nil ? home.key.first ?? home.columns.first : nil
        guard let column = keyed ?? named ?? home.key.first ?? home.columns.first else {
            throw place.problem("`\(home.fullName)` has no column.")
        }
        mapping.column = home.fullName + "." + column
    }

    private func home(of mapping: MappingEntry) throws(CatalogError) -> Table {
        if let name = mapping.table { return try table(name, mapping.place) }
        for word in Self.names(in: mapping.expression ?? "") {
            guard let dot = word.lastIndex(of: ".") else { continue }
            return try table(String(word[..<dot]), mapping.place)
        }
        throw mapping.place.problem(
            "Put the `table` of `\(mapping.term)` beside its expression, or before its columns.")
    }

    /// The words of an expression that may be columns, with the tables before them.
    private static func names(in text: String) -> [String] {
        var plain = ""
        var isQuoted = false
        for character in text {
            if character == "'" { isQuoted.toggle() }
            plain.append(isQuoted ? " " : character)
        }
        return plain.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
            .map(String.init).filter { $0.first?.isNumber == false }
    }

    private func find(_ name: String) -> (table: Table, column: String)? {
        guard let dot = name.lastIndex(of: "."), let table = tables[name[..<dot].lowercased()]
        else { return nil }
        let own = name[name.index(after: dot)...].lowercased()
        return table.columns.first { $0.lowercased() == own }.map { (table, $0) }
    }

    private func column(_ name: String, _ place: DocumentPlace) throws(CatalogError) -> String {
        guard let dot = name.lastIndex(of: ".") else {
            throw place.problem("`\(name)` should name its table too.")
        }
        let table = try table(String(name[..<dot]), place)
        let own = String(name[name.index(after: dot)...])
        return table.fullName + "." + (try column(own, of: table, place))
    }

    private func column(
        _ name: String, of table: Table, _ place: DocumentPlace
    ) throws(CatalogError) -> String {
        if let found = table.columns.first(where: { $0.lowercased() == name.lowercased() }) {
            return found
        }
        throw place.problem(
            "`\(table.fullName)` has no column `\(name)`\(Self.hint(name, table.columns)).")
    }

    private func table(_ name: String, _ place: DocumentPlace) throws(CatalogError) -> Table {
        if let found = tables[name.lowercased()] { return found }
        let known = Set(tables.values.map(\.fullName)).map { full in
            full.hasPrefix(source + ".") ? String(full.dropFirst(source.count + 1)) : full
        }.sorted()
        throw place.problem(
            "The source `\(source)` has no table `\(name)`\(Self.hint(name, known)).")
    }

    /// What is near a name: the names with the fewest letters apart, or some of all.
    private static func hint(_ name: String, _ known: [String]) -> String {
        let own = Array(name.lowercased().utf8)
        let near = known.map { ($0, distance(own, Array($0.lowercased().utf8))) }
            .filter { $0.1 <= max(2, own.count / 3) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        if !near.isEmpty {
            return "; near it are " + near.prefix(3).map { "`\($0.0)`" }.joined(separator: ", ")
        }
        let some = known.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
        return known.isEmpty ? "" : "; there are \(some)\(known.count > 12 ? " and others" : "")"
    }

    /// How many letters must be put in, left out or replaced to make one word of the other.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            var before = row
            for (above, other) in zip(last.dropFirst(), right) {
                let left = (current.last ?? 0) + 1
                current.append(min(above + 1, left, before + (letter == other ? 0 : 1)))
                before = above
            }
            last = current
        }
        return last.last ?? left.count
    }
}
