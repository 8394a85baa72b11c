/// What to write in place of functions that other versions or other products have.
enum FunctionAdvice {
    /// A sentence for a name that no function has; nil when there is nothing to say.
    static func hint(for name: String) -> String? {
        let wanted = name.lowercased()
        if let successor = successors[wanted] { return "Write \(successor) instead." }
        let space = wanted.prefix { $0 != "." }
        guard space.utf8.count < wanted.utf8.count else { return nil }
        switch space {
        case "apoc": return "The functions of APOC are not part of the language."
        case "graph": return "There are no composite databases here."
        default: return nil
        }
    }

    private static let successors = [
        "toint": "toInteger()", "int": "toInteger()", "float": "toFloat()", "str": "toString()",
        "bool": "toBoolean()", "extract": "a comprehension, [x IN list | …],",
        "filter": "a comprehension, [x IN list WHERE …],", "len": "size()",
        "count_distinct":
            "count(DISTINCT …)", "average": "avg()", "stddev": "stDev()", "stdev_s": "stDev()",
        "ifnull": "coalesce()", "nvl": "coalesce()", "isnull": "… IS NULL", "concat": "a + b",
        "substr": "substring()", "uppercase": "toUpper()", "lowercase": "toLower()",
        "now": "datetime()", "current_date": "date()", "current_timestamp": "datetime()",
        "uuid": "randomUUID()", "typeof": "valueType()", "datediff": "duration.between()",
    ]
}
