using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A way to get the bytes of a DRS object.</summary>
public sealed record DrsAccessMethod
{
    /// <summary>The kind of storage that is stated; the address can lie elsewhere.</summary>
    public string? Type { get; init; }

    /// <summary>The cloud's region.</summary>
    public string? Region { get; init; }

    /// <summary>What a signed address is asked for with.</summary>
    public string? AccessId { get; init; }

    /// <summary>The address, where no question is needed.</summary>
    public DrsAccessUrl? AccessUrl { get; init; }

    /// <summary>Which tokens are taken, and who issues them.</summary>
    public JsonObject? Authorizations { get; init; }
}
