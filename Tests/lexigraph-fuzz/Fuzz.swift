import Foundation
import TestSupport

// Throws mutated queries at the whole engine: lexer, parser, binder, planner and runtime.
//
//     swift run -c release lexigraph-fuzz --seconds 1800 --seed 1 --corpus Queries
//
// The text under way stands in the file named by --file, so it survives a crash. With libFuzzer
// instead, coverage included:
//
//     swift build --product lexigraph-fuzz --scratch-path .build-fuzz \
//         -Xswiftc -sanitize=fuzzer -Xswiftc -DLIBFUZZER -Xlinker -fsanitize=fuzzer
//     SWIFT_BACKTRACE=enable=no .build-fuzz/debug/lexigraph-fuzz -max_len=4096 FOLDER

#if LIBFUZZER
    private let target = FuzzTarget()

    /// The entry point that libFuzzer calls with each input.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
        let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        _ = target.run(text)
        return 0
    }
#else
    @main
    struct Fuzz {
        static func main() {
            let options = Options(CommandLine.arguments)
            var corpus = Corpus(folders: options.folders)
            var mutator = Mutator(random: SeededGenerator(seed: options.seed))
            let target = FuzzTarget()
            let watch = Report.Watch()
            watch.start(limit: .seconds(10), memory: 2 << 30)
            print("\(corpus.texts.count) texts, seed \(options.seed)")
            let end = ContinuousClock.now + .seconds(options.seconds)
            var runs = 0
            var seen: Set<FuzzTarget.Signature> = []
            var nextReport = ContinuousClock.now
            for text in corpus.texts {
                watch.begin(text, file: options.file)
                seen.insert(target.run(text))
                watch.end()
            }
            while ContinuousClock.now < end {
                let text = mutator.mutated(corpus.texts)
                watch.begin(text, file: options.file)
                if seen.count < 100_000, seen.insert(target.run(text)).inserted {
                    corpus.keep(text)
                }
                watch.end()
                runs += 1
                if ContinuousClock.now > nextReport {
                    nextReport = ContinuousClock.now + .seconds(30)
                    let memory = Report.residentBytes >> 20
                    print("\(runs) runs, \(seen.count) outcomes, \(memory) MiB")
                    fflush(nil)
                }
            }
            print("done: \(runs) runs, \(seen.count) outcomes")
        }
    }

    /// What the command line asks for.
    private struct Options {
        var seconds = 60
        var seed: UInt64 = 1
        var folders: [String] = []
        var file = "fuzz-current.cypher"

        init(_ arguments: [String]) {
            var rest = arguments.dropFirst()
            while let name = rest.popFirst(), let value = rest.popFirst() {
                switch name {
                case "--seconds": seconds = Int(value) ?? seconds
                case "--seed": seed = UInt64(value) ?? seed
                case "--corpus": folders.append(value)
                case "--file": file = value
                default: print("Unknown option \(name).")
                }
            }
        }
    }
#endif
