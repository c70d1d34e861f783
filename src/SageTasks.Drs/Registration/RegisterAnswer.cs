namespace SageTasks.Drs;

/// <summary>The answer to <c>POST /objects/register</c>.</summary>
internal sealed record RegisterAnswer
{
    public IReadOnlyList<DrsObject>? Objects { get; init; }
}
