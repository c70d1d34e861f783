using System.Collections.ObjectModel;
using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>Where and how the bytes of a part are sent.</summary>
public sealed record PartTarget
{
    /// <summary>The HTTP method.</summary>
    public string? Method { get; init; }

    /// <summary>The signed address: it grants access and is kept like a secret.</summary>
    public string? Url { get; init; }

    /// <summary>When the address expires.</summary>
    public JsonNode? Expires { get; init; }

    /// <summary>Headers to send with the bytes.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Statuses that mean success; any other is a failure.</summary>
    public IReadOnlyList<int> SuccessCodes { get; init => field = value ?? []; } = [];

    /// <summary>Which headers of the answer are to be reported.</summary>
    public PartReportWish? Report { get; init; }

    /// <summary>The method; no part of the address, which grants access.</summary>
    public override string ToString() => $"{Method} to a signed address";
}
