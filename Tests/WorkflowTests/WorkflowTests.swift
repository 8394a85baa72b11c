import Synchronization
import Testing
import Workflow

private struct Trail: WorkflowState {
    var visited: [String] = []
    var answer: String?

    mutating func apply(_ update: String) {
        visited.append(update)
    }
}

private enum Step: Hashable, Sendable {
    case first
    case second
    case third
}

private struct Mishap: Error {}

/// A clock whose sleeps end at once and add up.
private final class ManualClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        func duration(to other: Instant) -> Duration {
            other.offset - offset
        }

        static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }
    }

    private let time = Mutex(Duration.zero)

    var now: Instant {
        Instant(offset: time.withLock { $0 })
    }

    var minimumResolution: Duration {
        .nanoseconds(1)
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        time.withLock { $0 = max($0, deadline.offset) }
    }
}

@Suite("Workflow")
struct WorkflowTests {
    @Test func `steps run in the order of their edges`() async throws {
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(.first, then: .to(.step(.second))) { _ in "first" }
        builder.step(.second, then: .to(.step(.third))) { _ in "second" }
        builder.step(.third, then: .to(.end)) { state in "third after \(state.visited.count)" }
        let outcome = try await builder.build().run(Trail())
        #expect(outcome.state.visited == ["first", "second", "third after 2"])
        #expect(outcome.next == .end)
        #expect(outcome.log.map(\.step) == [.first, .second, .third])
    }

    @Test func `a conditional edge loops until its condition holds`() async throws {
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(
            .first,
            then: .choose(among: [.first, .second]) { state in
                state.visited.count < 3 ? .step(.first) : .step(.second)
            }
        ) { _ in "again" }
        builder.step(.second, then: .to(.end)) { _ in "done" }
        let outcome = try await builder.build().run(Trail())
        #expect(outcome.state.visited == ["again", "again", "again", "done"])
    }

    @Test func `an endless loop is ended by the step limit`() async throws {
        var builder = WorkflowBuilder<Trail, Step>(start: .first, stepLimit: 20)
        builder.step(.first, then: .to(.step(.first))) { _ in "again" }
        let workflow = try builder.build()
        await #expect(throws: WorkflowError.self) { try await workflow.run(Trail()) }
    }

    @Test func `a failing step is retried with growing waits`() async throws {
        let calls = Mutex(0)
        let clock = ManualClock()
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(.first, then: .to(.end), policy: .init(attempts: 4)) { _ in
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            guard call == 4 else { throw Mishap() }
            return "call \(call)"
        }
        let outcome = try await builder.build().run(Trail(), clock: clock)
        #expect(outcome.state.visited == ["call 4"])
        #expect(clock.now.offset == .seconds(2 + 4 + 8))
        #expect(outcome.log.map(\.attempt) == [1, 2, 3, 4])
        #expect(outcome.log.last?.ending == .finished)
    }

    @Test func `a fallback answers when all attempts failed`() async throws {
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(
            .first,
            then: .to(.end),
            policy: .init(fallback: { _, _ in "fallback" })
        ) { _ in throw Mishap() }
        let outcome = try await builder.build().run(Trail())
        #expect(outcome.state.visited == ["fallback"])
        #expect(outcome.log.map(\.ending) == [.fellBack("Mishap()")])
    }

    @Test func `an error that is not worth another attempt ends the run`() async throws {
        let calls = Mutex(0)
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(
            .first,
            then: .to(.end),
            policy: .init(attempts: 5, isRetryable: { _ in false })
        ) { _ in
            calls.withLock { $0 += 1 }
            throw Mishap()
        }
        let workflow = try builder.build()
        await #expect(throws: Mishap.self) { try await workflow.run(Trail()) }
        #expect(calls.withLock { $0 } == 1)
    }

    @Test func `a step that takes too long is ended`() async throws {
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(.first, then: .to(.end), policy: .init(timeout: .milliseconds(20))) { _ in
            try await Task.sleep(for: .seconds(60))
            return "late"
        }
        let workflow = try builder.build()
        await #expect(throws: WorkflowError.self) { try await workflow.run(Trail()) }
    }

    @Test func `a paused run goes on from its checkpoint`() async throws {
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(
            .first,
            then: .choose(among: [.second]) { state in
                state.answer == nil
                    ? .pause(resuming: .second, reason: "which one?") : .step(.second)
            }
        ) { _ in "asked" }
        builder.step(.second, then: .to(.end)) { state in state.answer ?? "none" }
        let workflow = try builder.build()
        let paused = try await workflow.run(Trail())
        #expect(paused.next == .pause(resuming: .second, reason: "which one?"))
        var state = paused.state
        state.answer = "this one"
        let outcome = try await workflow.resume(
            from: .init(state: state, next: paused.next, log: paused.log)
        )
        #expect(outcome.state.visited == ["asked", "this one"])
        #expect(outcome.log.count == 2)
    }

    @Test func `a checkpoint follows every step`() async throws {
        let saved = Mutex<[Int]>([])
        var builder = WorkflowBuilder<Trail, Step>(start: .first)
        builder.step(.first, then: .to(.step(.second))) { _ in "first" }
        builder.step(.second, then: .to(.end)) { _ in "second" }
        _ = try await builder.build().run(Trail()) { checkpoint in
            saved.withLock { $0.append(checkpoint.state.visited.count) }
        }
        #expect(saved.withLock { $0 } == [1, 2])
    }

    @Test func `mistakes in the graph are found when it is built`() {
        var unknown = WorkflowBuilder<Trail, Step>(start: .first)
        unknown.step(.first, then: .to(.step(.second))) { _ in "" }
        #expect(throws: WorkflowError.self) { try unknown.build() }

        var unreachable = WorkflowBuilder<Trail, Step>(start: .first)
        unreachable.step(.first, then: .to(.end)) { _ in "" }
        unreachable.step(.third, then: .to(.end)) { _ in "" }
        #expect(throws: WorkflowError.self) { try unreachable.build() }

        var repeated = WorkflowBuilder<Trail, Step>(start: .first)
        repeated.step(.first, then: .to(.end)) { _ in "" }
        repeated.step(.first, then: .to(.end)) { _ in "" }
        #expect(throws: WorkflowError.self) { try repeated.build() }
    }
}
