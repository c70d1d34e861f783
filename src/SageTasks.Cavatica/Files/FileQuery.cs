using System.Collections.ObjectModel;

namespace SageTasks.Cavatica;

/// <summary>Which files of one folder to list: lists do not look into folders. Give the project (its top folder) or the parent.</summary>
public sealed record FileQuery
{
    /// <summary>The project, whose top folder is listed.</summary>
    public string? Project { get; init; }

    /// <summary>The id of the folder.</summary>
    public string? Parent { get; init; }

    /// <summary>Only these names.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>Only files with one of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Only files with these values.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Only files that this task wrote.</summary>
    public string? OriginTask { get; init; }
}
