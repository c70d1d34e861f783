using System.Collections.ObjectModel;

namespace SageTasks.Tes;

/// <summary>Maps of text to text.</summary>
internal static class TolerantMap
{
    public static IReadOnlyDictionary<string, string> Empty { get; } = ReadOnlyDictionary<string, string>.Empty;
}
