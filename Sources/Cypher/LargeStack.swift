import CypherSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Runs calls on threads with room for deep recursion.
///
/// Trees of a long text are deep: `1 + 1 + …` is as high as it is long, and a plan of a thousand
/// clauses is a chain of as many operators. What reads, plans, runs and frees them calls itself
/// once for each level, more often than the stack of a usual thread allows. Such a statement is
/// given a thread of its own; the memory of its stack is taken as it is touched, and given back.
enum LargeStack {
    /// Bytes of address space for the stack.
    static let bytes = 1 << 30

    /// Runs `body` on a thread with a large stack and waits for it.
    ///
    /// - Throws: What `body` throws; `limitExceeded` when the system has no thread to give.
    static func run<Result>(
        _ body: () throws(CypherError) -> Result
    ) throws(CypherError) -> Result {
        var outcome: Swift.Result<Result, CypherError>?
        wait {
            do throws(CypherError) {
                outcome = .success(try body())
            } catch {
                outcome = .failure(error)
            }
        }
        guard let outcome else { throw .noLargeStack() }
        return try outcome.get()
    }

    /// Runs `body` on a thread with a large stack and waits for it; where the system has no
    /// thread to give, nothing is run.
    static func wait(_ body: () -> Void) {
        withoutActuallyEscaping(body) { body in
            // Safe to share with the other thread although not `Sendable`: this thread does
            // nothing until the other one has ended, which orders all their accesses.
            let call = Unmanaged.passRetained(Call(body))
            defer { call.release() }
            let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
            defer { attributes.deallocate() }
            guard pthread_attr_init(attributes) == 0 else { return }
            defer { pthread_attr_destroy(attributes) }
            guard pthread_attr_setstacksize(attributes, bytes) == 0 else { return }
            var thread = pthread_t()
            let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
                if let call = $0 { Unmanaged<Call>.fromOpaque(call).takeUnretainedValue().body() }
                return nil
            }
            guard pthread_create(&thread, attributes, start, call.toOpaque()) == 0 else { return }
            pthread_join(thread, nil)
        }
    }

    private final class Call {
        let body: () -> Void

        init(_ body: @escaping () -> Void) { self.body = body }
    }
}

extension CypherError {
    fileprivate static func noLargeStack() -> CypherError {
        CypherError(
            .limitExceeded, at: .runtime, detail: "NestingTooDeep",
            message: "The query nests deep, and there is no memory for a stack large enough.",
            hint: "Try again later, or split the query with WITH.")
    }
}
