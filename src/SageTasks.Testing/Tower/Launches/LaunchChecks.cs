using System.Text.Json;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>What is wrong with a launch before anything else is asked.</summary>
internal static partial class LaunchChecks
{
    public const int LongestRunName = 80;

    /// <summary>Nextflow's rule for the name of a run.</summary>
    public static bool IsRunName(string name) => name.Length <= LongestRunName && name != "last" && RunName().IsMatch(name);

    /// <summary>All that blocks the launch, each with its code.</summary>
    public static IEnumerable<(string Code, string Message)> Problems(LaunchRequest launch, LocalTowerOptions options)
    {
        if (launch.RunName is { Length: > 0 } name && !IsRunName(name))
        {
            yield return ("RUN_NAME_INVALID", $"Invalid workflow run name: '{name}'");
        }

        if (launch.WorkDir is null && launch.ComputeEnvId is not null)
        {
            yield return ("WORK_DIR_MISSING", "Missing workflow work directory");
        }

        if (launch.Revision?.Length > 100)
        {
            yield return ("REVISION_INVALID", "Revision cannot be longer than 100 characters");
        }

        if (launch.ParamsText?.Length > options.ParamsTextLimit)
        {
            yield return ("PARAMS_TOO_LARGE", $"Pipeline parameters text cannot be longer than {options.ParamsTextLimit} characters");
        }

        if (launch.ConfigText?.Length > options.ConfigTextLimit)
        {
            yield return ("CONFIG_TOO_LARGE", $"Nextflow config text cannot be longer than {options.ConfigTextLimit} characters");
        }

        if (launch.SyntaxParser is not (null or "v1" or "v2"))
        {
            yield return ("SYNTAX_PARSER_INVALID", $"Unknown syntax parser '{launch.SyntaxParser}'");
        }
    }

    /// <summary>What the pipeline's schema says against the parameters: missing ones, and nulls inside; nulls on top only mean not given.</summary>
    public static IEnumerable<(string Code, string Message)> SchemaProblems(JsonElement? parameters, string? schema)
    {
        if (schema is null)
        {
            yield break;
        }

        using var document = JsonDocument.Parse(schema);
        foreach (var name in Required(document.RootElement))
        {
            if (parameters is not { } given || !given.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null
                || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())))
            {
                yield return ("PARAMS_INVALID", $"Missing required parameter(s): {name}");
            }
        }

        if (parameters is not { } all)
        {
            yield break;
        }

        foreach (var property in all.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && HoldsNull(property.Value))
            {
                yield return ("PARAMS_INVALID", $"Parameter '{property.Name}' holds a null value");
            }
        }
    }

    private static IEnumerable<string> Required(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (schema.TryGetProperty("required"u8, out var required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in required.EnumerateArray())
            {
                yield return name.GetString()!;
            }
        }

        foreach (var group in (string[])["definitions", "$defs"])
        {
            if (!schema.TryGetProperty(group, out var definitions) || definitions.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var name in definitions.EnumerateObject().SelectMany(d => Required(d.Value)))
            {
                yield return name;
            }
        }
    }

    private static bool HoldsNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsNull),
        JsonValueKind.Object => value.EnumerateObject().Any(p => HoldsNull(p.Value)),
        _ => false,
    };

    [GeneratedRegex("^[a-z](?:[a-z0-9]|[-_](?=[a-z0-9]))*$", RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex RunName();
}
