using System.Collections.ObjectModel;

namespace SageTasks.Cavatica;

/// <summary>What the storage service answered to a part.</summary>
public sealed record PartAnswer
{
    /// <summary>The headers that were asked for, such as the ETag without quotes.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;
}
