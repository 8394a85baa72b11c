import CPCRE2
package import CypherSyntax

/// A regular expression for `=~`, which must match the whole of a text.
///
/// The syntax is Java's, as people know it from Neo4j: `(?i)`, `(?s)`, `(?m)`, `(?x)`, classes,
/// lazy and possessive quantifiers, look-around and back-references; see `PatternSyntax`.
///
/// Matching can take exponential time in the length of the text, so it is cut off after a fixed
/// amount of work and memory. A pattern that is used often is compiled to machine code.
///
/// A value is used by one execution on one thread at a time.
package final class RegularExpression {
    // Owned, freed in deinit: the compiled pattern, room for a match, limits, and the stack of
    // machine code, nil until there is some.
    private let code: OpaquePointer
    private let match: OpaquePointer
    private let limits: OpaquePointer
    private var stack: OpaquePointer?
    /// How often it was tested before machine code pays.
    private var uses = 0

    /// The most bytes of a pattern.
    static let longestPattern = 10_000
    /// The most steps of one match: a few milliseconds, and for long texts so many for each byte.
    private static let stepLimit = 400_000
    private static let stepsPerByte = 16
    /// The most KiB that one match may allocate.
    private static let heapLimit: UInt32 = 20_000
    /// The most bytes of stack for machine code; beyond it the slower way is taken.
    private static let stackLimit = 1 << 20
    /// Making machine code takes as long as this many matches.
    private static let usesBeforeMachineCode = 24

    /// Compiles a pattern.
    ///
    /// - Throws: a syntax error at run time when it is not a regular expression.
    package init(_ pattern: String) throws(CypherError) {
        guard pattern.utf8.count <= Self.longestPattern else {
            throw .tooLarge("A regular expression may have at most 10,000 bytes.")
        }
        let syntax = try PatternSyntax(translating: pattern)
        code = try Self.compile(syntax)
        guard let match = pcre2_match_data_create_8(1, nil),
            let limits = pcre2_match_context_create_8(nil)
        else {
            pcre2_code_free_8(code)
            throw .tooLarge("There is no memory for a regular expression.")
        }
        self.match = match
        self.limits = limits
        setStepLimit(Self.stepLimit)
        pcre2_set_heap_limit_8(limits, Self.heapLimit)
    }

    deinit {
        pcre2_match_context_free_8(limits)
        pcre2_match_data_free_8(match)
        pcre2_code_free_8(code)
        pcre2_jit_stack_free_8(stack)
    }

    private static func compile(_ syntax: PatternSyntax) throws(CypherError) -> OpaquePointer {
        var number: Int32 = 0
        var offset = 0
        let options =
            UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_ENDANCHORED) | UInt32(PCRE2_UTF)
            | UInt32(PCRE2_NEVER_BACKSLASH_C)
            | (syntax.usesUnicodeClasses ? UInt32(PCRE2_UCP) : 0)
        let settings = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(settings) }
        pcre2_set_newline_8(settings, UInt32(PCRE2_NEWLINE_ANYCRLF))
        pcre2_set_parens_nest_limit_8(settings, 200)
        let bytes = Array(syntax.text.utf8)
        // An empty buffer may have no address, which would mean an empty pattern all the same.
        let code = bytes.withUnsafeBufferPointer { buffer in
            pcre2_compile_8(
                buffer.baseAddress, buffer.count, options, &number, &offset, settings)
        }
        if let code { return code }
        throw .invalidPattern(message(number), at: syntax.position(ofByte: offset))
    }

    private static func message(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
            guard count > 0 else { return "it cannot be read" }
            return String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
        }
    }

    /// Whether all of a text matches.
    ///
    /// - Throws: a limit error when the match takes too much time or memory.
    package func matches(_ text: String) throws(CypherError) -> Bool {
        var text = text
        let result = text.withUTF8 { find(in: $0) }
        return try answer(result)
    }

    /// Whether all of a text matches, given its UTF-8 bytes.
    ///
    /// - Throws: a limit error when the match takes too much time or memory.
    package func matches(utf8 text: UnsafeBufferPointer<UInt8>) throws(CypherError) -> Bool {
        try answer(find(in: text))
    }

    private func find(in text: UnsafeBufferPointer<UInt8>) -> Int32 {
        uses &+= 1
        if uses == Self.usesBeforeMachineCode { makeMachineCode() }
        let isLong = text.count > Self.stepLimit / Self.stepsPerByte
        if isLong { setStepLimit(text.count.multipliedReportingOverflow(by: Self.stepsPerByte).0) }
        defer { if isLong { setStepLimit(Self.stepLimit) } }
        // Bytes that are not UTF-8 are an error below; to look for them is for others than ASCII.
        let options = text.isASCII ? UInt32(PCRE2_NO_UTF_CHECK) : 0
        let start = text.baseAddress ?? UnsafePointer(bitPattern: 1)
        let result = pcre2_match_8(code, start, text.count, 0, options, match, limits)
        guard result == PCRE2_ERROR_JIT_STACKLIMIT else { return result }
        return pcre2_match_8(
            code, start, text.count, 0, options | UInt32(PCRE2_NO_JIT), match, limits)
    }

    private func setStepLimit(_ limit: Int) {
        pcre2_set_match_limit_8(limits, UInt32(clamping: limit))
        pcre2_set_depth_limit_8(limits, UInt32(clamping: limit))
    }

    private func makeMachineCode() {
        guard pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0,
            let fresh = pcre2_jit_stack_create_8(32 << 10, Self.stackLimit, nil)
        else { return }
        stack = fresh
        pcre2_jit_stack_assign_8(limits, nil, UnsafeMutableRawPointer(fresh))
    }

    private func answer(_ result: Int32) throws(CypherError) -> Bool {
        switch result {
        case 0...: return true
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT,
            PCRE2_ERROR_NOMEMORY, PCRE2_ERROR_RECURSELOOP:
            throw CypherError(
                .limitExceeded, at: .runtime, detail: "RegularExpressionLimit",
                message: "A regular expression took too long to match.",
                hint: "Nested quantifiers such as (a+)+ are usually the cause.")
        default: return false
        }
    }
}

extension CypherError {
    /// A pattern cannot be read, for a reason that does not show its text, at a character of it,
    /// counted from 1.
    static func invalidPattern(_ reason: String, at position: Int) -> CypherError {
        CypherError(
            .syntaxError, at: .runtime, detail: "InvalidRegularExpression",
            message: "The text is not a regular expression: \(reason), "
                + "at character \(position) of the pattern.",
            hint: "Characters such as ( [ * + ? are escaped with a backslash.")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether all bytes are below 128.
    var isASCII: Bool {
        var all: UInt8 = 0
        for byte in self { all |= byte }
        return all < 128
    }
}
