/// The times of many runs of one thing, in seconds.
struct Timings {
    private let sorted: [Double]
    /// Processor time of all runs together.
    let processor: Double

    init(_ times: [Double], processor: Double) {
        sorted = times.sorted()
        self.processor = processor
    }

    var count: Int { sorted.count }

    /// Processor time of one run.
    var processorPerRun: Double { count == 0 ? 0 : processor / Double(count) }

    /// The smallest time that the given share of runs stays within.
    func percentile(_ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return place < 0 ? sorted[0] : place < sorted.count ? sorted[place] : last
    }
}
