/// How values are written as JSON.
public enum ValueForm: Hashable, Sendable {
    /// Plain JSON, which loses the difference between types.
    case plain
    /// Each value with its type: `{"$type":"Integer","_value":"1"}`.
    case typed
}
