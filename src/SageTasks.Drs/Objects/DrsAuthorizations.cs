namespace SageTasks.Drs;

/// <summary>How requests for an object can be authorized.</summary>
public sealed record DrsAuthorizations
{
    /// <summary>The object's id; null where the server doesn't say.</summary>
    public string? DrsObjectId { get; init; }

    /// <summary>The kinds of authorization; empty means none.</summary>
    public IReadOnlyList<DrsAuthorizationType> SupportedTypes { get; init => field = value ?? []; } = [];

    /// <summary>The issuers of visas in passports that may open it.</summary>
    public IReadOnlyList<string> PassportAuthIssuers { get; init => field = value ?? []; } = [];

    /// <summary>The issuers of tokens that may open it.</summary>
    public IReadOnlyList<string> BearerAuthIssuers { get; init => field = value ?? []; } = [];
}
