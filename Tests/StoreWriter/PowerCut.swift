import CSQLite
import Foundation

/// A disk under SQLite that loses what was not synced when the power is cut.
///
/// It stands between SQLite and the usual way to the disk, as its default VFS. Writes go through at
/// once, but what each sector held when it was last synced is kept until the next sync. The cut
/// puts half of these sectors back, in any mixture, and ends the process as `kill -9` does.
final class PowerCut: @unchecked Sendable {
    // @unchecked: `lock` is held by whoever touches the files or the counters.

    private let lock = NSLock()
    private var files: [ObjectIdentifier: PowerCutFile] = [:]
    private var remainingWrites: Int
    private var state: UInt64

    /// Puts the disk under all connections that are opened from now on.
    ///
    /// - Parameters:
    ///   - writes: How many writes there are before the cut.
    ///   - seed: Which sectors are lost.
    /// - Returns: Whether SQLite took it.
    static func install(afterWrites writes: Int, seed: UInt64) -> Bool {
        guard let parent = sqlite3_vfs_find(nil) else { return false }
        let disk = PowerCut(writes, seed)
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: parent.pointee)
        vfs.pointee.zName = UnsafePointer(strdup("powercut"))
        vfs.pointee.szOsFile = Int32(PowerCutFile.offset) + parent.pointee.szOsFile
        // The disk stays for as long as the process does.
        vfs.pointee.pAppData = Unmanaged.passRetained(disk).toOpaque()
        vfs.pointee.pNext = nil
        vfs.pointee.xOpen = { vfs, name, file, flags, outFlags in
            guard let vfs, let file, let data = vfs.pointee.pAppData else { return SQLITE_CANTOPEN }
            let disk = Unmanaged<PowerCut>.fromOpaque(data).takeUnretainedValue()
            return disk.open(name, file, flags, outFlags)
        }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }

    private init(_ writes: Int, _ seed: UInt64) {
        remainingWrites = writes
        state = seed
        parent = sqlite3_vfs_find(nil)
    }

    private let parent: UnsafeMutablePointer<sqlite3_vfs>?

    private func open(
        _ name: sqlite3_filename?, _ file: UnsafeMutablePointer<sqlite3_file>, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let parent, let xOpen = parent.pointee.xOpen else { return SQLITE_CANTOPEN }
        let real = PowerCutFile.real(of: file)
        file.pointee.pMethods = nil
        let result = xOpen(parent, name, real, flags, outFlags)
        guard result == SQLITE_OK else { return result }
        let shim = PowerCutFile(self, real)
        lock.withLock { files[ObjectIdentifier(shim)] = shim }
        PowerCutFile.attach(shim, to: file)
        file.pointee.pMethods = UnsafePointer(PowerCutMethods.table)
        return SQLITE_OK
    }

    // MARK: Operations

    func close(_ file: PowerCutFile) {
        lock.withLock { files[ObjectIdentifier(file)] = nil }
    }

    func write(
        _ file: PowerCutFile, _ bytes: UnsafeRawPointer?, _ count: Int32, _ offset: Int64
    ) -> Int32 {
        lock.withLock {
            file.keep(from: offset, count: Int64(count))
            let result = file.write(bytes, count, offset)
            remainingWrites -= 1
            if remainingWrites == 0 { cut() }
            return result
        }
    }

    func truncate(_ file: PowerCutFile, _ size: Int64) -> Int32 {
        lock.withLock {
            file.keep(from: size, count: max(0, file.size - size))
            return file.truncate(size)
        }
    }

    func sync(_ file: PowerCutFile, _ flags: Int32) -> Int32 {
        lock.withLock { file.sync(flags) }
    }

    // MARK: The cut

    /// Loses what was not synced, and ends the process.
    private func cut() {
        for file in files.values { file.lose { self.isLost() } }
        kill(getpid(), SIGKILL)
        while true { pause() }
    }

    private func isLost() -> Bool {
        // xorshift64*
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return (state &* 0x2545_F491_4F6C_DD1D) >> 63 == 1
    }
}

/// One file on the disk.
final class PowerCutFile {
    private static let sectorSize: Int64 = 512
    /// Where the real file begins in the memory that SQLite gives a file.
    static let offset = 32

    let disk: PowerCut
    private let real: UnsafeMutablePointer<sqlite3_file>
    /// What sectors held when they were synced.
    private var kept: [Int64: [UInt8]] = [:]
    private var syncedSize: Int64

    init(_ disk: PowerCut, _ real: UnsafeMutablePointer<sqlite3_file>) {
        self.disk = disk
        self.real = real
        syncedSize = 0
        syncedSize = size
    }

    static func real(
        of file: UnsafeMutablePointer<sqlite3_file>
    ) -> UnsafeMutablePointer<sqlite3_file> {
        UnsafeMutableRawPointer(file).advanced(by: offset)
            .assumingMemoryBound(to: sqlite3_file.self)
    }

    /// Keeps a file alive from SQLite's memory, until `detach`.
    static func attach(_ shim: PowerCutFile, to file: UnsafeMutablePointer<sqlite3_file>) {
        UnsafeMutableRawPointer(file).storeBytes(
            of: Unmanaged.passRetained(shim).toOpaque(), toByteOffset: 8,
            as: UnsafeMutableRawPointer.self)
    }

    static func of(_ file: UnsafeMutablePointer<sqlite3_file>) -> PowerCutFile {
        reference(file).takeUnretainedValue()
    }

    static func detach(_ file: UnsafeMutablePointer<sqlite3_file>) {
        reference(file).release()
    }

