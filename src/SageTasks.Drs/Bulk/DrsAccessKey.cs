namespace SageTasks.Drs;

/// <summary>An access id of an object.</summary>
/// <param name="ObjectId">The object's id.</param>
/// <param name="AccessId">The access id.</param>
public sealed record DrsAccessKey(string ObjectId, string AccessId);
