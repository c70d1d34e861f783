using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tes;

/// <summary>One command in a container.</summary>
public sealed record TesExecutor
{
    /// <summary>The container image.</summary>
    [AllowNull]
    public string Image { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The command and its arguments. No shell is involved unless the command is one.</summary>
    [AllowNull]
    public IReadOnlyList<string> Command { get => field ?? []; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>The absolute path in the container that the command starts in; null for the image's own.</summary>
    public string? Workdir { get; init; }

    /// <summary>The absolute path of the file that the command reads as its standard input.</summary>
    public string? Stdin { get; init; }

    /// <summary>The absolute path of the file that takes the command's standard output.</summary>
    public string? Stdout { get; init; }

    /// <summary>The absolute path of the file that takes the command's standard error.</summary>
    public string? Stderr { get; init; }

    /// <summary>Environment variables.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, string> Env { get => field ?? TolerantMap.Empty; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>Whether the next executor runs although this one failed (TES 1.1). TES-Azure drops it.</summary>
    public bool? IgnoreError { get; init; }
}
