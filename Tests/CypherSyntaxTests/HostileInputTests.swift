import CypherSyntax
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Hostile input")
struct HostileInputTests {
    /// Runs `body` on a thread with the stack of a cooperative or Dispatch thread.
    private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            body()
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    /// Ways to nest: an opening, a core and a closing.
    static let nestings: [(open: String, core: String, close: String)] = [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("NOT ", "a", ""), ("-", "a", ""),
        ("f(", "1", ")"), ("CASE WHEN a THEN ", "1", " END"), ("a[", "1", "]"),
        ("[x IN ", "xs", " WHERE x]"), ("EXISTS { MATCH (n) WHERE ", "a", " }"),
        ("(n {a: ", "1", "})-->()"), ("[(a)-->(b) | ", "1", "]"),
        ("reduce(a = 0, b IN ", "c", " | b)"),
        ("n:", "A", ""), ("n:!(", "A", ")"), ("n {a: ", "1", "}"), ("all(x IN ", "xs", " WHERE x)"),
        ("COLLECT { RETURN ", "1", " AS x }"), ("a + (", "1", ")"), ("1 ^ -", "a", ""),
        ("COUNT { CALL { RETURN ", "1", " AS x } RETURN x }"), ("a IN [(", "1", ")]"),
        ("(a AND ", "b", ")"), ("x :: LIST<", "INT", ">"), ("a = (b + c * ", "d", ")"),
    ]

    @Test(arguments: nestings)
    func `no nesting overflows a stack of 512 KiB`(
        open: String,
        core: String,
        close: String
    ) {
        onSmallStack {
            var parsed = 0
            for count in [1, 8, 16, 30, 40, 60, 62, 100, 125, 127, 200, 100_000] {
                let text = Self.repeated(open, count) + core + Self.repeated(close, count)
                do throws(CypherError) {
                    let expression = try Parser.parseExpression(text)
                    parsed = max(parsed, count)
                    #expect(expression == expression)
                    _ = expression.hashValue
                    #expect(try Parser.parseExpression(expression.description) == expression)
                } catch {
                    #expect(error.span != nil)
                }
            }
            #expect(parsed >= 1)
        }
    }

    @Test func `deep lists as in the TCK are accepted`() throws {
        let text = Self.repeated("[", 40) + Self.repeated("]", 40)
        #expect(try Parser.parseExpression(text).description == text)
    }

    @Test(arguments: ["(", "[", "{a:", "CALL { ", "FOREACH (x IN [1] | ", "NOT ", "- ", "CASE "])
    func `100,000 openings end in an error quickly`(opening: String) {
        onSmallStack {
            let clock = ContinuousClock()
            let text = Self.repeated(opening, 100_000)
            let elapsed = clock.measure {
                #expect(throws: CypherError.self) { try Parser.parse("RETURN " + text) }
                #expect(throws: CypherError.self) { try Parser.parse(text) }
            }
            #expect(elapsed < .seconds(20))
        }
    }

    @Test(arguments: [" AND ", " OR ", " XOR "])
    func `100,000 operands of logic make a flat tree`(keyword: String) throws {
        let text = "x" + Self.repeated(keyword + "x", 99_999)
        let expression = try Parser.parseExpression(text)
        switch expression.kind {
        case .and(let operands), .or(let operands), .xor(let operands):
            #expect(operands.count == 100_000)
        default: Issue.record("not flat")
        }
    }

    @Test(arguments: ["a + ", "a * ", "a ^ ", "a IN ", "a || "])
    func `100,000 terms of arithmetic are refused`(term: String) {
        onSmallStack {
            let text = Self.repeated(term, 100_000) + "a"
            let error = #expect(throws: CypherError.self) { try Parser.parseExpression(text) }
            #expect(error?.detail == "NestingTooDeep")
        }
    }

    @Test func `long chains of other kinds end well`() {
        onSmallStack {
            for text in [
                "a" + Self.repeated(".a", 100_000), "a" + Self.repeated("[0]", 100_000),
                "a" + Self.repeated(" IS NULL", 100_000), "n" + Self.repeated(":A", 100_000),
                "n:A" + Self.repeated("|A", 100_000), "1" + Self.repeated(" < 1", 100_000),
                "[" + Self.repeated("1, ", 100_000) + "1]", "()" + Self.repeated("--()", 100_000),
                "n:" + Self.repeated("!", 100_000) + "A",
            ] {
                let expression = try? Parser.parseExpression(text)
                #expect(expression == expression)
            }
        }
    }

    @Test func `limits on length are kept`() {
        var limits = ParserLimits(bytes: 20)
        #expect(throws: CypherError.self) {
            try Parser.parse("RETURN 'aaaaaaaaaaaaaaaaaaaaaaaa'", limits: limits)
        }
        limits = ParserLimits(tokens: 5)
        let error = #expect(throws: CypherError.self) {
            try Parser.parse("RETURN [1, 2, 3, 4, 5]", limits: limits)
        }
        #expect(error?.type == .limitExceeded)
    }

    static let material: [String] =
        StatementTests.canonical + StatementTests.spellings.map(\.text)
        + ExpressionTests.canonical.map { "RETURN " + $0 + " AS x" }

    @Test(arguments: UInt64(0)..<40)
    func `mangled text never crashes, and what parses prints to the same tree`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var parsed = 0
        for _ in 0..<250 {
            let text = Self.mangled(using: &random)
            do throws(CypherError) {
                let statement = try Parser.parse(text)
                parsed += 1
                let printed = statement.description
                let again = try? Parser.parse(printed)
                #expect(again == statement, "\(seed): \(text) → \(printed)")
            } catch {
                let rendered = error.rendered(in: text)
                #expect(!rendered.isEmpty)
                #expect((error.span?.end ?? 0) <= text.utf8.count + 1, "\(seed): \(text)")
            }
        }
        #expect(parsed > 0)
    }

    /// One of the known texts with bytes, or pieces of other texts, put in or taken out.
    private static func mangled(using random: inout SeededGenerator) -> String {
        var bytes = Array(material.randomElement(using: &random)?.utf8 ?? "".utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 0...6, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3:
                let other = Array(material.randomElement(using: &random)?.utf8 ?? "".utf8)
                let start = Int.random(in: 0...other.count, using: &random)
                bytes.insert(contentsOf: other[start...].prefix(12), at: place)
            default:
                let symbols = Array("()[]{}<>-=+*/%^|&!:;,.$'\"`\\ \n0aA_é—".utf8)
                bytes.insert(symbols.randomElement(using: &random) ?? 0x20, at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
