namespace SageTasks.Cli;

/// <summary>What is hosted, for programs.</summary>
/// <param name="Environment">The environment variables by which clients find it all.</param>
internal sealed record HostedPlatforms(IReadOnlyDictionary<string, string> Environment);
