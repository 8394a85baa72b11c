extension QueryGenerator {
    mutating func match(isOptional: Bool = false) -> String {
        var text = (isOptional ? "OPTIONAL MATCH " : "MATCH ") + path()
        if chance(3) { text += ", " + path() }
        if !chance(3) {
            text += " WHERE " + predicate()
            if chance(3) { text += " AND " + predicate() }
        }
        return text
    }

    /// The length of a shortest path between two nodes that are bound.
    mutating func shortest() -> String {
        let (start, end) = (nodes.pick(using: &random), nodes.pick(using: &random))
        let path = fresh("sp")
        let length = pick(["*", "*..3", "*1..4", ":R|S*", ":T*..2"])
        let arrow = pick(["-[\(length)]->", "-[\(length)]-", "<-[\(length)]-"])
        let kind = pick(["shortestPath", "allShortestPaths"])
        let text = "MATCH \(path) = \(kind)((\(start))\(arrow)(\(end))) WHERE \(start) <> \(end)"
        let keep = nodes.joined(separator: ", ")
        let distance = fresh("d")
        relationships = []
        lists = []
        paths = []
        return text + " WITH \(keep), length(\(path)) AS \(distance)"
    }

    private mutating func path() -> String {
        var text = node()
        for _ in 0..<int(4) { text += relationship() + node() }
        guard chance(5) else { return text }
        let name = fresh("p")
        paths.append(name)
        return "\(name) = \(text)"
    }

    private mutating func node() -> String {
        if !nodes.isEmpty, chance(3) { return "(\(nodes.pick(using: &random)))" }
        var name = ""
        if !chance(3) {
            name = fresh("n")
            nodes.append(name)
        }
        let label = pick(["", "", ":A", ":B", ":C", ":A|B", ":!C"])
        let properties =
            chance(4)
            ? pick([" {x: \(int(4))}", " {id: \(int(8))}", " {id: 3}", " {s: 'ab'}"]) : ""
        return "(\(name)\(label)\(properties))"
    }

    private mutating func relationship() -> String {
        var name = ""
        let isVariable = chance(4)
        if chance(3) {
            name = fresh("r")
            if isVariable { lists.append(name) } else { relationships.append(name) }
        }
        let type = pick(["", ":R", ":S", ":R|S", ":T"])
        let lengths = ["*1..2", "*0..2", "*2", "*1..3", "*..2", "*0..1"]
        let length = isVariable ? pick(lengths) : ""
        let properties = chance(6) ? " {w: \(int(3))}" : ""
        let inside = name + type + length + properties
        let body = inside.isEmpty ? "" : "[\(inside)]"
        return pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
    }

    // MARK: Expressions

    private mutating func predicate() -> String {
        var options = ["true"]
        if !nodes.isEmpty {
            let (a, b) = (nodes.pick(using: &random), nodes.pick(using: &random))
            options += [
                "\(a).x = \(int(4))", "\(a).x > \(int(4))", "\(a).x = \(b).x",
                "\(a).id <> \(b).id", "\(a).x IN [1, 2, null]", "\(a).id IN [1, 3]",
                "\(a).s STARTS WITH 'a'", "\(a).s >= 'ab' AND \(a).s < 'c'", "(\(a))-[:R]->()",
                "NOT (\(a))--(:B)", "EXISTS { (\(a))-[:S*1..2]->(q) WHERE q.x = \(b).x }",
                "COUNT { (\(a))-->() } > 1", "\(a):A", "NOT \(a):B", "\(a) = \(b)",
                "\(a).x = 1 OR \(a).x = 2", "\(a).x IS NULL", "\(a).x = 1 OR \(b).s = 'b'",
                "(\(a))-->(\(b))", "id(\(a)) = id(\(b))", "size([(\(a))<--(q) | q.id]) > 1",
                "\(a).s =~ 'a.*'", "\(a).s CONTAINS 'b'", "NOT EXISTS { (\(a))-->(:C) }",
            ]
        }
        if let r = drawn(relationships) {
            options += ["\(r).w = 1", "\(r).w < 2", "type(\(r)) = 'R'", "startNode(\(r)).x = 1"]
        }
        if let r = drawn(lists) {
            options += [
                "all(q IN \(r) WHERE q.w < 2)", "size(\(r)) > 0", "none(q IN \(r) WHERE q.w = 0)",
            ]
        }
        if let p = drawn(paths) {
            options += [
                "length(\(p)) > 0", "all(q IN nodes(\(p)) WHERE q.x > 0)",
                "all(q IN relationships(\(p)) WHERE q.w > 0)",
                "none(q IN nodes(\(p)) WHERE q.x = 2)",
            ]
        }
        return pick(options)
    }

    mutating func value() -> String {
        var options = ["1"]
        if let a = drawn(nodes) {
            options += [
                a, "\(a).x", "\(a).id", "\(a).s", "COUNT { (\(a))-[:R]->(z) }", "labels(\(a))",
                "COUNT { (\(a))--() }", "size([(\(a))-->(z) | z.id])",
                "size([(\(a))--() | 1])", "EXISTS { (\(a))-[*1..2]->(:B) }",
                "EXISTS { (\(a))-->() }", "\(a) {.x, .s}",
            ]
        }
        if let r = drawn(relationships) { options += [r, "endNode(\(r)).id"] }
        if let r = drawn(lists) { options += ["size(\(r))", r] }
        if let p = drawn(paths) { options += ["length(\(p))", p] }
        return pick(options)
    }

    private mutating func drawn(_ names: [String]) -> String? {
        names.isEmpty ? nil : names.pick(using: &random)
    }
}
