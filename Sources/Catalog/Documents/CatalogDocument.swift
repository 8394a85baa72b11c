/// What a catalog file says, as a steward writes it.
///
/// A file is a YAML mapping with any of these sections: `defaults`, `domains`, `roles`, `users`,
/// `sources`, `datasets`, `jobs`, `terms`, `mappings`, `quality_rules`. Seeds and glossary files
/// share this one form. `source` and `joins` belong to glossaries of registered sources; `tables`,
/// `common_queries` and `business_metrics` are those of a schema's documentation.
public struct CatalogDocument: Hashable, Sendable {
    /// Areas of the business.
    public var domains: [DomainEntry] = []

    /// Sets of rights.
    public var roles: [RoleEntry] = []

    /// People, teams and programs.
    public var users: [UserEntry] = []

    /// Systems that data comes from.
    public var sources: [SourceEntry] = []

    /// Datasets with their columns.
    public var datasets: [DatasetEntry] = []

    /// Programs that fill datasets.
    public var jobs: [JobEntry] = []

    /// Business terms with their mappings.
    public var terms: [TermEntry] = []

    /// Mappings told apart from their terms.
    public var mappings: [MappingEntry] = []

    /// Conditions that data must meet.
    public var qualityRules: [QualityRuleEntry] = []

    /// The registered source whose tables the names speak of.
    public var source: String?

    /// Columns that tables are joined on, beside the keys that a source declares.
    public var joins: [JoinEntry] = []

    /// What the schema's documentation says of tables.
    public var tables: [TableEntry] = []

    /// Questions with their checked queries.
    public var verifiedQueries: [VerifiedQueryEntry] = []

    /// Creates a document that says nothing.
    public init() {}
}

/// An area of the business.
public struct DomainEntry: Hashable, Sendable {
    /// The unique name.
    public var name: String
    /// What belongs to it.
    public var description: String?
}

/// A set of rights.
public struct RoleEntry: Hashable, Sendable {
    /// The unique name.
    public var name: String
    /// A higher rank may do all that a lower may.
    public var rank: Int64?
    /// What it allows.
    public var description: String?
}

/// A person, team or program.
public struct UserEntry: Hashable, Sendable {
    /// The unique identifier.
    public var id: String
    /// As shown to people.
    public var name: String?
    /// `person`, `team` or `service`.
    public var kind: String?
    /// Where to write to.
    public var email: String?
    /// Names of the roles held.
    public var roles: [String]
    /// Identifiers of the teams that a person is in.
    public var teams: [String]
    /// Names of the domains that a team works in.
    public var domains: [String]
}

/// A system that data comes from.
public struct SourceEntry: Hashable, Sendable {
    /// The unique name.
    public var name: String
    /// `postgresql`, `sqlite`, `api`, `files` and the like.
    public var kind: String?
    /// What it holds.
    public var description: String?
    /// Identifier of the user or team that answers for it.
    public var owner: String?
}

/// A program that fills datasets.
public struct JobEntry: Hashable, Sendable {
    /// Where it runs; unique together with its name.
    public var namespace: String
    /// The name.
    public var name: String
    /// What it does.
    public var description: String?
    /// When it runs, in words.
    public var schedule: String?
    /// Names of the sources or datasets that it reads.
    public var uses: [String]
    /// Names of the datasets that it fills.
    public var produces: [String]
}

/// A condition that rows must meet.
public struct QualityRuleEntry: Hashable, Sendable {
    /// The unique identifier.
    public var ruleID: String
    /// `completeness`, `uniqueness`, `accuracy` and the like.
    public var type: String?
    /// SQL that holds for a good row.
    public var condition: String?
    /// Share of the rows that must meet it, 0…1.
    public var threshold: Double?
    /// `error`, `warning` or `info`.
    public var severity: String?
    /// The condition in words.
    public var description: String?
    /// The dataset, for rules about whole rows.
    public var dataset: String?
    /// The columns that it is about, each with its dataset.
    public var columns: [String]
}
