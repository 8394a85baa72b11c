import PropertyGraph

/// What storage complained of while `body` ran; nil for anything else, and for nothing.
func problem(_ body: () throws -> Void) -> StorageProblem? {
    do {
        try body()
        return nil
    } catch let error as GraphError {
        guard case .storage(let problem, _) = error else { return nil }
        return problem
    } catch {
        return nil
    }
}
