/// Lets each token of a text look at all others, in several heads.
///
/// Source: Vaswani et al., "Attention Is All You Need" (2017), section 3.2.
struct SelfAttention: Sendable {
    let heads: Int
    /// The layers of queries, keys and values, one after the other.
    let projection: LinearLayer
    let output: LinearLayer

    /// What the tokens of each text, a range of rows, gather from each other.
    func apply(_ hidden: Matrix, texts: [Range<Int>]) -> Matrix {
        let projected = projection.apply(hidden)
        var context = Matrix(rows: hidden.rows, columns: hidden.columns)
        var scores: [Float] = []
        projected.numbers.withUnsafeBufferPointer { source in
            context.numbers.withUnsafeMutableBufferPointer { target in
                guard let source = source.baseAddress, let target = target.baseAddress else {
                    return
                }
                for text in texts {
                    scores = Array(repeating: 0, count: text.count)
                    scores.withUnsafeMutableBufferPointer { scores in
                        attend(source, target, text, width: hidden.columns, scores)
                    }
                }
            }
        }
        return output.apply(context)
    }

    private func attend(
        _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ text: Range<Int>,
        width: Int, _ scores: UnsafeMutableBufferPointer<Float>
    ) {
        let size = width / heads
        let scale = 1 / Float(size).squareRoot()
        for head in 0..<heads {
            let column = head * size
            for token in text {
                let query = source + token * 3 * width + column
                for (place, other) in text.enumerated() {
                    let key = source + (other * 3 + 1) * width + column
                    scores[place] = dotProduct(query, key, size) * scale
                }
                Self.softmax(scores)
                let sum = target + token * width + column
                for (place, other) in text.enumerated() {
                    let value = source + (other * 3 + 2) * width + column
                    let weight = scores[place]
                    for number in 0..<size { sum[number] += weight * value[number] }
                }
            }
        }
    }

    private static func softmax(_ scores: UnsafeMutableBufferPointer<Float>) {
        var largest = -Float.infinity
        for score in scores { largest = max(largest, score) }
        transform(scores) { exponential($0 - largest) }
        var sum: Float = 0
        for score in scores { sum += score }
        let factor = 1 / sum
        for place in scores.indices { scores[place] *= factor }
    }
}
