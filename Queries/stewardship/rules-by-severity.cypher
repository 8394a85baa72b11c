// How many quality rules of each type and severity are there?
// Returns rule_type: STRING, severity: STRING, rules: INTEGER, by type and severity.
MATCH (r:QualityRule)
RETURN r.rule_type AS rule_type, r.severity AS severity, count(r) AS rules
ORDER BY rule_type, severity
