namespace SageTasks.Cli;

/// <summary>What a command says on the way, for programs.</summary>
internal sealed record Remark
{
    /// <summary>What is going on.</summary>
    public string? Note { get; init; }

    /// <summary>What somebody should look at.</summary>
    public string? Warning { get; init; }
}
