internal import DataProducts
internal import JSON
internal import SQLEngines
internal import SemanticLayer
internal import Workflow

/// The agents of a data product, in the order of their work.
enum Agent: String, Hashable, Sendable {
    case intent
    case discovery
    case modeling
    case transformation
    case quality
    case packaging
}

/// What the agents know of a request so far.
///
/// Each agent fills its own part; `apply` is the only place where the state changes.
struct DataProductState: WorkflowState {
    /// What was asked, by whom and when.
    let request: DataProductPipeline.Request

    /// Whether mappings that wait for a steward count; set when the approved ones do not suffice.
    var usesProposedMappings = false

    /// What the data turned out to lack, one entry for each rejected transformation.
    var rejections: [Rejection] = []

    var intent: Intent?
    var discovery: Discovery?
    var design: Design?
    var transformation: TransformationResult?
    var quality: Quality?
    var specification: Specification?
    var dismissal: Dismissal?
    var failure: Failure?

    /// The account of each finished step, in order.
    var notes: [Note] = []

    /// What an agent says of its work, for the log.
    struct Note: Sendable {
        let agent: Agent
        let summary: String

        /// What the agent found, in the names that the documents of the product use.
        let output: JSONObject
        let queries: Int

        init(_ agent: Agent, _ summary: String, _ output: JSONObject = [:], queries: Int = 0) {
            self.agent = agent
            self.summary = summary
            self.output = output
            self.queries = queries
        }
    }

    /// What the request means.
    struct Intent: Sendable {
        let model: SemanticModel
        let facts: CatalogFacts
        let understanding: Understanding
    }

    /// Where the answer is.
    struct Discovery: Sendable {
        /// All datasets that were ranked, best first.
        let candidates: [Candidate]
        let compiled: CompiledQuery
    }

    /// What the product looks like.
    struct Design: Sendable {
        let name: String
        let version: String
        let signature: String
        let dataModel: Specification.DataModel
    }

    /// How the product is made, and what came of making it.
    struct TransformationResult: Sendable {
        let sql: String
        let table: SQLEngines.SQLTable
        let dialect: String

        /// What is odd about the result without being wrong.
        let warnings: [String]
    }

    /// What holds of the product.
    struct Quality: Sendable {
        let rules: [QualityRule]
        let serviceLevel: Specification.ServiceLevel
        let rowCount: Int
    }

    /// Sources that the catalog lists and the data lack.
    struct Rejection: Sendable {
        /// Full names of datasets, and of columns as `dataset.column`.
        let missing: [String]
    }

    /// Why there is no product.
    enum Dismissal: Sendable {
        case question(String, choices: [String])
        case refusal(String)
    }

    /// An agent's error after its last attempt.
    struct Failure: Sendable {
        let agent: Agent
        let error: any Error
    }

    /// One agent's result.
    enum Update: Sendable {
        case intent(Intent, Note)
        case discovery(Discovery, Note)
        case design(Design, Note)
        case transformation(TransformationResult, Note)
        case quality(Quality, Note)
        case specification(Specification, Note)
        case widened(Note)
        case rejected(Rejection, Note)
        case dismissed(Dismissal, Note)
        case failed(Failure)
    }

    /// Whether the run ends here.
    var isOver: Bool {
        dismissal != nil || failure != nil
    }

    mutating func apply(_ update: Update) {
        switch update {
        case .intent(let intent, let note):
            self.intent = intent
            notes.append(note)
        case .discovery(let discovery, let note):
            self.discovery = discovery
            notes.append(note)
        case .design(let design, let note):
            self.design = design
            notes.append(note)
        case .transformation(let transformation, let note):
            self.transformation = transformation
            notes.append(note)
        case .quality(let quality, let note):
            self.quality = quality
            notes.append(note)
        case .specification(let specification, let note):
            self.specification = specification
            notes.append(note)
        case .widened(let note):
            usesProposedMappings = true
            intent = nil
            notes.append(note)
        case .rejected(let rejection, let note):
            rejections.append(rejection)
            intent = nil
            discovery = nil
            design = nil
            notes.append(note)
        case .dismissed(let dismissal, let note):
            self.dismissal = dismissal
            notes.append(note)
        case .failed(let failure):
            self.failure = failure
        }
    }
}

/// A fault of the pipeline itself: a step ran without what the steps before it provide.
struct MissingInput: Error, CustomStringConvertible {
    let agent: Agent
    let input: String

    var description: String {
        "The \(agent.rawValue) agent has no \(input)."
    }
}
