using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Tables;

/// <summary>Turns findings about a run's parameters, completed by defaults, into what its user needs to hear.</summary>
internal sealed class ParameterVerdict(JsonObject given, JsonObject defaults, ParameterCheckOptions options)
{
    public ParameterReport Report(IReadOnlyList<Finding> findings, IReadOnlyList<string> warnings)
    {
        // A declared default that breaks its own schema is the pipeline's affair: its configuration may hold another value.
        var relevant = findings.Where(finding => !IsAboutDefault(finding)).ToList();
        var forgiven = relevant.Where(finding => options.AllowMissing && IsMissing(finding)).ToList();
        return new ParameterReport
        {
            Violations = [.. relevant.Except(forgiven).Select(Violation)],
            Warnings = [.. warnings, .. forgiven.Select(finding => $"{finding.Message}; a profile or a configuration must supply it")],
        };
    }

    private bool IsAboutDefault(Finding finding) =>
        finding.Path is [var name, ..] && !given.ContainsKey(name) && defaults.ContainsKey(name);

    private static bool IsMissing(Finding finding) => finding is { Rule: "required", Path.Count: 1 };

    private ParameterViolation Violation(Finding finding)
    {
        var isSecret = finding.Path is [var name, ..] && options.Secrets.Contains(name, StringComparer.Ordinal);
        return new ParameterViolation
        {
            Parameter = finding.Path.Count > 0 ? string.Join('.', finding.Path) : null,
            Value = isSecret ? null : finding.Value,
            Rule = finding.Rule,
            Message = isSecret && finding.Rule != "required" ? "the value, which is secret, is not as the schema wants it" : WithoutSecrets(finding.Message),
            SchemaMessage = finding.SchemaMessage,
        };
    }

    // A finding about all parameters, such as that of "anyOf", can quote the value of any of them.
    private string WithoutSecrets(string message)
    {
        foreach (var secret in options.Secrets)
        {
            if (given[secret] is { } value && value.GetValueKind() == JsonValueKind.String)
            {
                message = message.Replace(TableFormatException.Shorten(value.GetValue<string>()), "(secret)", StringComparison.Ordinal);
            }
        }

        return message;
    }
}
