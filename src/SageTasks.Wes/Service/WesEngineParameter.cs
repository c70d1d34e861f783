namespace SageTasks.Wes;

/// <summary>A parameter that an engine takes, with its default.</summary>
public sealed record WesEngineParameter
{
    /// <summary>The engine; null where the server does not say.</summary>
    public string? Engine { get; init; }

    /// <summary>The parameter's name.</summary>
    public string? Name { get; init; }

    /// <summary>Its type, such as <c>float</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Its default as text.</summary>
    public string? DefaultValue { get; init; }
}
