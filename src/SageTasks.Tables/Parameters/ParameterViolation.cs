namespace SageTasks.Tables;

/// <summary>One way in which parameters break their schema.</summary>
public sealed record ParameterViolation
{
    /// <summary>The parameter, with dots where it is nested, such as <c>input</c> or <c>reads.length</c>; null where the violation is about all of them.</summary>
    public string? Parameter { get; init; }

    /// <summary>The value as text; null where it is missing, secret, or an object or a list.</summary>
    public string? Value { get; init; }

    /// <summary>The keyword of the schema that is broken, such as <c>pattern</c> or <c>required</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>The schema's own words for it: its <c>errorMessage</c>; null where it has none.</summary>
    public string? SchemaMessage { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = Parameter is null ? $"the parameters: {Message}" : $"--{Parameter}: {Message}";
        return SchemaMessage is null ? text : $"{text}. {SchemaMessage}";
    }
}
