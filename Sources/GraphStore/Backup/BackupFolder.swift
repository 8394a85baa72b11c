internal import Foundation

/// A backup in a folder of backups; its name says all about it.
///
///     lexigraph-20261129T021500Z-full-123.backup
///     lexigraph-20261129T031500Z-delta-130-of-20261129T021500Z.backup
public struct BackupEntry: Hashable, Sendable {
    /// The file's name.
    public let name: String
    /// When it was taken, in seconds since 1970.
    public let time: Int64
    /// The last transaction in it.
    public let sequence: UInt64
    /// When the full backup was taken that it builds on; `nil` for a full one.
    public let base: Int64?

    init(time: Int64, sequence: UInt64, base: Int64?) {
        self.time = time
        self.sequence = sequence
        self.base = base
        let kind = base == nil ? "full" : "delta"
        let end = base.map { "-of-\(BackupTime.text($0))" } ?? ""
        name = "lexigraph-\(BackupTime.text(time))-\(kind)-\(sequence)\(end).backup"
    }

    /// What a name says; `nil` for the name of another file.
    init?(name: String) {
        guard name.hasSuffix(".backup") else { return nil }
        let parts = name.dropLast(7).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0] == "lexigraph",
            let time = BackupTime.seconds(String(parts[1])), let sequence = UInt64(parts[3])
        else { return nil }
        switch parts.count {
        case 4 where parts[2] == "full": self.init(time: time, sequence: sequence, base: nil)
        case 6 where parts[2] == "delta" && parts[4] == "of":
            guard let base = BackupTime.seconds(String(parts[5])) else { return nil }
            self.init(time: time, sequence: sequence, base: base)
        default: return nil
        }
        guard self.name == name else { return nil }
    }
}

/// Moments as they stand in names: `20261129T021500Z`.
enum BackupTime {
    static func text(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        func digits(_ number: Int32, _ count: Int) -> String {
            let text = String(max(0, number))
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let date =
            digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2) + digits(parts.tm_mday, 2)
        return
            "\(date)T\(digits(parts.tm_hour, 2))\(digits(parts.tm_min, 2))\(digits(parts.tm_sec, 2))Z"
    }

    static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z")
        else { return nil }
        func number(_ range: Range<Int>) -> Int32? {
            String(validating: bytes[range], as: UTF8.self).flatMap { Int32($0) }
        }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15)
        else { return nil }
        var parts = tm()
        parts.tm_year = year - 1900
        parts.tm_mon = month - 1
        parts.tm_mday = day
        parts.tm_hour = hour
        parts.tm_min = minute
        parts.tm_sec = second
        return Int64(timegm(&parts))
    }
}

/// How often backups are taken, and how long they are kept.
public struct BackupPolicy: Hashable, Sendable {
    /// Seconds between full backups.
    public var fullEvery: Int64 = 86_400
    /// Seconds between a backup and the next, which holds what has changed since the full one.
    public var deltaEvery: Int64 = 3_600
    /// Seconds for which backups are kept.
    public var keptFor: Int64 = 30 * 86_400

    /// A full backup each day, what changed each hour, all kept for 30 days.
    public init() {}
}

/// A folder of backups that are taken by a policy.
public struct BackupFolder: Sendable {
    /// The folder's path.
    public let path: String
    private let policy: BackupPolicy
    private let passphrase: [UInt8]?
    private let scratch: String

    /// A folder; it is made when the first backup is taken.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - policy: How often backups are taken, and how long they are kept.
    ///   - passphrase: What they are encrypted with.
    ///   - scratch: The folder where the plain copy stands for a while, before it is encrypted or
    ///     compared; the folder itself when `nil`.
    public init(
        path: String, policy: BackupPolicy = BackupPolicy(), passphrase: [UInt8]? = nil,
        scratch: String? = nil
    ) {
        self.path = path
        self.scratch = scratch ?? path
        self.policy = policy
        self.passphrase = passphrase
    }

    /// The backups, oldest first.
    public func entries() throws -> [BackupEntry] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path)
            .compactMap { BackupEntry(name: $0) }
            .sorted { ($0.time, $0.sequence, $0.name) < ($1.time, $1.sequence, $1.name) }
    }

    func file(_ entry: BackupEntry) -> String { path + "/" + entry.name }

    // MARK: Taking

    /// Whether the next backup is due.
    public func isDue(at now: Int64) throws -> Bool {
        guard let last = try entries().last else { return true }
        return now - last.time >= policy.deltaEvery
    }

    /// Takes the backup that is due, and removes those that are too old.
    ///
    /// - Parameters:
    ///   - now: Seconds since 1970.
    ///   - copy: Copies the store to a path, and answers the last transaction in the copy.
    /// - Returns: The backup; `nil` when none is due.
    /// - Throws: What the copying throws, `GraphError.storage`, `BackupError`.
    @discardableResult
    public func take(
        at now: Int64, copy: (_ path: String) throws -> UInt64
    ) throws -> BackupEntry? {
        guard try isDue(at: now) else { return nil }
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        let raw = scratch + "/.copy-\(getpid())"
        defer { unlink(raw) }
        let sequence = try copy(raw)
        let base = try entries().last { $0.base == nil && now - $0.time < policy.fullEvery }
        let entry = BackupEntry(time: now, sequence: sequence, base: base?.time)
        let writer = try BackupWriter(file(entry), passphrase: passphrase)
        if let base {
            try BackupDelta.write(
                from: file(base), to: raw, passphrase: passphrase, into: writer)
        } else {
            try StoredFile.forEachPiece(raw) { try writer.append($0) }
        }
        try writer.finish()
        try prune(at: now)
        return entry
    }

    /// Removes what is older than the policy keeps, except what younger backups build on.
    private func prune(at now: Int64) throws {
        let entries = try entries()
        let young = entries.filter { now - $0.time <= policy.keptFor }
        let needed = Set(young.compactMap(\.base))
        for entry in entries where now - entry.time > policy.keptFor {
            if entry.base == nil, needed.contains(entry.time) { continue }
            // Without a young one, the newest stays.
            if young.isEmpty, entry == entries.last { continue }
            unlink(file(entry))
        }
    }

    // MARK: Choosing

    /// A moment to go back to.
    public enum Moment: Hashable, Sendable {
        /// The newest there is.
        case newest
        /// Seconds since 1970.
        case time(Int64)
        /// A transaction.
        case sequence(UInt64)
    }

    /// The newest backup that holds nothing later than a moment.
    ///
    /// - Throws: `BackupError` when there is none.
    public func entry(for moment: Moment) throws -> BackupEntry {
        let entries = try entries()
        let found = entries.last { entry in
            switch moment {
            case .newest: true
            case .time(let time): entry.time <= time
            case .sequence(let sequence): entry.sequence <= sequence
            }
        }
        if let found { return found }
        guard let first = entries.first else {
            throw BackupError("The folder `\(path)` holds no backup.")
        }
        throw BackupError(
            "The oldest backup in `\(path)` is of \(BackupTime.text(first.time)), with "
                + "transactions up to \(first.sequence).")
    }

    func base(of entry: BackupEntry) throws -> BackupEntry? {
        guard let base = entry.base else { return nil }
        guard let full = try entries().last(where: { $0.base == nil && $0.time == base }) else {
            throw BackupError(
                "The full backup of \(BackupTime.text(base)), which `\(entry.name)` builds on, is "
                    + "not in `\(path)`.")
        }
        return full
    }
}
