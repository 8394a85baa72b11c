import PropertyGraph

/// Which nodes the identifiers of an import's file stand for.
///
/// Identifiers that are whole numbers, as exports have them, take 12 bytes or so each.
struct ImportIdentities {
    private var numbered: [UInt32: NodeID] = [:]
    private var named: [String: NodeID] = [:]

    subscript(id: String) -> NodeID? {
        get {
            Self.number(id).map { numbered[$0] } ?? named[id]
        }
        set {
            if let number = Self.number(id) {
                numbered[number] = newValue
            } else {
                named[id] = newValue
            }
        }
    }

    /// The number that an identifier is, when it is written as numbers are.
    private static func number(_ id: String) -> UInt32? {
        let digits = id.utf8
        guard let first = digits.first, digits.count <= 10, let number = UInt32(id),
            first != UInt8(ascii: "+"), first != UInt8(ascii: "0") || digits.count == 1
        else { return nil }
        return number
    }

    /// Takes over what a later batch brought.
    mutating func merge(_ later: ImportIdentities) {
        numbered.merge(later.numbered) { $1 }
        named.merge(later.named) { $1 }
    }
}
