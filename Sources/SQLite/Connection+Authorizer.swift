internal import CSQLite

/// What a statement being compiled wants to do.
///
/// Source: <https://www.sqlite.org/c3ref/c_alter_table.html>.
public enum AuthorizerAction: Sendable, Hashable {
    case select
    /// Reads a column; the column is empty for `count(*)`.
    case read(table: String, column: String)
    case function(String)
    case recursiveQuery
    case insert(table: String)
    case update(table: String, column: String)
    case delete(table: String)
    case pragma(String, argument: String?)
    case attach
    case detach
    case transaction(String)
    case savepoint(String)
    /// Anything else, by SQLite's action code: DDL, ANALYZE, REINDEX.
    case other(Int32)
}

/// The answer to an action.
public enum AuthorizerDecision: Sendable {
    case allow
    /// Refuses to compile the statement, with `Code.denied`.
    case deny
    /// Reads the column as `NULL`; skips the action otherwise.
    case ignore
}

/// Keeps the closure that SQLite asks for permission.
final class Authorizer {
    let decide: (AuthorizerAction, String?) -> AuthorizerDecision

    init(_ decide: @escaping (AuthorizerAction, String?) -> AuthorizerDecision) {
        self.decide = decide
    }
}

/// Called by SQLite on the connection's thread, while the connection keeps the authorizer alive.
private func askForPermission(
    _ context: UnsafeMutableRawPointer?,
    _ code: Int32,
    _ first: UnsafePointer<CChar>?,
    _ second: UnsafePointer<CChar>?,
    _ database: UnsafePointer<CChar>?,
    _ trigger: UnsafePointer<CChar>?
) -> Int32 {
    guard let context else { return SQLITE_DENY }
    let authorizer = Unmanaged<Authorizer>.fromOpaque(context).takeUnretainedValue()
    let action = AuthorizerAction(
        code: code,
        first: first.map { String(cString: $0) },
        second: second.map { String(cString: $0) }
    )
    switch authorizer.decide(action, database.map { String(cString: $0) }) {
    case .allow: return SQLITE_OK
    case .deny: return SQLITE_DENY
    case .ignore: return SQLITE_IGNORE
    }
}

extension AuthorizerAction {
    fileprivate init(code: Int32, first: String?, second: String?) {
        switch code {
        case SQLITE_SELECT: self = .select
        case SQLITE_READ: self = .read(table: first ?? "", column: second ?? "")
        case SQLITE_FUNCTION: self = .function(second ?? "")
        case SQLITE_RECURSIVE: self = .recursiveQuery
        case SQLITE_INSERT: self = .insert(table: first ?? "")
        case SQLITE_UPDATE: self = .update(table: first ?? "", column: second ?? "")
        case SQLITE_DELETE: self = .delete(table: first ?? "")
        case SQLITE_PRAGMA: self = .pragma(first ?? "", argument: second)
        case SQLITE_ATTACH: self = .attach
        case SQLITE_DETACH: self = .detach
        case SQLITE_TRANSACTION: self = .transaction(first ?? "")
        case SQLITE_SAVEPOINT: self = .savepoint(second ?? "")
        default: self = .other(code)
        }
    }
}

extension Connection {
    /// Lets `decide` judge every action of statements compiled from now on; nil allows all again.
    ///
    /// The closure gets the action and the name of the database it is about (`main`, `temp`, an
    /// attached name), if any. It must not use the connection. Statements in the cache are dropped,
    /// so that nothing compiled before escapes the new rules.
    public func setAuthorizer(
        _ decide: ((AuthorizerAction, _ database: String?) -> AuthorizerDecision)?
    ) throws(SQLiteError) {
        let database = try handle.opened()
        cache.removeAll()
        guard let decide else {
            sqlite3_set_authorizer(database, nil, nil)
            authorizer = nil
            return
        }
        let added = Authorizer(decide)
        let context = Unmanaged.passUnretained(added).toOpaque()
        try handle.check(sqlite3_set_authorizer(database, askForPermission, context))
        // The former authorizer is released only after SQLite no longer points to it.
        authorizer = added
    }

    /// Allows reading and nothing else: no write, pragma, ATTACH, transaction or extension.
    public func allowReadingOnly() throws(SQLiteError) {
        try setAuthorizer { action, _ in
            switch action {
            case .select, .read, .recursiveQuery: .allow
            case .function(let name):
                Self.unsafeFunctions.contains(name.lowercased()) ? .deny : .allow
            default: .deny
            }
        }
    }

    /// Functions that reach outside the query: files, tokenizer pointers, other settings.
    private static let unsafeFunctions: Set<String> = [
        "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "sqlite_dbpage",
    ]
}
