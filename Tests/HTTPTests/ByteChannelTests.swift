import Foundation
import HTTP
import Testing

@Suite("Byte channel")
struct ByteChannelTests {
    @Test func `bytes arrive in order through a full channel`() async {
        let channel = ByteChannel(capacity: 10)
        let sent = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
        Thread.detachNewThread {
            for start in stride(from: 0, to: sent.count, by: 7) {
                channel.write(sent[start..<min(start + 7, sent.count)])
            }
            channel.finish()
        }
        let received = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var received: [UInt8] = []
                while let chunk = channel.read() { received += chunk }
                continuation.resume(returning: received)
            }
        }
        #expect(received == sent)
    }

    @Test func `a producer learns that nobody reads`() {
        let channel = ByteChannel(capacity: 1)
        #expect(channel.write([1, 2]))
        #expect(!channel.tryWrite([3]))
        channel.abandon()
        #expect(!channel.write([4]))
        #expect(channel.read() == nil)
    }

    @Test func `a consumer can tell a cut from an end`() {
        let whole = ByteChannel()
        whole.finish()
        #expect(whole.read() == nil)
        #expect(!whole.isCut)
        let broken = ByteChannel()
        broken.write([1])
        broken.finish(isComplete: false)
        #expect(broken.read() == [1])
        #expect(broken.read() == nil)
        #expect(broken.isCut)
    }

    @Test func `a channel that has ended holds on to nobody`() {
        final class Listener: Sendable {}
        let channel = ByteChannel()
        weak var heard: Listener?
        do {
            let listener = Listener()
            heard = listener
            channel.onSpace { _ = listener }
            channel.cut()
            channel.onSpace { _ = listener }
            channel.onBytes { _ = listener }
        }
        #expect(heard == nil)
    }
}
