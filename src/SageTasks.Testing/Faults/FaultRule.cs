namespace SageTasks.Testing;

/// <summary>One fault, where it strikes and how often.</summary>
/// <remarks>
/// A rule strikes when the request matches <see cref="Route"/> and either its ordinal among the matching requests stands in
/// <see cref="Nth"/> or the dice, seeded by the plan, fall under <see cref="Probability"/>.
/// </remarks>
// The generated serializer sets a property that the JSON leaves out to null: the setters put the default back.
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>
    /// Method and path pattern, such as <c>POST /workflow/launch</c>, <c>GET /workflow/*</c> or <c>* /**</c>. <c>*</c> stands for one
    /// method or one path segment, a closing <c>**</c> for any rest.
    /// </summary>
    public string Route { get; init => field = value ?? "* /**"; } = "* /**";

    /// <summary>How likely a matching request is struck, 0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>The matching requests that are struck for certain, counted from 1.</summary>
    public IReadOnlyList<int> Nth { get; init => field = value ?? []; } = [];

    /// <summary>How many matching requests pass unharmed before the dice count.</summary>
    public int After { get; init; }

    /// <summary>How often the rule strikes at the most; null for no limit.</summary>
    public int? Times { get; init; }

    /// <summary>The shortest time for kinds that wait; one day at the most.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The longest time for kinds that wait; the time is drawn between <see cref="Delay"/> and this. Null: always <see cref="Delay"/>.</summary>
    public TimeSpan? MaxDelay { get; init; }

    /// <summary>By how much <see cref="FaultKind.SkewClock"/> moves the clock; negative for a clock that is behind.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>The status of <see cref="FaultKind.FailBefore"/> and <see cref="FaultKind.FailAfter"/>, 500 to 599.</summary>
    public int? Status { get; init; }
}
