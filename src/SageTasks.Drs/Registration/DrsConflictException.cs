namespace SageTasks.Drs;

/// <summary>A DRS id belongs to a different object than the one that was to be registered under it. Nothing was changed.</summary>
public sealed class DrsConflictException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="id">The id.</param>
    /// <param name="differences">What differs, one line each.</param>
    public DrsConflictException(string id, IReadOnlyList<string> differences)
        : base($"The id '{id}' belongs to a different object:\n{string.Join('\n', (differences ?? []).Select(line => $"  - {line}"))}\nChoose another id or scope, or correct what is registered.") =>
        (Id, Differences) = (id, differences ?? []);

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>What differs, one line each.</summary>
    public IReadOnlyList<string> Differences { get; }
}
