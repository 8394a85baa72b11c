/// Puts a workflow together and checks it before it can run.
///
///     var builder = WorkflowBuilder<State, Step>(start: .intent)
///     builder.step(.intent, then: .to(.step(.discovery))) { state in … }
///     builder.step(.discovery, then: .choose(among: [.intent]) { … }) { state in … }
///     let workflow = try builder.build()
public struct WorkflowBuilder<State: WorkflowState, Step: Hashable & Sendable> {
    private let start: Step
    private let stepLimit: Int
    private var nodes: [Step: Workflow<State, Step>.Node] = [:]
    private var repeated: [Step] = []

    /// Begins a workflow.
    ///
    /// - Parameters:
    ///   - start: The first step.
    ///   - stepLimit: How many steps a run may go through, loops included.
    public init(start: Step, stepLimit: Int = 100) {
        self.start = start
        self.stepLimit = stepLimit
    }

    /// Registers a step.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - edge: What comes after it.
    ///   - policy: What happens when it fails.
    ///   - work: What it does.
    public mutating func step(
        _ step: Step,
        then edge: Workflow<State, Step>.Edge,
        policy: Workflow<State, Step>.Policy = .init(),
        _ work: @escaping Workflow<State, Step>.Work
    ) {
        if nodes[step] != nil { repeated.append(step) }
        nodes[step] = .init(work: work, edge: edge, policy: policy)
    }

    /// The workflow, checked: every edge leads to a step, and every step can be reached.
    ///
    /// - Throws: `WorkflowError` that names the first mistake.
    public func build() throws(WorkflowError) -> Workflow<State, Step> {
        if let step = repeated.first { throw .repeatedStep("\(step)") }
        guard nodes[start] != nil else { throw .unknownStep("\(start)", from: "start") }
        var reached: Set<Step> = [start]
        var open = [start]
        while let step = open.popLast(), let node = nodes[step] {
            for target in Self.targets(of: node.edge) {
                guard nodes[target] != nil else {
                    throw .unknownStep("\(target)", from: "\(step)")
                }
                if reached.insert(target).inserted { open.append(target) }
            }
        }
        if let step = nodes.keys.first(where: { !reached.contains($0) }) {
            throw .unreachableStep("\(step)")
        }
        return Workflow(start: start, nodes: nodes, stepLimit: stepLimit)
    }

    private static func targets(of edge: Workflow<State, Step>.Edge) -> [Step] {
        switch edge {
        case .to(.step(let step)), .to(.pause(let step, _)): [step]
        case .to(.end): []
        case .choose(let steps, _): steps
        }
    }
}
