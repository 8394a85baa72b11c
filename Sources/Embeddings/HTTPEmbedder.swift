internal import Foundation
internal import HTTPClient
internal import JSON

/// Vectors from a server that speaks OpenAI's `POST /v1/embeddings`.
///
/// Texts go in batches. A request that fails in a way that may pass is made again: after what the
/// server asks for in `Retry-After`, or after waits that double; never beyond the deadline of the
/// call. Neither the key nor the texts are in any error.
public struct HTTPEmbedder: EmbeddingProvider {
    /// How a server is asked.
    public struct Settings: Sendable {
        /// The beginning of its addresses, such as `https://api.openai.com/v1`.
        public var address: String
        public var model: String
        public var dimension: Int
        public var key: APIKey?
        /// How many texts go in one request.
        public var batchSize = 64
        /// How long a call of `embed` may take, its waits included.
        public var deadline: Duration = .seconds(60)
        public var retries = RetryPolicy()
        /// Asks the server for vectors of `dimension` numbers, where its models can shorten them.
        public var sendsDimension = false

        /// Settings for a model of a server.
        public init(address: String, model: String, dimension: Int, key: APIKey? = nil) {
            self.address = address
            self.model = model
            self.dimension = dimension
            self.key = key
        }
    }

    public var name: String { settings.model }
    public var dimension: Int { settings.dimension }
    /// Where its server is.
    package var address: String { settings.address }

    private let settings: Settings
    private let pause: @Sendable (Duration) -> Void
    private let server: String
    private let path: String
    /// Whether vectors may have any number of numbers.
    private var isMeasuring = false

    private static let largestDimension = 65_536

    /// Creates a provider; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - settings: How the server is asked.
    ///   - pause: Waits in place of the thread; tests pass something quicker.
    /// - Throws: `EmbeddingError.settings`.
    public init(
        _ settings: Settings,
        pause: (@Sendable (Duration) -> Void)? = nil
    ) throws(EmbeddingError) {
        guard let url = URL(string: settings.address), let host = url.host, !host.isEmpty,
            let scheme = url.scheme, scheme == "http" || scheme == "https",
            url.user == nil, url.query == nil, url.fragment == nil
        else {
            throw .settings(
                "The address of an embedding server must be like `https://host/v1`; it is "
                    + "`\(settings.address)`.")
        }
        guard (1...Self.largestDimension).contains(settings.dimension), settings.batchSize > 0
        else {
            throw .settings("Vectors of a server have 1 to 65536 dimensions, batches a text.")
        }
        self.settings = settings
        self.pause = pause ?? { Thread.sleep(forTimeInterval: $0 / .seconds(1)) }
        let authority = host.contains(":") ? "[\(host)]" : host
        server = "\(scheme)://\(authority)" + (url.port.map { ":\($0)" } ?? "")
        let folder = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
        path = folder + "/embeddings"
    }

    /// Creates a provider whose server is asked for one vector, to know how long they are.
    ///
    /// - Parameters:
    ///   - settings: How the server is asked; its dimension does not count.
    ///   - pause: Waits in place of the thread.
    /// - Throws: `EmbeddingError`.
    public init(
        measuring settings: Settings,
        pause: (@Sendable (Duration) -> Void)? = nil
    ) throws(EmbeddingError) {
        var settings = settings
        settings.dimension = Self.largestDimension
        settings.sendsDimension = false
        var probe = try HTTPEmbedder(settings, pause: pause)
        probe.isMeasuring = true
        let vector = try probe.embed("length")
        settings.dimension = vector.count
        try self.init(settings, pause: pause)
    }

