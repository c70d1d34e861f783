using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Brings a launch that is asked for, and one that the server stored, into the same form.</summary>
internal static class LaunchForms
{
    public static CanonicalRequest Of(TowerLaunch launch) => new CanonicalLaunch
    {
        Pipeline = launch.Resolved?.Repository ?? launch.Pipeline,
        Revision = launch.Resolved?.CommitId ?? launch.Revision,
        Parameters = launch.Parameters,
        Profiles = launch.Profiles,
        // What a compute environment brings by itself is not part of the work, also where the caller repeats it.
        ConfigText = Own(launch.ConfigText, launch.Resolved?.ComputeEnvConfig),
        PreRunScript = Own(launch.PreRunScript, launch.Resolved?.ComputeEnvPreRunScript),
        PostRunScript = Own(launch.PostRunScript, launch.Resolved?.ComputeEnvPostRunScript),
        MainScript = launch.MainScript,
        EntryName = launch.EntryName,
        SchemaName = launch.SchemaName,
        OutputDir = launch.OutputDir,
        StubRun = launch.StubRun,
        Optional = new JsonObject
        {
            ["computeEnvId"] = launch.Resolved?.ComputeEnvId,
            ["workDir"] = launch.Resolved?.WorkDir ?? launch.WorkDir,
            ["nextflowVersion"] = launch.NextflowVersion,
            ["syntaxParser"] = launch.SyntaxParser?.Value,
            ["userSecrets"] = CanonicalLaunch.Array(launch.UserSecrets),
            ["workspaceSecrets"] = CanonicalLaunch.Array(launch.WorkspaceSecrets),
            ["headJobCpus"] = launch.HeadJobCpus,
            ["headJobMemoryMb"] = launch.HeadJobMemoryMb,
        },
    }.ToRequest();

    /// <param name="launch">The stored launch.</param>
    /// <param name="originalRevision">What a resumed run's first attempt gave as its revision: the resumed one names the commit.</param>
    public static CanonicalRequest Of(LaunchConfiguration launch, string? originalRevision) => new CanonicalLaunch
    {
        Pipeline = launch.Pipeline!,
        Revision = originalRevision,
        Parameters = Read(launch.ParamsText),
        Profiles = launch.ConfigProfiles,
        ConfigText = Own(launch.ConfigText, launch.ComputeEnv?.Config?.NextflowConfig),
        PreRunScript = Own(launch.PreRunScript, launch.ComputeEnv?.Config?.PreRunScript),
        PostRunScript = Own(launch.PostRunScript, launch.ComputeEnv?.Config?.PostRunScript),
        MainScript = launch.MainScript,
        EntryName = launch.EntryName,
        SchemaName = launch.SchemaName,
        OutputDir = launch.OutputDir,
        StubRun = launch.StubRun == true,
        Optional = new JsonObject
        {
            ["computeEnvId"] = launch.ComputeEnv?.Id,
            ["workDir"] = CanonicalLaunch.Given(launch.WorkDir),
            ["nextflowVersion"] = CanonicalLaunch.Given(launch.NextflowVersion),
            ["syntaxParser"] = launch.SyntaxParser?.Value,
            ["userSecrets"] = CanonicalLaunch.Array(launch.UserSecrets),
            ["workspaceSecrets"] = CanonicalLaunch.Array(launch.WorkspaceSecrets),
            ["headJobCpus"] = launch.HeadJobCpus,
            ["headJobMemoryMb"] = launch.HeadJobMemoryMb,
        },
    }.ToRequest();

    /// <summary>What a stored launch of the same work may carry besides: what the compute environment brought, and the schema's defaults.</summary>
    public static CanonicalRequest Defaults(TowerLaunch launch, LaunchTarget target)
    {
        var fields = new JsonObject();
        Add(fields, "configText", launch.ConfigText is null ? target.ComputeEnvConfig : null);
        Add(fields, "preRunScript", launch.PreRunScript is null ? target.ComputeEnvPreRunScript : null);
        Add(fields, "postRunScript", launch.PostRunScript is null ? target.ComputeEnvPostRunScript : null);
        if (target.ParameterDefaults is { Count: > 0 } defaults)
        {
            fields[CanonicalRequest.Parameters] = defaults.DeepClone();
        }

        return new CanonicalRequest { Fields = fields };
    }

    private static string? Own(string? text, string? inherited) =>
        string.Equals(CanonicalLaunch.Given(text), CanonicalLaunch.Given(inherited), StringComparison.Ordinal) ? null : text;

    private static void Add(JsonObject fields, string name, string? value)
    {
        if (value is not null)
        {
            fields[name] = value;
        }
    }

    private static JsonObject? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return LaunchParameters.FromText(text);
        }
        catch (FormatException)
        {
            // Kept as text, so that the comparison shows it as the difference that it is.
            return new JsonObject { ["paramsText"] = text };
        }
    }
}
