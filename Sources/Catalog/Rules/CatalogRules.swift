public import PropertyGraph

/// What the catalog derives from what was written, so that it holds in every transaction.
///
/// - `Column.dataset_name` is the name of the dataset that has the column.
/// - `(:BusinessTerm)-[:USES]->(:BusinessTerm)` leads from a term to those its formula names.
public enum CatalogRules {
    /// Adds to a draft what follows from its changes; to be called before each commit.
    ///
    /// Doing so again changes nothing. A column that several datasets have keeps the name of the
    /// one it was given first.
    ///
    /// - Throws: `GraphError.constraintViolation` when a column that gets its dataset's name then
    ///   has the key of another column, and any other refusal of the draft.
    /// - Complexity: O(*c*) in the number of changes; when terms are new, also O(*t*) in all terms.
    public static func complete(_ draft: Draft) throws(GraphError) {
        let names = DatasetNameRule(draft)
        let formulas = FormulaRule(draft)
        guard names != nil || formulas != nil else { return }
        let nodes = draft.changedNodes
        let relationships = draft.changedRelationships
        try names?.apply(to: nodes, relationships)
        try formulas?.apply(to: nodes)
    }

    /// Whether relationships of this type between nodes with these labels follow from properties,
    /// so that an import should not make a second one.
    public static func derives(
        _ type: String, from start: some Collection<String>, to end: some Collection<String>
    ) -> Bool {
        type == CatalogRelationship.uses.rawValue
            && start.contains(CatalogLabel.businessTerm.rawValue)
            && end.contains(CatalogLabel.businessTerm.rawValue)
    }
}
