/// The members of a JSON object, in the order in which they were first set.
///
/// Two objects are equal when they hold the same members, whatever their order.
///
/// - Complexity: reading or setting a member is O(1) on average; objects of up to eight members
///   are searched one by one, without a table.
public struct JSONObject: Sendable {
    private var members: [(name: String, value: JSONValue)] = []
    private var positions: [String: Int] = [:]

    private static let searchedCount = 8

    /// Creates an object without members.
    public init() {}

    /// Creates an object from members; the last of several with one name counts.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members {
            self[name] = value
        }
    }

    /// The number of members.
    public var count: Int {
        members.count
    }

    /// The names of the members, in order.
    public var names: [String] {
        members.map(\.name)
    }

    /// The value of the member called `name`; setting `nil` removes the member.
    public subscript(name: String) -> JSONValue? {
        get {
            position(of: name).map { members[$0].value }
        }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?):
                members[position].value = value
            case (let position?, nil):
                members.remove(at: position)
                reindex()
            case (nil, let value?):
                members.append((name, value))
                if members.count == Self.searchedCount + 1 {
                    reindex()
                } else if members.count > Self.searchedCount {
                    positions[name] = members.count - 1
                }
            case (nil, nil):
                break
            }
        }
    }

    private func position(of name: String) -> Int? {
        guard members.count > Self.searchedCount else {
            return members.firstIndex { $0.name == name }
        }
        return positions[name]
    }

    private mutating func reindex() {
        positions = [:]
        guard members.count > Self.searchedCount else { return }
        for (position, member) in members.enumerated() {
            positions[member.name] = position
        }
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int {
        members.startIndex
    }

    public var endIndex: Int {
        members.endIndex
    }

    public subscript(position: Int) -> (name: String, value: JSONValue) {
        members[position]
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.name] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        for member in members.sorted(by: { $0.name < $1.name }) {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}
