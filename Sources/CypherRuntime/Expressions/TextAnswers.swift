import PropertyGraph

/// What a predicate said of interned texts, by their codes, for one execution.
///
/// A column of a million texts often has a few thousand different ones; each is tested once.
/// Small batches do without.
final class TextAnswers {
    /// The fewest rows of a batch for which answers are kept.
    static let threshold = 256

    private var answers = CodeAnswers()

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
        var answers = CodeAnswers()
        swap(&answers, &self.answers)
        defer { swap(&answers, &self.answers) }
        for row in 0..<count {
            let cell = cells[row]
            cells[row] =
                cell.tag == .string
                ? try answers.answer(for: cell.code) { () throws(Failure) in try test(cell) }
                : try test(cell)
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
