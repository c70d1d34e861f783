using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>The spread of one measure over the tasks of a process.</summary>
public sealed record ResourceData
{
    /// <summary>The mean.</summary>
    public double? Mean { get; init; }

    /// <summary>The least.</summary>
    public double? Min { get; init; }

    /// <summary>The first quartile.</summary>
    public double? Q1 { get; init; }

    /// <summary>The median.</summary>
    public double? Q2 { get; init; }

    /// <summary>The third quartile.</summary>
    public double? Q3 { get; init; }

    /// <summary>The most.</summary>
    public double? Max { get; init; }

    /// <summary>The task with the least.</summary>
    public string? MinLabel { get; init; }

    /// <summary>The task with the most.</summary>
    public string? MaxLabel { get; init; }

    /// <summary>What the server noticed.</summary>
    [AllowNull]
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
