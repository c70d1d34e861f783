namespace SageTasks.Testing.Cavatica;

/// <summary>A user as it is kept.</summary>
internal sealed record UserDocument
{
    public required string Username { get; init; }

    public required string Email { get; init; }

    public required string Token { get; init; }
}
