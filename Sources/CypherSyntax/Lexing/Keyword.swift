/// The words with a meaning in the grammar, none of them reserved: each may also be a name.
enum Keyword: UInt8, CaseIterable {
    /// Not a keyword.
    case none
    case match
    case optional
    case whereKeyword
    case with
    case returnKeyword
    case order
    case by
    case skip
    case offset
    case limit
    case unwind
    case union
    case all
    case call
    case yield
    case create
    case merge
    case on
    case setKeyword
    case remove
    case delete
    case detach
    case nodetach
    case foreach
    case distinct
    case asKeyword
    case asc
    case ascending
    case desc
    case descending
    case and
    case or
    case xor
    case not
    case isIn
    case isKeyword
    case null
    case trueKeyword
    case falseKeyword
    case starts
    case ends
    case contains
    case caseKeyword
    case when
    case then
    case elseKeyword
    case endKeyword
    case exists
    case count
    case collect
    case anyKeyword
    case noneKeyword
    case single
    case reduce
    case explain
    case profile
    case use
    case using
    case index
    case indexes
    case scan
    case seek
    case join
    case load
    case csv
    case constraint
    case constraints
    case drop
    case show
    case function
    case functions
    case procedure
    case procedures
    case forKeyword
    case require
    case assert
    case each
    case options
    case ifKeyword
    case range
    case text
    case point
    case lookup
    case fulltext
    case vector
    case btree
    case unique
    case node
    case relationship
    case rel
    case key
    case typed
    case labels
    case type
    case finish
    case transactions
    case replace
    case shortest

    /// The keyword in capitals; empty for `.none`.
    var spelling: String {
        switch self {
        case .none: ""
        case .match: "MATCH"
        case .optional: "OPTIONAL"
        case .whereKeyword: "WHERE"
        case .with: "WITH"
        case .returnKeyword: "RETURN"
        case .order: "ORDER"
        case .by: "BY"
        case .skip: "SKIP"
        case .offset: "OFFSET"
        case .limit: "LIMIT"
        case .unwind: "UNWIND"
        case .union: "UNION"
        case .all: "ALL"
        case .call: "CALL"
        case .yield: "YIELD"
        case .create: "CREATE"
        case .merge: "MERGE"
        case .on: "ON"
        case .setKeyword: "SET"
        case .remove: "REMOVE"
        case .delete: "DELETE"
        case .detach: "DETACH"
        case .nodetach: "NODETACH"
        case .foreach: "FOREACH"
        case .distinct: "DISTINCT"
        case .asKeyword: "AS"
        case .asc: "ASC"
        case .ascending: "ASCENDING"
        case .desc: "DESC"
        case .descending: "DESCENDING"
        case .and: "AND"
        case .or: "OR"
        case .xor: "XOR"
        case .not: "NOT"
        case .isIn: "IN"
        case .isKeyword: "IS"
        case .null: "NULL"
        case .trueKeyword: "TRUE"
        case .falseKeyword: "FALSE"
        case .starts: "STARTS"
        case .ends: "ENDS"
        case .contains: "CONTAINS"
        case .caseKeyword: "CASE"
        case .when: "WHEN"
        case .then: "THEN"
        case .elseKeyword: "ELSE"
        case .endKeyword: "END"
        case .exists: "EXISTS"
        case .count: "COUNT"
        case .collect: "COLLECT"
        case .anyKeyword: "ANY"
        case .noneKeyword: "NONE"
        case .single: "SINGLE"
        case .reduce: "REDUCE"
        case .explain: "EXPLAIN"
        case .profile: "PROFILE"
        case .use: "USE"
        case .using: "USING"
        case .index: "INDEX"
        case .indexes: "INDEXES"
        case .scan: "SCAN"
        case .seek: "SEEK"
        case .join: "JOIN"
        case .load: "LOAD"
        case .csv: "CSV"
        case .constraint: "CONSTRAINT"
        case .constraints: "CONSTRAINTS"
        case .drop: "DROP"
        case .show: "SHOW"
        case .function: "FUNCTION"
        case .functions: "FUNCTIONS"
        case .procedure: "PROCEDURE"
        case .procedures: "PROCEDURES"
        case .forKeyword: "FOR"
        case .require: "REQUIRE"
        case .assert: "ASSERT"
        case .each: "EACH"
        case .options: "OPTIONS"
        case .ifKeyword: "IF"
        case .range: "RANGE"
        case .text: "TEXT"
        case .point: "POINT"
        case .lookup: "LOOKUP"
        case .fulltext: "FULLTEXT"
        case .vector: "VECTOR"
        case .btree: "BTREE"
        case .unique: "UNIQUE"
        case .node: "NODE"
        case .relationship: "RELATIONSHIP"
        case .rel: "REL"
        case .key: "KEY"
        case .typed: "TYPED"
        case .labels: "LABELS"
        case .type: "TYPE"
        case .finish: "FINISH"
        case .transactions: "TRANSACTIONS"
        case .replace: "REPLACE"
        case .shortest: "SHORTEST"
        }
    }
}

/// Finds keywords by their letters, without regard to case.
///
/// A word of up to 16 letters is packed into two integers; the table is open addressing with
/// linear probing and at most half full.
struct KeywordTable: Sendable {
    private struct Entry {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var keyword = Keyword.none
    }

    private static let size = 512
    private var entries = [Entry](repeating: Entry(), count: KeywordTable.size)

    /// The table of all keywords.
    static let standard = KeywordTable()

    private init() {
        for keyword in Keyword.allCases where keyword != .none {
            let letters = Array(keyword.spelling.utf8)
            guard let key = Self.key(letters, from: 0, to: letters.count) else { continue }
            var slot = Self.slot(of: key)
            while entries[slot].keyword != .none { slot = (slot + 1) % Self.size }
            entries[slot] = Entry(high: key.high, low: key.low, keyword: keyword)
        }
    }

    /// The keyword spelt by `bytes[start..<end]`, or `.none`.
    func keyword(in bytes: [UInt8], from start: Int, to end: Int) -> Keyword {
        guard let key = Self.key(bytes, from: start, to: end) else { return .none }
        var slot = Self.slot(of: key)
        while true {
            let entry = entries[slot]
            if entry.keyword == .none { return .none }
            if entry.high == key.high, entry.low == key.low { return entry.keyword }
            slot = (slot + 1) % Self.size
        }
    }

    private static func key(
        _ bytes: [UInt8],
        from start: Int,
        to end: Int
    ) -> (high: UInt64, low: UInt64)? {
        guard end - start <= 16, end - start >= 2 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in start..<end {
            let letter = bytes[index] & 0xDF
            guard letter >= 0x41, letter <= 0x5A else { return nil }
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(letter)
        }
        return (high, low)
    }

    private static func slot(of key: (high: UInt64, low: UInt64)) -> Int {
        let mixed = (key.low ^ key.high &* 31) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 55)
    }
}
