namespace SageTasks.Drs;

/// <summary>The body of <c>POST /objects/register</c>.</summary>
internal sealed record RegisterBody
{
    public required IReadOnlyList<NewObject> Candidates { get; init; }

    public IReadOnlyList<string>? Passports { get; init; }
}
