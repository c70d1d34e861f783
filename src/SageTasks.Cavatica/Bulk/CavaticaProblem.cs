namespace SageTasks.Cavatica;

/// <summary>What the platform says about a failure.</summary>
public sealed record CavaticaProblem
{
    /// <summary>The HTTP status that it would be by itself.</summary>
    public int? Status { get; init; }

    /// <summary>The platform's own code.</summary>
    public int? Code { get; init; }

    /// <summary>The platform's words.</summary>
    public string? Message { get; init; }

    /// <summary>The page that explains the code.</summary>
    public string? MoreInfo { get; init; }
}
