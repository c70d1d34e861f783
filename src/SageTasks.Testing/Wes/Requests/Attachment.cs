namespace SageTasks.Testing.Wes;

/// <summary>A file that comes with a run request.</summary>
internal sealed record Attachment(string Name, byte[] Content);
