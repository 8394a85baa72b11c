/// Which row has the vector of a key, in shards, so that a change copies one of them only.
struct RowMap: Sendable {
    private static let shardCount = 1_024

    private var shards: [[UInt64: UInt32]] = Array(repeating: [:], count: shardCount)
    private(set) var count = 0

    /// The row of a key; setting nil forgets it.
    subscript(key: UInt64) -> Int? {
        get { shards[Self.shard(of: key)][key].map { Int($0) } }
        set {
            let before = shards[Self.shard(of: key)].updateOrRemove(key, newValue)
            count += (newValue == nil ? 0 : 1) - (before ? 1 : 0)
        }
    }

    private static func shard(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }
}

extension [UInt64: UInt32] {
    /// Sets or removes a value; whether there was one.
    fileprivate mutating func updateOrRemove(_ key: UInt64, _ row: Int?) -> Bool {
        guard let row else { return removeValue(forKey: key) != nil }
        return updateValue(UInt32(truncatingIfNeeded: row), forKey: key) != nil
    }
}
