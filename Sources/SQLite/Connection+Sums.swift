internal import CSQLite

/// The running state of a sum, in memory that SQLite zeroes and owns.
///
/// All zero bits is the empty sum, and nothing in it needs to be released.
private struct RunningSum {
    var count: Int64
    var integers: Int64
    var hasReal: Bool
    var hasOverflow: Bool
    /// Whether some value has more than four decimal places, or too many digits before them.
    var hasLongFraction: Bool
    var sum: Double
    /// What rounding has lost so far.
    var lost: Double

    /// Adds with Neumaier's correction.
    mutating func add(_ value: Double) {
        if !Self.isShort(value) { hasLongFraction = true }
        let next = sum + value
        lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }

    /// The sum of everything as a real number.
    ///
    /// The sum of values with at most four decimal places has no more of them itself, so what the
    /// doubles nearest to the values add up to beyond that is an error and is left out.
    var real: Double {
        let real = sum.isFinite && lost.isFinite ? sum + lost : sum
        guard !hasLongFraction, abs(real) < Self.largestShort else { return real }
        return (real * 10_000).rounded() / 10_000
    }

    /// Ten-thousandths below this are integers that doubles tell apart.
    private static let largestShort = 1e11

    private static func isShort(_ value: Double) -> Bool {
        abs(value) < largestShort && (value * 10_000).rounded() / 10_000 == value
    }
}

private func state(_ context: OpaquePointer?) -> UnsafeMutablePointer<RunningSum>? {
    let size = Int32(MemoryLayout<RunningSum>.size)
    // SQLite gives the same zeroed block, aligned to 8 bytes, on each call for one group.
    return sqlite3_aggregate_context(context, size)?.assumingMemoryBound(to: RunningSum.self)
}

/// Takes a value into the sum, or out of it when a window frame leaves it behind.
private func change(
    _ context: OpaquePointer?,
    _ arguments: UnsafeMutablePointer<OpaquePointer?>?,
    isAdding: Bool
) {
    guard let state = state(context), let value = arguments?.pointee else { return }
    switch sqlite3_value_numeric_type(value) {
    case SQLITE_NULL:
        return
    case SQLITE_INTEGER:
        let integer = sqlite3_value_int64(value)
        let (sum, overflow) =
            isAdding
            ? state.pointee.integers.addingReportingOverflow(integer)
            : state.pointee.integers.subtractingReportingOverflow(integer)
        state.pointee.integers = sum
        if overflow { state.pointee.hasOverflow = true }
        state.pointee.add(isAdding ? Double(integer) : -Double(integer))
    default:
        let real = sqlite3_value_double(value)
        state.pointee.hasReal = true
        state.pointee.add(isAdding ? real : -real)
    }
    state.pointee.count += isAdding ? 1 : -1
}

private func addValue(
    _ context: OpaquePointer?,
    _ count: Int32,
    _ arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
    change(context, arguments, isAdding: true)
}

private func removeValue(
    _ context: OpaquePointer?,
    _ count: Int32,
    _ arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
    change(context, arguments, isAdding: false)
}

private func giveSum(_ context: OpaquePointer?) {
    guard let sum = state(context)?.pointee, sum.count > 0 else {
        return sqlite3_result_null(context)
    }
    if sum.hasReal {
        sqlite3_result_double(context, sum.real)
    } else if sum.hasOverflow {
        sqlite3_result_error(context, "integer overflow", -1)
    } else {
        sqlite3_result_int64(context, sum.integers)
    }
}

private func giveAverage(_ context: OpaquePointer?) {
    guard let sum = state(context)?.pointee, sum.count > 0 else {
        return sqlite3_result_null(context)
    }
    sqlite3_result_double(context, sum.real / Double(sum.count))
}

extension Connection {
    /// Lets `sum` and `avg` add real numbers without collecting rounding errors, and amounts of
    /// money exactly.
    ///
    /// SQLite before 3.43 adds doubles one by one, so that a sum of amounts shows as
    /// 16827821.500001933. With the correction it is the double nearest to the true sum, whatever
    /// the order of the rows. Newer versions do this themselves, but even they say that 5.11 and
    /// 10.44 are 15.549999999999999; here values with at most four decimal places are added as the
    /// decimals they stand for.
    ///
    /// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
    /// Summen", 1974; SQLite 3.43 release notes.
    public func sumAccurately() throws(SQLiteError) {
        let database = try handle.opened()
        let flags: Int32 = SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC
        try handle.check(
            sqlite3_create_window_function(
                database, "sum", 1, flags, nil, addValue, giveSum, giveSum, removeValue, nil
            )
        )
        try handle.check(
            sqlite3_create_window_function(
                database, "avg", 1, flags, nil, addValue, giveAverage, giveAverage, removeValue, nil
            )
        )
    }
}
