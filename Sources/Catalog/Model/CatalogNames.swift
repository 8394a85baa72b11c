/// The labels of the catalog's nodes.
public enum CatalogLabel: String, CaseIterable, Sendable {
    case dataset = "Dataset"
    case column = "Column"
    case dataSource = "DataSource"
    case businessTerm = "BusinessTerm"
    case domain = "Domain"
    case tag = "Tag"
    case qualityRule = "QualityRule"
    case qualityScore = "QualityScore"
    case user = "User"
    case role = "Role"
    case dataProduct = "DataProduct"
    case job = "Job"
    case proposal = "Proposal"
    case savedQuery = "SavedQuery"
}

/// The types of the catalog's relationships.
public enum CatalogRelationship: String, CaseIterable, Sendable {
    case hasColumn = "HAS_COLUMN"
    case mapsTo = "MAPS_TO"
    case derivedFrom = "DERIVED_FROM"
    case references = "REFERENCES"
    case hasQualityRule = "HAS_QUALITY_RULE"
    case hasQualityScore = "HAS_QUALITY_SCORE"
    case isA = "IS_A"
    case relatedTo = "RELATED_TO"
    case partOf = "PART_OF"
    case ownedBy = "OWNED_BY"
    case hasRole = "HAS_ROLE"
    case requiresRole = "REQUIRES_ROLE"
    case uses = "USES"
    case produces = "PRODUCES"
}
