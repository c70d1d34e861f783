using System.Text.RegularExpressions;

namespace SageTasks.Tables;

/// <summary>A compiled JSON schema.</summary>
internal sealed class SchemaNode(string pointer)
{
    private readonly List<SchemaRule> _rules = [];

    /// <summary>Where the schema stands in its document, as a JSON pointer.</summary>
    public string Pointer => pointer;

    public string? ErrorMessage { get; set; }

    /// <summary>The rule of <c>type</c>: where it fails, the others have nothing to add.</summary>
    public SchemaRule? Type { get; set; }

    public Dictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public List<(Regex Name, SchemaNode Schema)> PatternProperties { get; } = [];

    /// <summary>The schemas that judge the same value as this one: <c>allOf</c> and <c>$ref</c> always, <c>anyOf</c>, <c>then</c> and the like at times.</summary>
    public List<(SchemaNode Schema, bool Always)> InPlace { get; } = [];

    public void Add(SchemaRule rule) => _rules.Add(rule);

    public void Check(in Instance value, Findings findings)
    {
        var outer = findings.Enter(this);
        var before = findings.Count;
        Type?.Invoke(value, findings);
        if (findings.Count == before)
        {
            foreach (var rule in _rules)
            {
                rule(value, findings);
            }
        }

        findings.Leave(outer);
    }

    /// <summary>Whether this schema, or one that judges the same value, says anything about a member of this name.</summary>
    public bool Mentions(string member) => Mentions(member, []);

    private bool Mentions(string member, HashSet<SchemaNode> seen) =>
        seen.Add(this)
        && (Properties.ContainsKey(member)
            || PatternProperties.Exists(pattern => pattern.Name.IsMatch(member))
            || InPlace.Exists(other => other.Schema.Mentions(member, seen)));
}
