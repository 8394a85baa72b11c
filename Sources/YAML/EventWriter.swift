internal import CYAML
internal import JSON

/// Writes one document through libyaml's emitter.
///
/// The class owns the emitter's memory and the text that libyaml hands to its write callback, and
/// frees both when it goes; it never leaves `YAML.write`.
final class EventWriter {
    /// Receives the emitter's bytes.
    private final class Output {
        var bytes: [UInt8] = []
    }

    private let emitter: UnsafeMutablePointer<yaml_emitter_t>
    private let output = Output()

    init() {
        emitter = .allocate(capacity: 1)
        yaml_emitter_initialize(emitter)
        yaml_emitter_set_unicode(emitter, 1)
        yaml_emitter_set_width(emitter, -1)
        yaml_emitter_set_indent(emitter, 2)
        // The emitter is deleted in `deinit`, before `output` goes, so the unretained reference
        // is good for as long as libyaml can call back.
        yaml_emitter_set_output(
            emitter,
            { context, bytes, count in
                guard let context, let bytes else { return 0 }
                let output = Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
                output.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return 1
            },
            Unmanaged.passUnretained(output).toOpaque()
        )
        emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
        emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
    }

    deinit {
        yaml_emitter_delete(emitter)
        emitter.deallocate()
    }

    func finish() -> String {
        emit { yaml_document_end_event_initialize(&$0, 1) }
        emit { yaml_stream_end_event_initialize(&$0) }
        yaml_emitter_flush(emitter)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    func write(_ value: JSONValue) {
        switch value {
        case .null: write("null", isPlain: true)
        case .boolean(let boolean): write(boolean ? "true" : "false", isPlain: true)
        case .integer(let integer): write(String(integer), isPlain: true)
        case .number(let number): write(Self.text(of: number), isPlain: true)
        case .string(let string): write(string, isPlain: !CoreSchema.mustQuote(string))
        case .array(let elements):
            let style =
                elements.isEmpty ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
            emit { yaml_sequence_start_event_initialize(&$0, nil, nil, 1, style) }
            for element in elements { write(element) }
            emit { yaml_sequence_end_event_initialize(&$0) }
        case .object(let object):
            let style = object.isEmpty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
            emit { yaml_mapping_start_event_initialize(&$0, nil, nil, 1, style) }
            for member in object {
                write(member.name, isPlain: !CoreSchema.mustQuote(member.name))
                write(member.value)
            }
            emit { yaml_mapping_end_event_initialize(&$0) }
        }
    }

    private static func text(of number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        return number.description
    }

    private func write(_ text: String, isPlain: Bool) {
        let isBlock = text.utf8.contains(UInt8(ascii: "\n"))
        let style = isBlock ? YAML_LITERAL_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE
        var text = text
        text.withUTF8 { utf8 in
            emit { event in
                yaml_scalar_event_initialize(
                    &event,
                    nil,
                    nil,
                    utf8.baseAddress,
                    Int32(clamping: utf8.count),
                    isPlain ? 1 : 0,
                    1,
                    style
                )
            }
        }
    }

    private func emit(_ initialize: (inout yaml_event_t) -> Int32) {
        var event = yaml_event_t()
        guard initialize(&event) != 0 else { return }
        // The emitter takes the event over and frees what it holds.
        yaml_emitter_emit(emitter, &event)
    }
}
