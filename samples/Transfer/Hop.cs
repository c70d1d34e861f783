using SageTasks.Storage;

namespace Transfer;

/// <summary>A stretch of the way: from one store to the next.</summary>
/// <param name="From">The name of the store that it begins in.</param>
/// <param name="To">The name of the store that it ends in.</param>
/// <param name="Source">Where the files lie.</param>
/// <param name="Destination">Where they go.</param>
internal sealed record Hop(string From, string To, Location Source, Location Destination)
{
    public string Name => $"{From} → {To}";
}
