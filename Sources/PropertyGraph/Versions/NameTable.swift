/// Names numbered from 0 in order of arrival.
struct NameTable: Sendable {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    /// The longest name in bytes.
    static let longest = 65_535

    subscript(name: String) -> Int? { numbers[name] }

    subscript(number: Int) -> String { number < names.count ? names[number] : "" }

    var count: Int { names.count }

    /// The number of a name, which is added when new.
    mutating func add(
        _ name: String, limit: Int, _ what: String
    ) throws(GraphError) -> Int {
        if let number = numbers[name] { return number }
        guard !name.isEmpty else { throw .invalidName("A \(what) cannot be empty.") }
        guard name.utf8.count <= Self.longest, !name.utf8.contains(0) else {
            throw .invalidName(
                "A \(what) must be shorter than \(Self.longest + 1) bytes, without NUL.")
        }
        guard names.count < limit else {
            throw .limitExceeded(what: "different \(what)s", limit: UInt64(limit))
        }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

/// The names of labels, relationship types and property keys.
struct GraphNames: Sendable {
    var labels = NameTable()
    var types = NameTable()
    var keys = NameTable()

    static let labelLimit = 65_535
    static let typeLimit = 65_535
    static let keyLimit = 16_777_216
}

/// The label sets in use, numbered in order of arrival; each has a table of nodes.
struct LabelSetTable: Sendable {
    private(set) var sets: [LabelSet] = []
    private var codes: [LabelSet: UInt32] = [:]
    /// For each label the codes of the sets it is in.
    private var codesOfLabel: [[UInt32]] = []

    subscript(code: UInt32) -> LabelSet { sets[Int(code)] }

    func codes(with label: LabelID) -> [UInt32] {
        let index = Int(label.rawValue)
        return index < codesOfLabel.count ? codesOfLabel[index] : []
    }

    func find(_ set: LabelSet) -> UInt32? { codes[set] }

    mutating func code(for set: LabelSet) -> UInt32 {
        if let code = codes[set] { return code }
        let code = UInt32(sets.count)
        sets.append(set)
        codes[set] = code
        for label in set {
            let index = Int(label.rawValue)
            while codesOfLabel.count <= index {
                codesOfLabel.append([])
            }
            codesOfLabel[index].append(code)
        }
        return code
    }
}