    public func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]] {
        let end = ContinuousClock.now + settings.deadline
        var vectors: [[Float]] = []
        vectors.reserveCapacity(texts.count)
        for start in stride(from: 0, to: texts.count, by: settings.batchSize) {
            let batch = Array(texts[start..<min(start + settings.batchSize, texts.count)])
            vectors += try answer(to: batch, before: end)
        }
        return vectors
    }

    /// Asks until there is an answer, or no hope of one.
    private func answer(
        to batch: [String], before end: ContinuousClock.Instant
    ) throws(EmbeddingError) -> [[Float]] {
        let body = requestBody(batch)
        var attempt = 1
        while true {
            var retryAfter: String?
            var failure: EmbeddingError
            do {
                let answer = try post(body, within: ContinuousClock.now.duration(to: end))
                if (200...299).contains(answer.status) {
                    return try vectors(in: answer.body, count: batch.count)
                }
                failure = refusal(answer)
                guard RetryPolicy.isWorthRetrying(answer.status) else { throw failure }
                retryAfter = answer.retryAfter
            } catch let error as TransferError {
                failure = .unreachable(provider: server, reason: "\(error)")
                guard error.kind != .timedOut else { throw failure }
            } catch let error as EmbeddingError {
                throw error
            } catch {
                throw .unreachable(provider: server, reason: "the transfer broke off")
            }
            let wait = settings.retries.wait(
                after: attempt, retryAfter: retryAfter, now: Date())
            guard attempt < settings.retries.attempts, ContinuousClock.now + wait < end else {
                throw failure
            }
            pause(wait)
            attempt += 1
        }
    }

    private func requestBody(_ batch: [String]) -> [UInt8] {
        var object: JSONObject = [
            "model": .string(settings.model), "input": .array(batch.map(JSONValue.string)),
            "encoding_format": "float",
        ]
        if settings.sendsDimension { object["dimensions"] = .integer(Int64(settings.dimension)) }
        var writer = JSONWriter()
        writer.value(.object(object))
        return writer.drain()
    }

    // MARK: The exchange

    private struct Answer {
        var status = 0
        var retryAfter: String?
        var body: [UInt8] = []
    }

    private func post(_ body: [UInt8], within time: Duration) throws -> Answer {
        guard time > .zero else {
            throw EmbeddingError.unreachable(provider: server, reason: "the time is over")
        }
        var request = StreamingRequest("POST", path, at: .url(server))
        request.timeout = time
        request.bodyLength = body.count
        var headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
        if let key = settings.key { headers.append(("Authorization", "Bearer \(key.value)")) }
        // A vector's number takes about 12 bytes, some servers write up to 25.
        let limit = (1 << 20) + settings.batchSize * settings.dimension * 32
        var rest = body[...]
        var answer = Answer()
        answer.status = try request.send(
            headers: headers.map { (name: $0.0, value: $0.1) },
            body: { most in
                defer { rest = rest.dropFirst(most) }
                return Array(rest.prefix(most))
            },
            receiveHeader: { name, value in
                if name == "retry-after" { answer.retryAfter = value }
            },
            receive: { piece in
                guard answer.body.count + piece.count <= limit else {
                    throw EmbeddingError.badAnswer(provider: server, reason: "it is too long")
                }
                answer.body += piece
            })
        return answer
    }

    private func refusal(_ answer: Answer) -> EmbeddingError {
        let value = try? JSONValue(parsing: answer.body)
        let message = value?["error"]?["message"]?.stringValue ?? ""
        // Some servers quote the key that they do not know.
        let shown = settings.key.map { message.replacingOccurrences(of: $0.value, with: "…") }
        return .refused(
            provider: server, status: answer.status, reason: String((shown ?? message).prefix(300)))
    }

    private func vectors(in body: [UInt8], count: Int) throws(EmbeddingError) -> [[Float]] {
        func bad(_ reason: String) -> EmbeddingError {
            .badAnswer(provider: server, reason: reason)
        }
        guard let entries = (try? JSONValue(parsing: body))?["data"]?.arrayValue,
            entries.count == count
        else { throw bad("it has no vector for each text") }
        var vectors = [[Float]](repeating: [], count: count)
        for (place, entry) in entries.enumerated() {
            let index = entry["index"]?.integerValue ?? Int64(place)
            guard vectors.indices.contains(Int(clamping: index)), vectors[Int(index)].isEmpty else {
                throw bad("its vectors are not numbered")
            }
            guard let numbers = entry["embedding"]?.arrayValue,
                isMeasuring ? !numbers.isEmpty : numbers.count == dimension
            else {
                throw bad("a vector does not have \(dimension) numbers")
            }
            var vector = numbers.compactMap { $0.doubleValue.map { Float($0) } }
            guard vector.count == numbers.count, vector.allSatisfy(\.isFinite) else {
                throw bad("a vector has something other than numbers")
            }
            normalize(&vector)
            vectors[Int(index)] = vector
        }
        return vectors
    }
}
