import Synchronization

/// What all versions of one graph share: the memory of published blocks, the interner, and the
/// counters of identities.
///
/// How memory is kept safe. Blocks made by a draft belong to its `PageArena` until the draft is
/// published; then they belong to the lineage. A block that a commit replaces is reachable from
/// older versions only; it goes into the garbage of the version the commit was built on. Garbage
/// hangs on a chain of `GarbageToken`s, one for each version, each holding the next one: so a
/// token dies when its version and all older ones are gone, and only then is its garbage freed.
/// Whoever holds version *k* therefore keeps every block that is reachable from *k* or from any
/// later version. What is left is freed with the lineage.
final class PageLineage: @unchecked Sendable {
    // @unchecked: the list of blocks is touched under the mutex only (and in deinit, alone);
    // everything else is atomic or immutable.
    let interner = Interner()
    let memory = BlockMemory()
    let nodeIDs: IdentityCounter
    let relationshipIDs: IdentityCounter
    private let stamps = Atomic<UInt64>(0)
    private let isClaimed = Atomic<Bool>(false)
    private let lock = Mutex<Void>(())
    private var published = BlockList()

    init(nextNodeID: UInt32 = 0, nextRelationshipID: UInt32 = 0) {
        nodeIDs = IdentityCounter(next: nextNodeID)
        relationshipIDs = IdentityCounter(next: nextRelationshipID)
    }

    deinit {
        published.freeAll(to: memory)
    }

    /// A number that no other draft of this lineage has.
    func nextStamp() -> UInt64 {
        stamps.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Takes the lineage for one line of versions; false when another has it.
    ///
    /// The chain of garbage has one end: two lines that went on from one version would free
    /// each other's blocks.
    func claim() -> Bool {
        isClaimed.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
    }

    /// The bytes in published blocks.
    var publishedBytes: Int { lock.withLock { _ in published.bytes } }

    /// Takes over all blocks of a draft that is published.
    func adopt(_ list: inout BlockList) {
        lock.withLock { _ in published.append(&list) }
    }

    /// Frees published blocks that no version can reach any more.
    func free(_ blocks: [Block]) {
        if blocks.isEmpty { return }
        lock.withLock { _ in
            for block in blocks {
                published.remove(block)
            }
        }
        for block in blocks {
            block.free(to: memory)
        }
    }
}

/// The garbage of one version; see `PageLineage`.
final class GarbageToken: @unchecked Sendable {
    // @unchecked: written by the publisher only, while it holds the token's version; read in
    // deinit, when nobody else can see it.
    private let lineage: PageLineage
    private var garbage: [Block] = []
    private var next: GarbageToken?

    init(_ lineage: PageLineage) {
        self.lineage = lineage
    }

    /// Records what the following version replaced.
    func follow(with token: GarbageToken, garbage blocks: [Block]) {
        next = token
        garbage = blocks
    }

    deinit {
        lineage.free(garbage)
        // One by one, since releasing a long chain recursively could exhaust the stack.
        var rest = next
        next = nil
        while rest != nil, isKnownUniquelyReferenced(&rest) {
            let following = rest?.next
            rest?.next = nil
            rest = following
        }
    }
}
