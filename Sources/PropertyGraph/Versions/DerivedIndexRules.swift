/// Makes what a derived index starts with when its declaration is created.
///
/// Answers nil for kinds it does not serve. The graph is the version that has the declaration.
public typealias DerivedIndexFactory =
    @Sendable (_ definition: IndexDefinition, _ graph: Graph) -> (any DerivedIndex)?

/// Which derived indexes a version has.
package struct DerivedIndexRules: Sendable {
    /// Those that are there whatever is declared.
    package let fixedNames: Set<String>
    /// Makes those that are declared.
    package let factory: DerivedIndexFactory

    /// Rules from their parts.
    package init(fixedNames: Set<String>, factory: @escaping DerivedIndexFactory) {
        self.fixedNames = fixedNames
        self.factory = factory
    }

    /// The indexes after `changes`, which led from `before` to `after`; `isBulk` says that there
    /// were too many to be listed.
    func indexes(
        _ changes: ChangeSet, isBulk: Bool, before: Graph, after: Graph
    ) -> [String: any DerivedIndex] {
        var derived: [String: any DerivedIndex] = [:]
        for (name, index) in before.derived {
            derived[name] =
                isBulk
                ? index.rebuilt(on: after)
                : index.applying(changes, before: before, after: after)
        }
        for change in changes.schema {
            switch change {
            case .createIndex(let definition) where fixedNames.contains(definition.name): break
            case .dropIndex(let definition) where fixedNames.contains(definition.name): break
            case .createIndex(let definition):
                derived[definition.name] = factory(definition, after)
            case .dropIndex(let definition): derived[definition.name] = nil
            default: break
            }
        }
        return derived
    }
}
