import PropertyGraph

/// What a predicate said of interned texts, by their codes, for one execution.
///
/// A column of a million texts often has a few thousand different ones; each is tested once. One
/// byte for each code up to the highest met; small batches do without.
final class TextAnswers {
    /// The fewest rows of a batch for which answers are kept.
    static let threshold = 256

    private var answers: [UInt8] = []

    /// Tests the interned texts of a column, others being left to `test` every time.
    ///
    /// - Parameters:
    ///   - cells: The texts; replaced by truth values or null.
    ///   - count: How many there are.
    ///   - test: The predicate's answer for a cell.
    /// - Throws: What the predicate throws.
    func replace<Failure: Error>(
        _ cells: UnsafeMutablePointer<Cell>,
        count: Int,
        _ test: (Cell) throws(Failure) -> Cell
    ) throws(Failure) {
        var answers: [UInt8] = []
        swap(&answers, &self.answers)
        defer { swap(&answers, &self.answers) }
        for row in 0..<count {
            let cell = cells[row]
            guard cell.tag == .string else {
                cells[row] = try test(cell)
                continue
            }
            let code = Int(cell.code)
            if code >= answers.count {
                let room = max(code + 1, answers.count * 2, 4_096)
                answers.append(contentsOf: repeatElement(0, count: room - answers.count))
            }
            switch answers[code] {
            case 0:
                let answer = try test(cell)
                answers[code] = answer.isNull ? 3 : answer.isTrue ? 2 : 1
                cells[row] = answer
            case 3: cells[row] = .null
            case let known: cells[row] = .boolean(known == 2)
            }
        }
    }
}

extension ExecutionContext {
    /// The answers of a predicate, by its place.
    func textAnswers(_ place: Int) -> TextAnswers {
        if let known = answers[place] { return known }
        let fresh = TextAnswers()
        answers[place] = fresh
        return fresh
    }
}
