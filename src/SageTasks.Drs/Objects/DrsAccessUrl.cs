using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>A URL of an object's bytes. It may grant access by itself, as its headers may: <see cref="ToString"/> shows neither.</summary>
public sealed record DrsAccessUrl
{
    /// <summary>The URL.</summary>
    public string? Url { get; init; }

    /// <summary>Headers that have to go with requests to it, each as <c>Name: value</c>. Servers that write an object are read too.</summary>
    [JsonConverter(typeof(HeaderLinesConverter))]
    public IReadOnlyList<string> Headers { get; init => field = value ?? []; } = [];

    /// <summary>The URL without what could be secret.</summary>
    public override string ToString() =>
        $"{(Uri.TryCreate(Url, UriKind.Absolute, out var url) ? Redaction.Uri(url) : "no URL")}{(Headers.Count == 0 ? "" : $" with {Headers.Count} headers")}";
}
