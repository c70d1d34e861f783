namespace SageTasks.Storage.Tests;

/// <summary>A request as it arrived.</summary>
internal sealed record RawRequest(int Number, string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The range that was asked for; both null without one.</summary>
    public (long From, long? To)? Range
    {
        get
        {
            if (Header("Range") is not { } header)
            {
                return null;
            }

            var ends = header["bytes=".Length..].Split('-');
            return (long.Parse(ends[0], null), ends[1].Length > 0 ? long.Parse(ends[1], null) : null);
        }
    }
}
