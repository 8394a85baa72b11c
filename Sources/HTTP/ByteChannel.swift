internal import Foundation

/// A bounded queue of bytes between one producer and one consumer on different threads.
///
/// It carries a body that is too large to hold: the producer waits while the queue is full, the
/// consumer while it is empty. Either side may end it; the other then learns so at its next call.
/// A side that must not block, such as a server's event loop, uses the `try…` calls and is told
/// through `onSpace` and `onBytes` when to come back.
///
/// The class is `@unchecked Sendable` because `condition` guards every stored variable.
public final class ByteChannel: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var bytes: [UInt8] = []
    private var isFinished = false
    private var isAbandoned = false
    private var isCutShort = false
    private var spaceListener: (@Sendable () -> Void)?
    private var bytesListener: (@Sendable () -> Void)?

    /// Creates an empty channel that holds about `capacity` bytes.
    public init(capacity: Int = 1 << 18) {
        self.capacity = capacity
    }

    /// Called once when bytes or the end arrive after `tryRead` found nothing.
    ///
    /// A channel that has ended keeps no listener: nothing more can happen to it.
    public func onBytes(_ listener: @escaping @Sendable () -> Void) {
        condition.withLock {
            if !isFinished, !isAbandoned { bytesListener = listener }
        }
    }

    /// Called once when there is space again after `tryWrite` found none.
    ///
    /// An abandoned channel keeps no listener: it always has space.
    public func onSpace(_ listener: @escaping @Sendable () -> Void) {
        condition.withLock {
            if !isAbandoned { spaceListener = listener }
        }
    }

    /// Whether the bytes ended before their producer was through.
    public var isCut: Bool {
        condition.withLock { isCutShort }
    }

    // MARK: Producing

    /// Adds bytes, waiting for space.
    ///
    /// - Returns: Whether anyone still reads; when not, the producer may stop.
    @discardableResult
    public func write(_ chunk: some Collection<UInt8>) -> Bool {
        condition.lock()
        while bytes.count >= capacity, !isAbandoned { condition.wait() }
        let isOpen = !isAbandoned
        if isOpen { bytes.append(contentsOf: chunk) }
        let listener = takeBytesListener()
        condition.broadcast()
        condition.unlock()
        listener?()
        return isOpen
    }

    /// Adds bytes unless the channel is full, without waiting.
    ///
    /// - Returns: Whether the bytes were taken; bytes nobody will read count as taken.
    public func tryWrite(_ chunk: some Collection<UInt8>) -> Bool {
        condition.lock()
        guard bytes.count < capacity || isAbandoned else {
            condition.unlock()
            return false
        }
        if !isAbandoned { bytes.append(contentsOf: chunk) }
        let listener = takeBytesListener()
        condition.broadcast()
        condition.unlock()
        listener?()
        return true
    }

    /// Whether `tryWrite` would take bytes now.
    public var hasSpace: Bool {
        condition.withLock { bytes.count < capacity || isAbandoned }
    }

    /// Whether `tryRead` would find bytes or the end now.
    public var isReadable: Bool {
        condition.withLock { !bytes.isEmpty || isFinished || isAbandoned }
    }

    /// Says that no more bytes will come.
    ///
    /// - Parameter isComplete: Whether all bytes were there; else the consumer finds `isCut`.
    public func finish(isComplete: Bool = true) {
        condition.lock()
        if !isFinished {
            isFinished = true
            isCutShort = !isComplete
        }
        let listener = takeBytesListener()
        condition.broadcast()
        condition.unlock()
        listener?()
    }

    /// Ends the channel at once for both sides; bytes at hand are dropped.
    public func cut() {
        finish(isComplete: false)
        abandon()
    }

    // MARK: Consuming

    /// The bytes at hand, waiting for some; `nil` at the end.
    public func read() -> [UInt8]? {
        condition.lock()
        while bytes.isEmpty, !isFinished, !isAbandoned { condition.wait() }
        let chunk = takeBytes(limit: .max)
        let listener = takeSpaceListener()
        condition.broadcast()
        condition.unlock()
        listener?()
        return chunk.isEmpty ? nil : chunk
    }

    /// What `tryRead` found.
    public enum Reading: Sendable {
        case bytes([UInt8])
        case nothingYet
        case end
    }

    /// Up to `limit` bytes, without waiting.
    public func tryRead(limit: Int) -> Reading {
        condition.lock()
        let chunk = takeBytes(limit: limit)
        let isAtEnd = bytes.isEmpty && (isFinished || isAbandoned)
        let listener = chunk.isEmpty ? nil : takeSpaceListener()
        condition.broadcast()
        condition.unlock()
        listener?()
        if !chunk.isEmpty { return .bytes(chunk) }
        return isAtEnd ? .end : .nothingYet
    }

    /// Says that nobody will read any more; bytes at hand are dropped.
    public func abandon() {
        condition.lock()
        isAbandoned = true
        bytes = []
        let listener = takeSpaceListener()
        bytesListener = nil
        condition.broadcast()
        condition.unlock()
        listener?()
    }

    // MARK: Machinery, called with the lock held

    private func takeBytes(limit: Int) -> [UInt8] {
        guard bytes.count > limit else {
            defer { bytes = [] }
            return bytes
        }
        let chunk = Array(bytes.prefix(limit))
        bytes.removeFirst(limit)
        return chunk
    }

    private func takeBytesListener() -> (@Sendable () -> Void)? {
        defer { bytesListener = nil }
        return bytesListener
    }

    private func takeSpaceListener() -> (@Sendable () -> Void)? {
        defer { spaceListener = nil }
        return spaceListener
    }
}
