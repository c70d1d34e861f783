namespace SageTasks.Testing.Drs;

/// <summary>The body of a POST for one object or one address.</summary>
internal sealed record PassportRequest
{
    public bool? Expand { get; init; }

    public IReadOnlyList<string>? Passports { get; init; }
}