    private static func reference(
        _ file: UnsafeMutablePointer<sqlite3_file>
    ) -> Unmanaged<PowerCutFile> {
        let pointer = UnsafeMutableRawPointer(file).load(
            fromByteOffset: 8, as: UnsafeMutableRawPointer.self)
        return Unmanaged.fromOpaque(pointer)
    }

    // MARK: Under the disk's lock

    private var methods: sqlite3_io_methods? { real.pointee.pMethods?.pointee }

    var size: Int64 {
        var size: Int64 = 0
        _ = methods?.xFileSize?(real, &size)
        return size
    }

    /// Keeps what a range's sectors hold, unless something older is kept already.
    func keep(from offset: Int64, count: Int64) {
        guard count > 0 else { return }
        let end = min(offset + count, max(size, offset))
        for sector in offset / Self.sectorSize...max(offset, end - 1) / Self.sectorSize
        where kept[sector] == nil {
            var bytes = [UInt8](repeating: 0, count: Int(Self.sectorSize))
            _ = methods?.xRead?(real, &bytes, Int32(Self.sectorSize), sector * Self.sectorSize)
            kept[sector] = bytes
        }
        // What lies beyond the end held nothing.
        let last = (offset + count - 1) / Self.sectorSize
        let first = max(offset, end) / Self.sectorSize
        guard first <= last else { return }
        for sector in first...last where kept[sector] == nil {
            kept[sector] = [UInt8](repeating: 0, count: Int(Self.sectorSize))
        }
    }

    func write(_ bytes: UnsafeRawPointer?, _ count: Int32, _ offset: Int64) -> Int32 {
        methods?.xWrite?(real, bytes, count, offset) ?? SQLITE_IOERR
    }

    func truncate(_ size: Int64) -> Int32 { methods?.xTruncate?(real, size) ?? SQLITE_IOERR }

    func sync(_ flags: Int32) -> Int32 {
        let result = methods?.xSync?(real, flags) ?? SQLITE_IOERR
        if result == SQLITE_OK {
            kept.removeAll(keepingCapacity: true)
            syncedSize = size
        }
        return result
    }

    /// Puts sectors back as they were, each if it is lost.
    func lose(_ isLost: () -> Bool) {
        let end = max(size, syncedSize)
        for (sector, bytes) in kept.sorted(by: { $0.key < $1.key }) where isLost() {
            let start = sector * Self.sectorSize
            let count = min(Self.sectorSize, end - start)
            if count > 0 { _ = write(bytes, Int32(count), start) }
        }
        if size > syncedSize, isLost() { _ = truncate(syncedSize) }
    }

    // MARK: Handed on

    /// Calls a function of the real file.
    func pass(
        _ body: (sqlite3_io_methods, UnsafeMutablePointer<sqlite3_file>) -> Int32?
    ) -> Int32 {
        guard let methods else { return SQLITE_IOERR }
        return body(methods, real) ?? SQLITE_IOERR
    }
}

/// The functions that SQLite calls on a file.
private enum PowerCutMethods {
    nonisolated(unsafe) static let table: UnsafeMutablePointer<sqlite3_io_methods> = {
        // Written once, before any file is opened.
        let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        var methods = sqlite3_io_methods()
        methods.iVersion = 2
        methods.xClose = { file in
            guard let file else { return SQLITE_IOERR }
            let shim = PowerCutFile.of(file)
            shim.disk.close(shim)
            defer { PowerCutFile.detach(file) }
            return shim.pass { $0.xClose?($1) }
        }
        methods.xRead = { file, bytes, count, offset in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xRead?($1, bytes, count, offset) }
        }
        methods.xWrite = { file, bytes, count, offset in
            guard let file else { return SQLITE_IOERR }
            let shim = PowerCutFile.of(file)
            return shim.disk.write(shim, bytes, count, offset)
        }
        methods.xTruncate = { file, size in
            guard let file else { return SQLITE_IOERR }
            let shim = PowerCutFile.of(file)
            return shim.disk.truncate(shim, size)
        }
        methods.xSync = { file, flags in
            guard let file else { return SQLITE_IOERR }
            let shim = PowerCutFile.of(file)
            return shim.disk.sync(shim, flags)
        }
        methods.xFileSize = { file, size in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xFileSize?($1, size) }
        }
        addLocking(to: &methods)
        table.initialize(to: methods)
        return table
    }()

    private static func addLocking(to methods: inout sqlite3_io_methods) {
        methods.xLock = { file, level in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xLock?($1, level) }
        }
        methods.xUnlock = { file, level in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xUnlock?($1, level) }
        }
        methods.xCheckReservedLock = { file, result in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xCheckReservedLock?($1, result) }
        }
        methods.xFileControl = { file, operation, argument in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xFileControl?($1, operation, argument) }
        }
        methods.xSectorSize = { file in
            guard let file else { return 512 }
            return PowerCutFile.of(file).pass { $0.xSectorSize?($1) }
        }
        // The real disk may promise more than this one keeps.
        methods.xDeviceCharacteristics = { _ in 0 }
        methods.xShmMap = { file, region, size, extend, memory in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xShmMap?($1, region, size, extend, memory) }
        }
        methods.xShmLock = { file, offset, count, flags in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xShmLock?($1, offset, count, flags) }
        }
        methods.xShmBarrier = { file in
            guard let file else { return }
            _ = PowerCutFile.of(file).pass { methods, real in
                methods.xShmBarrier?(real)
                return SQLITE_OK
            }
        }
        methods.xShmUnmap = { file, deletes in
            guard let file else { return SQLITE_IOERR }
            return PowerCutFile.of(file).pass { $0.xShmUnmap?($1, deletes) }
        }
    }
}
