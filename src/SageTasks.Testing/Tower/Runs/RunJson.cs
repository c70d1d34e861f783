using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Writes runs as the API shows them. By hand, for lists of a hundred thousand.</summary>
internal static class RunJson
{
    private const string NextflowVersion = "24.10.5";

    /// <summary>The object <c>workflow</c>. Before the head job has started, all that it would report is null.</summary>
    public static void WriteWorkflow(Utf8JsonWriter json, TowerRun run, bool full)
    {
        var d = run.Document;
        var started = run.HasStarted;
        json.WriteStartObject("workflow"u8);
        json.WriteString("id"u8, d.Id);
        json.WriteNumber("ownerId"u8, d.OwnerId);
        json.WriteString("submit"u8, TowerAnswers.Date(d.Submit));
        json.WriteString("start"u8, TowerAnswers.Date(d.Start));
        json.WriteString("complete"u8, TowerAnswers.Date(d.Complete));
        json.WriteString("dateCreated"u8, TowerAnswers.Date(d.Submit));
        json.WriteString("lastUpdated"u8, TowerAnswers.Date(d.LastUpdated));
        json.WriteString("runName"u8, d.RunName);
        json.WriteString("sessionId"u8, started ? d.SessionId : null);
        json.WriteString("profile"u8, started ? Profile(d) : null);
        json.WriteString("workDir"u8, d.Launch.WorkDir);
        json.WriteString("commitId"u8, started ? d.CommitId : null);
        json.WriteString("userName"u8, d.UserName);
        json.WriteString("scriptId"u8, started ? d.CommitId?[..Math.Min(32, d.CommitId.Length)] : null);
        json.WriteString("revision"u8, started ? d.Revision : null);
        json.WriteString("commandLine"u8, CommandLine(d));
        json.WriteString("projectName"u8, started ? d.ProjectName : null);
        json.WriteString("scriptName"u8, started ? d.Launch.MainScript ?? "main.nf" : null);
        json.WriteString("launchId"u8, d.LaunchId);
        json.WriteString("status"u8, d.Status);
        json.WriteBoolean("requiresAttention"u8, false);
        WriteStrings(json, "configFiles"u8, started ? [] : null);
        WriteRaw(json, "params"u8, started ? d.Params : null);
        json.WriteString("configText"u8, started ? d.Launch.ConfigText : null);
        WriteManifest(json, started ? d : null);
        WriteNextflow(json, started ? d : null);
        WriteStats(json, TowerStatus.IsActive(d.Status) ? null : run.Tasks);
        json.WriteString("errorMessage"u8, d.ErrorMessage);
        json.WriteString("errorReport"u8, d.ErrorReport);
        json.WriteBoolean("deleted"u8, d.Deleted);
        json.WriteString("projectDir"u8, started ? $"/.nextflow/assets/{d.ProjectName}" : null);
        json.WriteString("homeDir"u8, started ? "/root" : null);
        json.WriteString("container"u8, (string?)null);
        json.WriteString("repository"u8, started ? d.Repository : null);
        json.WriteString("containerEngine"u8, (string?)null);
        json.WriteString("scriptFile"u8, started ? $"/.nextflow/assets/{d.ProjectName}/{d.Launch.MainScript ?? "main.nf"}" : null);
        json.WriteString("launchDir"u8, started ? d.Launch.WorkDir : null);
        WriteNumber(json, "duration"u8, d.Complete is { } end ? (long)(end - (d.Start ?? d.Submit)).TotalMilliseconds : null);
        WriteNumber(json, "exitStatus"u8, d.ExitStatus);
        json.WriteBoolean("resume"u8, d.Launch.Resume ?? false);
        WriteBoolean(json, "success"u8, d.Complete is null ? null : d.Status == TowerStatus.Succeeded);
        if (full)
        {
            WriteFull(json, d);
        }

        json.WriteEndObject();
    }

    /// <summary>An element of the list.</summary>
    public static void WriteElement(Utf8JsonWriter json, TowerRun run, TowerWorkspace workspace, long callerId, Action<Utf8JsonWriter> writeLabels)
    {
        json.WriteStartObject();
        WriteWorkflow(json, run, full: false);
        json.WritePropertyName("progress"u8);
        json.WriteNullValue();
        WriteContext(json, workspace, writeLabels);
        json.WriteBoolean("starred"u8, run.Document.StarredBy?.Contains(callerId) ?? false);
        json.WriteEndObject();
    }

