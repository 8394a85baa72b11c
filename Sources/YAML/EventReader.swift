internal import CYAML
internal import JSON

/// One event of libyaml's parser as a value.
struct Event {
    enum Kind {
        case scalar(JSONValue)
        case alias(String)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
        case documentStart
        case documentEnd
        case streamEnd
    }

    let kind: Kind
    let anchor: String?
    let line: Int
    let column: Int
}

/// All events of a text, read through libyaml; no pointer outlives the initialiser.
struct EventReader {
    let events: [Event]

    init(_ text: String) throws(YAMLError) {
        var events: [Event] = []
        var failure: YAMLError?
        var text = text
        text.withUTF8 { utf8 in
            let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
            defer { parser.deallocate() }
            guard yaml_parser_initialize(parser) != 0 else {
                failure = YAMLError("There is not enough memory.", line: 1, column: 1)
                return
            }
            defer { yaml_parser_delete(parser) }
            yaml_parser_set_input_string(parser, utf8.baseAddress, utf8.count)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            failure = Self.read(parser, into: &events)
        }
        if let failure { throw failure }
        self.events = events
    }

    private static func read(
        _ parser: UnsafeMutablePointer<yaml_parser_t>,
        into events: inout [Event]
    ) -> YAMLError? {
        var depth = 0
        while true {
            var raw = yaml_event_t()
            guard yaml_parser_parse(parser, &raw) != 0 else { return error(of: parser.pointee) }
            defer { yaml_event_delete(&raw) }
            guard let event = event(of: raw) else { continue }
            events.append(event)
            switch event.kind {
            case .sequenceStart, .mappingStart: depth += 1
            case .sequenceEnd, .mappingEnd: depth -= 1
            case .streamEnd: return nil
            default: break
            }
            // Checked here already: libyaml's time grows with the square of the depth.
            guard depth <= NodeComposer.depthLimit, events.count <= eventLimit else {
                return YAMLError(
                    depth > NodeComposer.depthLimit
                        ? "The text nests more than \(NodeComposer.depthLimit) levels deep."
                        : "The text has more than \(NodeComposer.nodeLimit) nodes.",
                    line: event.line,
                    column: event.column
                )
            }
        }
    }

    /// Each node has at most two events; a document has four.
    private static let eventLimit = 2 * NodeComposer.nodeLimit + 4

    private static func error(of parser: yaml_parser_t) -> YAMLError {
        let problem = parser.problem.map { String(cString: $0) } ?? "the text is malformed"
        let context = parser.context.map { String(cString: $0) + ", " } ?? ""
        return YAMLError(
            "This is not YAML: \(context)\(problem).",
            line: Int(clamping: parser.problem_mark.line) + 1,
            column: Int(clamping: parser.problem_mark.column) + 1
        )
    }

    private static func event(of raw: yaml_event_t) -> Event? {
        var anchor: UnsafeMutablePointer<yaml_char_t>?
        let kind: Event.Kind
        switch raw.type {
        case YAML_SCALAR_EVENT:
            anchor = raw.data.scalar.anchor
            kind = .scalar(scalar(raw.data.scalar))
        case YAML_ALIAS_EVENT:
            kind = .alias(raw.data.alias.anchor.map { String(cString: $0) } ?? "")
        case YAML_SEQUENCE_START_EVENT:
            anchor = raw.data.sequence_start.anchor
            kind = .sequenceStart
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            anchor = raw.data.mapping_start.anchor
            kind = .mappingStart
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        default: return nil
        }
        return Event(
            kind: kind,
            anchor: anchor.map { String(cString: $0) },
            line: Int(clamping: raw.start_mark.line) + 1,
            column: Int(clamping: raw.start_mark.column) + 1
        )
    }

    private static func scalar(_ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar)
        -> JSONValue
    {
        let text = String(
            decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
            as: UTF8.self
        )
        if let tag = scalar.tag.map({ String(cString: $0) }) {
            return tag == "tag:yaml.org,2002:str" ? .string(text) : CoreSchema.resolve(text)
        }
        return scalar.style == YAML_PLAIN_SCALAR_STYLE ? CoreSchema.resolve(text) : .string(text)
    }
}
