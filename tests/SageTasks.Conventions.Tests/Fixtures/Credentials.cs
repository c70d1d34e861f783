namespace SageTasks.Conventions.Tests.Fixtures;

public sealed record TalkativeCredentials
{
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public string? SessionToken { get; init; }
}

public sealed record DiscreetCredentials
{
    public required string Token { get; init; }

    public override string ToString() => $"{nameof(DiscreetCredentials)} {{ Token = {(Token is null ? "none" : "(hidden)")} }}";
}
