namespace SageTasks.Testing.Cavatica;

/// <summary>What signed addresses are signed with.</summary>
internal sealed record SigningKey(string Id, string Value);
