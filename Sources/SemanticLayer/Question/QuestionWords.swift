/// The words of questions that stand for nothing in a vocabulary.
enum QuestionWords {
    /// Whether the word carries no content of its own.
    static func isNoise(_ stem: String) -> Bool { noise.contains(stem) }

    /// Whether the word names the thing asked for, such as "report".
    static func isProduct(_ stem: String) -> Bool { products.contains(stem) }

    /// Values too common as words to be taken for filters without their column beside them.
    static func isWeakValue(_ stem: String) -> Bool { weakValues.contains(stem) }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map { Stemmer.stem(String($0)) })
    }

    private static let noise = words(
        """
        a an the this that these those it its there their them they i we us me my our you your \
        is are was were be been being am do does did done has have had having can could will \
        would should shall may might must need want like love please kindly let lets \
        create build make generate produce prepare compute calculate give show display list get \
        fetch find tell see view return provide deliver design develop write draw plot chart \
        visualize visualise compare analyze analyse track monitor measure understand know look \
        include including includes included containing contains contain plus also along together \
        both all any some every overall entire whole full complete just only actually really \
        basis level kind type sort way wise respective respectively corresponding \
        what which who whom whose where how much many when \
        so then now currently ever yet still out up down as at into onto than if whether \
        new one data business us broken grouped split segmented aggregated aggregate \
        value values figure figures number numbers metric metrics kpi kpis \
        placed made opened received came took happened occurred occur got gets performed perform \
        thanks thank hello hi hey help using use based via through related regarding about \
        concerning our team teams ones looking interested following given and
        """
    )

    private static let products = words(
        """
        report reports dashboard dashboards table tables summary summaries overview overviews \
        analysis analytics view views product products dataset datasets breakdown breakdowns \
        performance statistic statistics stats chart charts graph graphs scorecard trend trends \
        mart cube insight insights result results model
        """
    )

    private static let weakValues = words("high low medium other open new unknown none other")
}
