// swift-tools-version: 6.2

import PackageDescription

/// Settings that every Swift target shares.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Debug builds and tests check exclusive access as they run; a release spends 7 to 60 % of a
    // query's time on those checks, so it relies on the tests having met them.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// A library target under `Sources/`, and the test target of the same name under `Tests/`.
func floor(
    _ name: String,
    on dependencies: [Target.Dependency] = [],
    testing extra: [Target.Dependency] = [],
    goldenFiles hasGoldenFiles: Bool = false,
    testFiles: [String] = [],
    plugins: [Target.PluginUsage] = []
) -> [Target] {
    [
        .target(
            name: name,
            dependencies: dependencies,
            swiftSettings: settings,
            // Rounding is in libm, which only Foundation would bring along.
            linkerSettings: [.linkedLibrary("m")],
            plugins: plugins
        ),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.byName(name: name), "TestSupport"] + dependencies + extra,
            exclude: testFiles + (hasGoldenFiles ? ["Golden"] : []),
            swiftSettings: settings
        ),
    ]
}

/// A module map over a C library that Debian packages.
func system(_ name: String, pkgConfig: String, apt package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

// Each floor imports only from the floors above it in this list.
var targets: [Target] = [
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system("CMicroHTTPD", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
    system("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),
    system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .target(name: "RandomQueries", path: "Tests/RandomQueries", swiftSettings: settings),
    // Throws random texts at the engine for as long as one likes; see its page.
    .executableTarget(
        name: "lexigraph-fuzz",
        dependencies: [
            "Cypher", "CypherSyntax", "CypherPlanning", "CypherRuntime",
            "PropertyGraph", "RandomQueries", "TestSupport",
        ],
        path: "Tests/lexigraph-fuzz",
        swiftSettings: settings
    ),
    // The program that the crash tests kill.
    .executableTarget(
        name: "StoreWriter",
        dependencies: ["CSQLite", "GraphStore", "PropertyGraph"],
        path: "Tests/StoreWriter",
        swiftSettings: settings
    ),
]

// Floor 1
targets += floor("PropertyGraph")
targets += floor("SQLite", on: ["CSQLite"])
targets += floor("JSON")
targets += floor("YAML", on: ["CYAML", "JSON"])
targets += floor("Crypto", on: ["CCrypto"])
targets += floor("XML", on: ["CXML2"])
targets += floor("CSV")
targets += floor("HTTP", on: ["JSON"])
targets += floor("Vectors")

// Floor 2
targets += floor("HTTPServer", on: ["CMicroHTTPD", "HTTP", "JSON"])
targets += floor("HTTPClient", on: ["CCurl"], testing: ["HTTP", "HTTPServer"])
targets += floor(
    "Embeddings", on: ["HTTPClient", "JSON"], testing: ["HTTP", "HTTPServer", "Vectors"])
targets += floor("CypherSyntax")
targets += floor(
    "GraphStore", on: ["Crypto", "PropertyGraph", "SQLite"], testing: ["StoreWriter"])
targets += floor("JSONSchema", on: ["JSON"])
targets += floor("SQLSyntax")
targets += floor("SQLEngines", on: ["CSV", "SQLite", "JSON"])

// Floor 3
targets += floor(
    "CypherPlanning",
    on: ["CypherSyntax", "PropertyGraph"],
    goldenFiles: true
)
targets += floor("LanguageModel", on: ["JSON"])
targets += floor("Workflow")

// Floors 4 and 5
targets += floor(
    "CypherRuntime", on: ["CPCRE2", "CypherPlanning", "CypherSyntax", "PropertyGraph"])
targets += floor(
    "Cypher", on: ["CypherRuntime", "CypherPlanning", "CypherSyntax", "PropertyGraph"],
    testing: ["RandomQueries"], testFiles: ["Scenarios", "known-failures.txt"])
targets += floor("Search", on: ["Embeddings", "PropertyGraph", "Vectors"])

// Floor 6
targets += floor("Assets", plugins: ["EmbedPlugin"])
targets += floor(
    "Catalog",
    on: ["CypherRuntime", "PropertyGraph", "JSON", "YAML", "Assets"],
    testing: ["CypherPlanning", "CypherSyntax"]
)
targets += floor(
    "Lineage",
    on: ["Catalog", "CypherRuntime", "CypherPlanning", "CypherSyntax", "PropertyGraph", "JSON"]
)

// Floor 7
targets += floor("SemanticLayer", on: ["SQLSyntax"])
targets += floor("BronzeData", on: ["JSON"], testing: ["SQLEngines"])
targets += floor(
    "Interchange",
    on: ["Catalog", "CSV", "CypherRuntime", "CypherSyntax", "JSON", "PropertyGraph", "XML"],
    testing: ["CXML2", "Cypher"]
)
targets += floor("Harvest", on: ["Catalog", "PropertyGraph", "SQLite", "SQLSyntax"])
targets += floor("DataProducts", on: ["JSON", "YAML", "JSONSchema"])

// Floor 8
targets += floor(
    "Agents",
    on: [
        "SemanticLayer", "DataProducts", "PropertyGraph", "Workflow", "SQLEngines", "SQLSyntax",
        "JSON", "JSONSchema",
    ],
    testing: [
        "Assets", "BronzeData", "Catalog", "Cypher", "CypherRuntime", "CypherSyntax", "SQLite",
        "YAML",
    ],
    goldenFiles: true
)

// Floor 9
targets += floor(
    "Analytics",
    on: [
        "Agents", "JSON", "PropertyGraph", "SQLEngines", "SQLSyntax", "SemanticLayer", "YAML",
    ],
    testing: ["SQLite"]
)

// Floor 10
targets += floor(
    "Service",
    on: [
        "Agents", "Analytics", "Assets", "BronzeData", "CSV", "Catalog", "Cypher",
        "CypherPlanning", "CypherRuntime", "CypherSyntax", "DataProducts", "Embeddings",
        "GraphStore", "HTTP", "HTTPServer", "Harvest", "Interchange", "JSON", "Lineage",
        "PropertyGraph", "Search", "SemanticLayer", "SQLEngines",
    ],
    testing: ["SQLite"]
)

// Floor 11
targets += [
    .executableTarget(
        name: "lexigraph",
        dependencies: [
            "Service", "Agents", "Analytics", "BronzeData", "Catalog", "Cypher", "CypherPlanning",
            "CypherRuntime", "CypherSyntax", "DataProducts", "GraphStore", "HTTP", "HTTPClient",
            "HTTPServer", "Harvest", "Interchange", "JSON", "Lineage", "PropertyGraph",
            "SQLEngines", "Search", "SemanticLayer", "YAML",
        ],
        swiftSettings: settings
    ),
    .executableTarget(
        name: "lexigraph-bench",
        dependencies: [
            "Service", "Catalog", "Cypher", "GraphStore", "JSON", "PropertyGraph", "SQLite",
            "TestSupport", "Vectors",
        ],
        swiftSettings: settings
    ),
    .testTarget(
        name: "LexigraphTests",
        dependencies: ["lexigraph", "lexigraph-bench", "TestSupport", "JSON", "SQLite"],
        exclude: ["Questions"],
        swiftSettings: settings
    ),
]

// The folders of schema, seeds and queries, carried inside the binary.
targets += [
    .executableTarget(name: "EmbedTool", swiftSettings: settings),
    .plugin(
        name: "EmbedPlugin", capability: .buildTool(), dependencies: ["EmbedTool"],
        path: "Sources/EmbedPlugin"),
]

let package = Package(
    name: "Lexigraph",
    products: [.executable(name: "lexigraph", targets: ["lexigraph"])],
    targets: targets,
    swiftLanguageModes: [.v6]
)
