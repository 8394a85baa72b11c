/// An index that lives outside the graph and is carried, immutable, in each of its versions.
///
/// The graph knows nothing of its contents; it asks for the next value at each commit and
/// publishes that together with the data.
public protocol DerivedIndex: Sendable {
    /// The index after `changes`, which led from `before` to `after`.
    func applying(_ changes: ChangeSet, before: Graph, after: Graph) -> any DerivedIndex

    /// The index made anew from all of `graph`: after loading, and after bulk creation, whose
    /// change set is not made.
    func rebuilt(on graph: Graph) -> any DerivedIndex
}
