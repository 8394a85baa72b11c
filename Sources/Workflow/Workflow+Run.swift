extension Workflow {
    /// Runs from the start.
    ///
    /// - Parameters:
    ///   - state: The state to begin with.
    ///   - clock: Measures durations and waits between attempts.
    ///   - checkpoint: Called after each step with where the run stands; what it throws ends the
    ///     run before the next step begins.
    /// - Returns: The final state, or the pause at which the run waits.
    /// - Throws: What a step threw on its last attempt, `WorkflowError`, or `CancellationError`.
    public func run(
        _ state: State,
        clock: some Clock<Duration> = ContinuousClock(),
        checkpoint: @Sendable (Checkpoint) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        try await resume(
            from: Checkpoint(state: state, next: .step(start)),
            clock: clock,
            checkpoint: checkpoint
        )
    }

    /// Goes on from a checkpoint; a paused run goes on with the step that the pause names.
    ///
    /// - Parameters:
    ///   - checkpoint: Where the run stands.
    ///   - clock: Measures durations and waits between attempts.
    ///   - save: Called after each step with where the run then stands.
    /// - Returns: The final state, or the next pause.
    /// - Throws: As `run`.
    public func resume(
        from checkpoint: Checkpoint,
        clock: some Clock<Duration> = ContinuousClock(),
        checkpoint save: @Sendable (Checkpoint) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        var state = checkpoint.state
        var log = checkpoint.log
        let begin = clock.now
        let elapsed = log.last.map { $0.start + $0.duration } ?? .zero
        var next = checkpoint.next
        if case .pause(let step, _) = next { next = .step(step) }
        var count = 0
        while case .step(let step) = next {
            count += 1
            guard count <= stepLimit else { throw WorkflowError.tooManySteps(stepLimit) }
            guard let node = nodes[step] else {
                throw WorkflowError.unknownStep("\(step)", from: "the checkpoint")
            }
            let update = try await attempt(step, node, state, clock: clock) { record in
                log.append(record(elapsed, begin))
            }
            state.apply(update)
            next = try following(step, node.edge, state)
            try await save(Checkpoint(state: state, next: next, log: log))
        }
        return Outcome(state: state, next: next, log: log)
    }

    private func following(_ step: Step, _ edge: Edge, _ state: State) throws -> Next {
        switch edge {
        case .to(let next): return next
        case .choose(let steps, let choose):
            let next = choose(state)
            switch next {
            case .end: return next
            case .step(let target), .pause(let target, _):
                guard steps.contains(target) else {
                    throw WorkflowError.undeclaredChoice("\(target)", from: "\(step)")
                }
                return next
            }
        }
    }

    /// Tries a step as often as its policy says.
    private func attempt<C: Clock<Duration>>(
        _ step: Step,
        _ node: Node,
        _ state: State,
        clock: C,
        record: ((Duration, C.Instant) -> StepRecord<Step>) -> Void
    ) async throws -> State.Update {
        var backoff = node.policy.backoff
        var attempt = 1
        while true {
            try Task.checkCancellation()
            let start = clock.now
            func log(_ ending: StepRecord<Step>.Ending) {
                record { elapsed, begin in
                    StepRecord(
                        step: step,
                        attempt: attempt,
                        start: elapsed + begin.duration(to: start),
                        duration: start.duration(to: clock.now),
                        ending: ending
                    )
                }
            }
            do {
                let update = try await perform(step, node, state, clock: clock)
                log(.finished)
                return update
            } catch {
                let isLast = attempt >= node.policy.attempts || !node.policy.isRetryable(error)
                guard isLast || error is CancellationError else {
                    log(.retried("\(error)"))
                    try await clock.sleep(for: backoff)
                    backoff = min(backoff * 2, node.policy.longestBackoff)
                    attempt += 1
                    continue
                }
                if !(error is CancellationError),
                    let update = node.policy.fallback?(state, error)
                {
                    log(.fellBack("\(error)"))
                    return update
                }
                log(.failed("\(error)"))
                throw error
            }
        }
    }

    private func perform(
        _ step: Step,
        _ node: Node,
        _ state: State,
        clock: some Clock<Duration>
    ) async throws -> State.Update {
        guard let timeout = node.policy.timeout else { return try await node.work(state) }
        return try await withThrowingTaskGroup(of: State.Update.self) { group in
            group.addTask { try await node.work(state) }
            group.addTask {
                try await clock.sleep(for: timeout)
                throw WorkflowError.timedOut("\(step)", after: timeout)
            }
            defer { group.cancelAll() }
            guard let update = try await group.next() else { throw CancellationError() }
            return update
        }
    }
}
