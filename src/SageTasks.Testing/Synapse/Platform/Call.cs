using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>A request to the API, with who sent it.</summary>
internal readonly record struct Call(LocalRequest Request, Caller Caller)
{
    private const int DefaultLimit = 10;

    public UrlOrigin Origin => new(Request.Origin, Request.Draws(FaultKind.ExpireUrls));

    public string this[string name] => Request[name];

    public int Offset => Request.Shifted((int)(QueryLong("offset") ?? 0));

    public int Limit => (int)(QueryLong("limit") ?? DefaultLimit);

    public string? Query(string name) => Request.QueryValue(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Query(name) ?? throw SynapseError.Invalid($"Required String parameter '{name}' is not present");

    public bool Flag(string name, bool otherwise = false) => Query(name) is { } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : otherwise;

    public long? QueryLong(string name) => Query(name) is { } text ? Number(name, text) : null;

    public long Long(string name) => Number(name, Request[name]);

    private static long Number(string name, string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw SynapseError.Invalid($"{name} is not a number: {text}");
}