    /// <summary>What stands beside <c>workflow</c> in a list's element and in a description.</summary>
    public static void WriteContext(Utf8JsonWriter json, TowerWorkspace workspace, Action<Utf8JsonWriter> writeLabels)
    {
        WriteNumber(json, "orgId"u8, workspace.OrgId);
        json.WriteString("orgName"u8, workspace.OrgName);
        WriteNumber(json, "workspaceId"u8, workspace.Id);
        json.WriteString("workspaceName"u8, workspace.OrgId is null ? null : workspace.Name);
        json.WritePropertyName("labels"u8);
        writeLabels(json);
        json.WriteNull("optimized"u8);
    }

    public static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string>? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteFull(Utf8JsonWriter json, RunDocument d)
    {
        WriteStrings(json, "configProfiles"u8, d.Launch.ConfigProfiles);
        json.WriteString("preRunScript"u8, d.Launch.PreRunScript);
        json.WriteString("postRunScript"u8, d.Launch.PostRunScript);
        json.WriteString("towerConfig"u8, d.Launch.TowerConfig);
        json.WriteString("nextflowConfig"u8, (string?)null);
        json.WriteString("nextflowVersion"u8, d.Launch.NextflowVersion);
        json.WriteString("syntaxParser"u8, d.Launch.SyntaxParser);
        json.WriteString("operationId"u8, $"{d.Id}-head");
        json.WriteString("outFile"u8, $"nf-{d.Id}.txt");
        json.WriteString("logFile"u8, $"nf-{d.Id}.log");
    }

    private static string? Profile(RunDocument d) => d.Launch.ConfigProfiles is { Count: > 0 } profiles ? string.Join(',', profiles) : "standard";

    private static string CommandLine(RunDocument d)
    {
        var revision = d.Launch.Revision is { } r ? $" -r {r}" : "";
        var profile = d.Launch.ConfigProfiles is { Count: > 0 } profiles ? $" -profile {string.Join(',', profiles)}" : "";
        var resume = d.Launch.Resume == true ? $" -resume {d.SessionId}" : "";
        return $"nextflow run {d.Launch.Pipeline} -name {d.RunName} -with-tower{revision}{profile}{resume}";
    }

    private static void WriteManifest(Utf8JsonWriter json, RunDocument? d)
    {
        if (d is null)
        {
            json.WriteNull("manifest"u8);
            return;
        }

        json.WriteStartObject("manifest"u8);
        json.WriteString("name"u8, d.ManifestName);
        json.WriteString("mainScript"u8, d.Launch.MainScript ?? "main.nf");
        json.WriteString("defaultBranch"u8, (string?)null);
        json.WriteString("version"u8, (string?)null);
        json.WriteEndObject();
    }

    private static void WriteNextflow(Utf8JsonWriter json, RunDocument? d)
    {
        if (d is null)
        {
            json.WriteNull("nextflow"u8);
            return;
        }

        json.WriteStartObject("nextflow"u8);
        json.WriteString("version"u8, d.Launch.NextflowVersion ?? NextflowVersion);
        json.WriteString("build"u8, "5935"u8);
        json.WriteString("timestamp"u8, "2025-03-17T14:00:00Z"u8);
        json.WriteEndObject();
    }

    private static void WriteStats(Utf8JsonWriter json, TaskBoard? tasks)
    {
        if (tasks is null)
        {
            json.WriteNull("stats"u8);
            return;
        }

        var (succeeded, cached, failed) = (tasks.Count(TowerTaskStatus.Completed), tasks.Count(TowerTaskStatus.Cached), tasks.Count(TowerTaskStatus.Failed));
        json.WriteStartObject("stats"u8);
        json.WriteNumber("succeedCount"u8, succeeded);
        json.WriteNumber("cachedCount"u8, cached);
        json.WriteNumber("failedCount"u8, failed);
        json.WriteNumber("ignoredCount"u8, 0);
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonElement? value)
    {
        json.WritePropertyName(name);
        if (value is { } element)
        {
            element.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteBoolean(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
