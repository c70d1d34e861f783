namespace SageTasks.Http;

/// <summary>What shares one limiter: an origin or limit group, a credential and a clock.</summary>
internal readonly record struct LimiterKey(string Group, string Credential, TimeProvider Time);
