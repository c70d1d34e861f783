namespace SageTasks.Testing.Synapse;

/// <summary>A refusal, with the status and the reason that the server gives.</summary>
internal sealed class SynapseError(int status, string reason, string? errorCode = null) : Exception(reason)
{
    public int Status { get; } = status;

    public string? ErrorCode { get; } = errorCode;

    public static SynapseError Invalid(string reason) => new(400, reason);

    public static SynapseError Forbidden(string reason) => new(403, reason);

    public static SynapseError NotFound(string reason) => new(404, reason);

    public static SynapseError Conflict(string reason) => new(409, reason);

    public static SynapseError Stale(string what) =>
        new(412, $"Object: {what} was updated since you last fetched it, retrieve it again and re-apply the update.");
}
