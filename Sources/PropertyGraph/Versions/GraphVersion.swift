/// The identity behind a `Graph`: a root and what keeps its blocks allocated.
///
/// @unchecked Sendable: a published version's blocks are never written again. A view of a draft
/// is read while the draft may write; it then sees older or newer data, always in allocated
/// memory, if reader and writer take turns on one thread, which is the draft's contract.
final class GraphVersion: @unchecked Sendable {
    let root: GraphRoot
    let lineage: PageLineage
    let derived: [String: any DerivedIndex]
    /// Keeps the blocks this version shares with later ones; nil for a view of a draft.
    let token: GarbageToken?
    /// For a view of a draft or a version not yet published: the draft's own blocks.
    private let arena: PageArena?
    private let isView: Bool
    /// The version whose blocks are shared without being on the chain of garbage yet.
    ///
    /// Written by the version line under its lock; otherwise only kept.
    private var base: GraphVersion?
    /// Whether this was prepared and then given up.
    ///
    /// Touched under the version line's lock.
    var isDiscarded = false

    /// A version that is (or will be) published.
    init(
        _ root: GraphRoot, _ lineage: PageLineage, derived: [String: any DerivedIndex],
        arena: PageArena?, base: GraphVersion?
    ) {
        self.root = root
        self.lineage = lineage
        self.derived = derived
        self.arena = arena
        self.base = base
        token = GarbageToken(lineage)
        isView = false
    }

    /// A view of a draft.
    init(viewing root: GraphRoot, of arena: PageArena, base: GraphVersion) {
        self.root = root
        lineage = base.lineage
        derived = base.derived
        self.arena = arena
        self.base = base
        token = nil
        isView = true
        arena.addView()
    }

    /// The same state with other derived indexes, next on the chain of garbage.
    ///
    /// For the newest published version only, before anything is prepared on it.
    func carrying(_ derived: [String: any DerivedIndex]) -> GraphVersion {
        let next = GraphVersion(root, lineage, derived: derived, arena: nil, base: nil)
        if let following = next.token {
            token?.follow(with: following, garbage: [])
        }
        return next
    }

    deinit {
        if isView { arena?.removeView() }
    }

    /// Puts this version on the chain after its base, which published it.
    func publish() {
        guard let base, let arena, let token else { return }
        base.token?.follow(with: token, garbage: arena.replaced)
        arena.publish()
        self.base = nil
    }
}
