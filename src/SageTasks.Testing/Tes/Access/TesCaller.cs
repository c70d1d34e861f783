namespace SageTasks.Testing;

/// <summary>A user.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Tenant">Where the user belongs.</param>
internal sealed record TesCaller(string Name, string Tenant);
