using System.Text;

namespace SageTasks.Testing;

/// <summary>A pipeline secret as it is kept. Nobody but a pipeline reads its value.</summary>
internal sealed record SecretDocument
{
    public required long Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public required string Value { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name).Append(", Value = ***");
        return true;
    }
}
