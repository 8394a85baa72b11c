/// A read as it is, and as a caller makes it who may not see everything, measured in turns.
struct RestrictedFigures {
    let plain: QueryFigures
    let restricted: QueryFigures

    /// Processor time with nodes hidden against that with nothing hidden.
    var ratio: Double {
        let time = plain.timings.processorPerRun
        return time > 0 ? restricted.timings.processorPerRun / time : 0
    }
}
