namespace SageTasks.Testing.Drs;

/// <summary>The body of <c>POST /objects/register</c>.</summary>
internal sealed record RegisterRequest
{
    public IReadOnlyList<Candidate>? Candidates { get; init; }

    public IReadOnlyList<string>? Passports { get; init; }
}
