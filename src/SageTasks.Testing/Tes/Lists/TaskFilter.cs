using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>What a list is asked for.</summary>
internal sealed record TaskFilter
{
    public static TaskFilter None { get; } = new();

    public string? NamePrefix { get; init; }

    public Regex? NamePattern { get; init; }

    public string? State { get; init; }

    /// <summary>Tags that a task must have, all of them; an empty value stands for any.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The filter as text, to tell whether two are the same.</summary>
    public string Text => $"{NamePrefix}\n{State}\n{string.Join('\n', Tags.Select(tag => $"{tag.Key}={tag.Value}"))}";

    public bool Matches(TesTaskDocument task) =>
        (State is null || task.State == State)
        && (string.IsNullOrEmpty(NamePrefix) || task.Task.Name?.StartsWith(NamePrefix, StringComparison.Ordinal) == true)
        && (NamePattern is null || NamePattern.IsMatch(task.Task.Name ?? ""))
        && Tags.All(tag => task.Task.Tags is { } tags && tags.TryGetValue(tag.Key, out var value) && (tag.Value.Length == 0 || tag.Value == value));
}
