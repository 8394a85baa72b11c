extension GraphError: CustomStringConvertible {
    /// What happened, as a sentence; never a property's value.
    public var description: String {
        switch self {
        case .nodeNotFound(let id): "There is no node \(id.rawValue)."
        case .relationshipNotFound(let id): "There is no relationship \(id.rawValue)."
        case .nodeHasRelationships(let id):
            "Node \(id.rawValue) still has relationships. Delete them first."
        case .identityInUse(let id): "Identity \(id) is in use."
        case .constraintViolation(let violation): violation.description
        case .constraintCreationFailed(let violation):
            "The constraint cannot be created: \(violation.description)"
        case .schemaNameTaken(let name):
            "An index or constraint named `\(name)` exists already."
        case .equivalentSchemaExists(let name):
            "`\(name)` covers the same target and keys already."
        case .indexNotFound(let name): "There is no index named `\(name)`."
        case .constraintNotFound(let name): "There is no constraint named `\(name)`."
        case .indexOwnedByConstraint(let index, let constraint):
            "Index `\(index)` belongs to constraint `\(constraint)`. Drop the constraint instead."
        case .schemaNotSupported(let what): "\(what) is not supported."
        case .invalidName(let why): why
        case .valueNotStorable(let kind): "A \(kind) cannot be stored as a property."
        case .limitExceeded(let what, let limit): "The limit of \(limit) for \(what) is reached."
        case .conflict(let what):
            "Another transaction changed the same data first (\(what)). Try again."
        case .draftClosed: "The transaction has ended already."
        case .changeSetMismatch(let place): "The changes do not fit this graph: \(place)."
        case .storage(_, let message): message
        }
    }
}

extension ConstraintViolation: CustomStringConvertible {
    /// What is broken, without the values.
    public var description: String {
        let list = keys.map { "`\($0)`" }.joined(separator: ", ")
        if let propertyType {
            return "\(list) of `\(target)` must be \(propertyType) (constraint `\(constraint)`)."
        }
        if kind == .existence || existing == nil {
            return "`\(target)` must have \(list) (constraint `\(constraint)`)."
        }
        return "Another `\(target)` has the same \(list) (constraint `\(constraint)`)."
    }
}
