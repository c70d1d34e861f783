using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Who sent a request, and what their token allows.</summary>
internal sealed record Caller(long Id, IReadOnlyList<string> Scopes)
{
    public static Caller Nobody { get; } = new(Principals.Anonymous, ["view", "download"]);

    public bool IsAnonymous => Id == Principals.Anonymous;

    public string IdText => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The principals whose rights the caller has.</summary>
    public IReadOnlyList<long> ActsAs => IsAnonymous
        ? [Id, Principals.Public]
        : [Id, Principals.Public, Principals.AuthenticatedUsers];

    /// <summary>Refuses a caller without a user behind it.</summary>
    public Caller Known(string action) => IsAnonymous ? throw SynapseError.Forbidden($"Anonymous cannot {action}.") : this;
}
